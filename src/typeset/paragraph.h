#pragma once

/// A paragraph as words in styles, and its lines for a width.

#include "document/document.h"
#include "typeset/words.h"

#include <string>
#include <vector>

namespace planpaket::typeset {

/// How words look. Faces come from weight and slant.
struct TextStyle {
    Weight weight = Weight::regular;
    Slant slant = Slant::upright;
    float size = 10;
    Colour colour;
};

/// A stretch of words of a paragraph that look alike and belong to the same link and language.
struct Stretch {
    FaceId face = 0;
    Colour colour;
    std::string target;      ///< Of a link; empty for none.
    std::string description; ///< Of a link.
    std::string language;    ///< Where it differs from the document's.
    NodeId node = artifact;  ///< Made when the first of a link or of foreign words is drawn.
};

/// A word in its paragraph.
struct Piece {
    const Word* word = nullptr;
    std::uint16_t stretch = 0;
    bool space_before = false;
    bool break_before = false; ///< A line may end before it.
    bool new_line = false;     ///< A line must end before it.
};

/// Words ready to be broken into lines. Refers to the Words that it was made with.
struct Paragraph {
    std::vector<Stretch> stretches;
    std::vector<Piece> pieces;
    float size = 10;
};

/// A line: from a glyph of a piece up to, not including, a glyph of another (or the same).
struct Line {
    std::uint32_t first_piece = 0, first_glyph = 0;
    std::uint32_t last_piece = 0, last_glyph = 0; ///< last_glyph > 0: the line ends inside last_piece; else before it.
    float width = 0;                              ///< In points, without the space at its end.
    bool hyphen = false;                          ///< A hyphen is drawn at its end.
};

/// Takes the words of inlines. A character that no face can draw is reported with its place ("missing-glyph").
Paragraph make_paragraph(Words& words, const Style& style, const document::Inlines& inlines, const TextStyle& look,
                         base::Diagnostics& diagnostics);

/// The lines of a paragraph in a width (points): as few and as even as can be, dividing words only where that saves a line or
/// a ragged gap. Nothing is wider than `width`, if need be by dividing a word anywhere. An empty paragraph has no lines.
std::vector<Line> break_lines(const Words& words, const Paragraph& paragraph, float width);

/// Width in points of the widest part that cannot be divided well: what a column should not be narrower than.
float widest_part(const Words& words, const Paragraph& paragraph);

/// Width in points of the widest word, undivided.
float widest_word(const Paragraph& paragraph);

} // namespace planpaket::typeset
