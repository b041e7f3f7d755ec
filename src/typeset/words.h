#pragma once

/// Words as glyphs, with the places where they may be divided. Each distinct word is shaped once.

#include "typeset/fonts.h"
#include "typeset/shaped_words.h"

#include <string>
#include <string_view>

namespace planpaket::typeset {

/// The words of one document, in all faces. Not for several threads.
class Words {
public:
    Words(const Fonts& fonts, const Style& style, std::string_view language);
    ~Words();
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

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
    Word shape(std::string_view text, FaceId face, const Hyphenation& hyphenation) const;
    void kern(Word& word, std::size_t first, std::size_t last) const;

    const Fonts& fonts_;
    const Style& style_;
    std::string language_;
    ShapedWords shaped_;
};

} // namespace planpaket::typeset
