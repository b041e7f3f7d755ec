#include "typeset/words.h"

#include "typeset/code_points.h"

#include <algorithm>
#include <hb.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace planpaket::typeset {

namespace {

constexpr int least_kerning = 16; ///< 1/1000 em: less cannot be seen at text sizes, and makes files large.
constexpr std::size_t most_pairs = 60'000;
constexpr auto no_at_sign = std::u32string::npos;
constexpr char32_t no_break_space = 0x00A0, soft_hyphen = 0x00AD, no_break_hyphen = 0x2011, narrow_no_break_space = 0x202F;

struct BreakIteratorDeleter {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};

/// Offsets (UTF-16) inside `text` where a line may end by UAX #14.
std::vector<std::int32_t> line_breaks(const icu::UnicodeString& text) {
    thread_local std::unique_ptr<UBreakIterator, BreakIteratorDeleter> iterator;
    UErrorCode status = U_ZERO_ERROR;
    if (!iterator)
        iterator.reset(ubrk_open(UBRK_LINE, "", nullptr, 0, &status));
    ubrk_setText(iterator.get(), text.getBuffer(), text.length(), &status);
    std::vector<std::int32_t> breaks;
    if (U_SUCCESS(status))
        for (auto at = ubrk_next(iterator.get()); at != UBRK_DONE && at < text.length(); at = ubrk_next(iterator.get()))
            breaks.push_back(at);
    return breaks;
}

bool is_letter(char32_t c) {
    return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

/// Whether a break inside a word, before character `at`, is one that a reader accepts: not inside 3–5, not one letter alone.
bool acceptable(const std::u32string& characters, std::size_t at) {
    const bool inside_range = is_digit(characters[at]) && at >= 2 && is_digit(characters[at - 2]);
    return !inside_range && at >= 2 && characters.size() - at >= 2;
}

/// Addresses, file names, numbers and checksums: a hyphen drawn in them would be read as theirs.
bool is_literal(const std::u32string& characters) {
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const auto c = characters[i];
        const bool inside = i > 0 && i + 1 < characters.size() && is_letter(characters[i - 1]) && is_letter(characters[i + 1]);
        if (is_digit(c) || c == U'@' || c == U'_' || c == U'\\' || (c == U'.' && inside))
            return true;
        if (c == U':' && i + 2 < characters.size() && characters[i + 1] == U'/' && characters[i + 2] == U'/')
            return true;
    }
    return false;
}

} // namespace

Words::Words(const Fonts& fonts, const Style& style, std::string_view language)
    : fonts_(fonts), style_(style), language_(language),
      shaped_(fonts.shelf().take(Hyphenation::load(style, language), fonts.size())) {}

Words::~Words() {
    fonts_.shelf().put_back(std::move(shaped_));
}

const Word& Words::word(std::string_view text, FaceId face, std::string_view language) {
    const bool own = language.empty() || language == language_;
    auto& known = own ? shaped_.own[face] : shaped_.foreign[{std::string(language), face}];
    const auto found = known.find(text);
    if (found != known.end())
        return found->second;
    const auto hyphenation = own ? shaped_.hyphenation : Hyphenation::load(style_, language);
    return known.emplace(std::string(text), shape(text, face, *hyphenation)).first->second;
}

Word Words::shape(std::string_view text, FaceId face, const Hyphenation& hyphenation) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto* composer = icu::Normalizer2::getNFCInstance(status);
    auto unicode = from_utf8(text);
    if (!composer->isNormalized(unicode, status))
        unicode = composer->normalize(unicode, status);
    const auto characters = code_points(unicode);

    Word word;
    word.glyphs.reserve(characters.size());
    std::vector<std::uint32_t> glyph_of(characters.size() + 1); // per character, the glyphs before it
    std::vector<std::size_t> soft;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const auto c = characters[i];
        glyph_of[i] = static_cast<std::uint32_t>(word.glyphs.size());
        if (c == soft_hyphen) {
            soft.push_back(i);
            continue;
        }
        if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            continue;
        Fonts::Choice choice{};
        const char32_t drawn = c == no_break_space || c == narrow_no_break_space ? U' ' : c == no_break_hyphen ? U'-' : c;
        if (!fonts_.choose(drawn, face, choice)) {
            word.missing = c;
            continue;
        }
        word.glyphs.push_back({.character = c & 0x1FFFFFU, .face = choice.face, .id = choice.glyph});
    }
    glyph_of[characters.size()] = static_cast<std::uint32_t>(word.glyphs.size());
    for (std::size_t first = 0; first < word.glyphs.size();) {
        auto last = first + 1;
        while (last < word.glyphs.size() && word.glyphs[last].face == word.glyphs[first].face)
            ++last;
        kern(word, first, last);
        first = last;
    }
    std::vector<float> width_before(word.glyphs.size() + 1);
    for (std::size_t i = 0; i < word.glyphs.size(); ++i)
        width_before[i + 1] = width_before[i] + advance(word.glyphs[i]);
    word.width = width_before.back();

    std::vector<std::pair<std::size_t, bool>> places; // character, hyphen
    const bool plain = std::all_of(characters.begin(), characters.end(), is_letter);
    const auto at_sign = characters.find(U'@');
    if (at_sign != no_at_sign && acceptable(characters, at_sign))
        places.emplace_back(at_sign, false); // an address of e-mail is divided nowhere else: its own hyphens would read as ours
    if (!plain) {
        std::int32_t unit = 0;
        std::size_t index = 0;
        for (const auto at : line_breaks(unicode)) {
            for (; unit < at; ++index)
                unit = unicode.moveIndex32(unit, 1);
            if (acceptable(characters, index) && (soft.empty() || characters[index - 1] != soft_hyphen) && at_sign == no_at_sign)
                places.emplace_back(index, false);
        }
    }
    if (!soft.empty()) {
        for (const auto at : soft)
            places.emplace_back(at, true);
    } else if (!is_literal(characters)) {
        for (std::size_t i = 0; i < characters.size();) {
            auto end = i;
            while (end < characters.size() && is_letter(characters[end]))
                ++end;
            for (const auto place : hyphenation.places(std::u32string_view(characters).substr(i, end - i)))
                places.emplace_back(i + place, true);
            i = end + 1;
        }
    }
    std::sort(places.begin(), places.end());
    for (const auto& [at, hyphen] : places) {
        const auto glyph = glyph_of[at];
        if (glyph > 0 && glyph < word.glyphs.size() && (word.divisions.empty() || word.divisions.back().glyph != glyph))
            word.divisions.push_back({glyph, width_before[glyph], hyphen});
    }
    return word;
}

/// Kerning of the glyphs [first, last), which are of one face. Ligatures and alternates stay off: a glyph is one character.
void Words::kern(Word& word, std::size_t first, std::size_t last) const {
    if (last - first < 2)
        return;
    const auto& face = fonts_.face(static_cast<FaceId>(word.glyphs[first].face));
    hb_buffer_t* buffer = hb_buffer_create();
    std::vector<std::uint32_t> characters;
    for (auto i = first; i < last; ++i) {
        const char32_t c = word.glyphs[i].character;
        characters.push_back(c == no_break_space || c == narrow_no_break_space ? U' ' : c == no_break_hyphen ? U'-' : c);
    }
    hb_buffer_add_codepoints(buffer, characters.data(), static_cast<int>(characters.size()), 0,
                             static_cast<int>(characters.size()));
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    constexpr auto off = [](const char(&tag)[5]) {
        return hb_feature_t{HB_TAG(tag[0], tag[1], tag[2], tag[3]), 0, 0, HB_FEATURE_GLOBAL_END};
    };
    const hb_feature_t features[] = {off("liga"), off("clig"), off("calt"), off("rlig")};
    hb_shape(face.hb_font(), buffer, features, 4);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* positions = hb_buffer_get_glyph_positions(buffer, nullptr);
    bool one_to_one = count == last - first;
    for (unsigned i = 0; one_to_one && i < count; ++i)
        one_to_one = infos[i].codepoint == word.glyphs[first + i].id && positions[i].y_offset == 0 && positions[i].x_offset == 0;
    for (unsigned i = 0; one_to_one && i < count; ++i) {
        const auto adjust = positions[i].x_advance - face.advance(word.glyphs[first + i].id);
        word.glyphs[first + i].adjust = static_cast<std::int16_t>(std::abs(adjust) < least_kerning ? 0 : adjust);
    }
    hb_buffer_destroy(buffer);
}

bool Words::may_break_between(std::string_view before, std::string_view after) {
    if (before.empty() || after.empty())
        return true;
    const auto ends_plainly = [](char c) {
        return static_cast<signed char>(c) < 0 || std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == ',' ||
               c == ':' || c == ';' || c == ')';
    };
    const auto begins_plainly = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '('; };
    if (ends_plainly(before.back()) && begins_plainly(after.front()))
        return true;
    const auto key = std::string(before) + ' ' + std::string(after);
    if (const auto it = shaped_.breaks.find(key); it != shaped_.breaks.end())
        return it->second;
    const auto left = from_utf8(before);
    const auto both = from_utf8(key);
    const auto breaks = line_breaks(both);
    const bool allowed = std::find(breaks.begin(), breaks.end(), left.length() + 1) != breaks.end();
    if (shaped_.breaks.size() > most_pairs)
        shaped_.breaks.clear();
    shaped_.breaks.emplace(key, allowed);
    return allowed;
}

Glyph Words::space(FaceId face) const {
    return {.character = U' ', .face = face, .id = fonts_.face(face).glyph(U' ')};
}

Glyph Words::hyphen(FaceId face) const {
    return {.character = soft_hyphen, .face = face, .id = fonts_.face(face).glyph(U'-')};
}

float Words::advance(const Glyph& glyph) const {
    return static_cast<float>(fonts_.face(static_cast<FaceId>(glyph.face)).advance(glyph.id) + glyph.adjust);
}

} // namespace planpaket::typeset
