#pragma once

/// Words as glyphs, with the places where they may be divided. Each distinct word is shaped once.

#include "typeset/fonts.h"
#include "typeset/hyphenation.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace planpaket::typeset {

/// Lengths of words are in 1/1000 em: a width in points is `width × size / 1000`.
struct Division {
    std::uint32_t glyph = 0; ///< The first glyph after the division.
    float width = 0;         ///< Of the glyphs before it.
    bool hyphen = false;     ///< A hyphen is to be drawn; false after one that the word has itself, a slash, a dash.
};

/// What stands between two spaces.
struct Word {
    std::vector<Glyph> glyphs;
    std::vector<Division> divisions; ///< In order.
    float width = 0;
    char32_t missing = 0; ///< A character that no face can draw; 0 if all can be drawn.
};

/// The words of one document, in all faces. Not for several threads.
class Words {
public:
    Words(const Fonts& fonts, const Style& style, std::string_view language);

    /// The word (UTF-8, without spaces) in a face, divided as in `language` (BCP 47; empty: the document's).
    /// The reference is valid as long as this object.
    const Word& word(std::string_view text, FaceId face, std::string_view language = {});

    /// Whether a line may end at a space between the two words (UAX #14, by ICU).
    bool may_break_between(std::string_view before, std::string_view after);

    Glyph space(FaceId face) const;
    Glyph hyphen(FaceId face) const;         ///< Drawn as a hyphen, read as a soft one (U+00AD).
    float advance(const Glyph& glyph) const; ///< With its adjustment, in 1/1000 em.
    const Fonts& fonts() const { return fonts_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Cache = std::unordered_map<std::string, Word, Hash, std::equal_to<>>;

    Word shape(std::string_view text, FaceId face, const Hyphenation& hyphenation) const;
    void kern(Word& word, std::size_t first, std::size_t last) const;
    const Hyphenation& hyphenation(std::string_view language);

    const Fonts& fonts_;
    const Style& style_;
    std::string language_;
    std::map<std::string, std::shared_ptr<const Hyphenation>, std::less<>> hyphenations_;
    std::vector<Cache> own_language_; ///< Per face.
    std::map<std::pair<std::string, FaceId>, Cache> foreign_;
    std::unordered_map<std::string, bool, Hash, std::equal_to<>> breaks_;
};

} // namespace planpaket::typeset
