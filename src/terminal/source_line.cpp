#include "terminal/source_line.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <vector>

namespace planpaket::terminal {

namespace {

constexpr std::size_t widest = 100;        ///< Columns of a line that are shown at most.
constexpr std::int32_t reach = 2 * widest; ///< Characters on each side of a place that may be of those.
constexpr std::size_t tab_stop = 4;

struct Shown {
    std::string text;
    std::size_t width = 0;
};

std::size_t width_of(UChar32 character) {
    switch (u_charType(character)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
        return 0;
    default: // the type is ICU's, and open-ended
        break;
    }
    const auto width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string encode(UChar32 character) {
    std::string text;
    return icu::UnicodeString(character).toUTF8String(text);
}

/// The characters of the line as they are shown: tabs as spaces, control characters as their pictures.
std::vector<Shown> shown_characters(std::string_view line) {
    std::vector<Shown> characters;
    std::size_t column = 0;
    const auto text = icu::UnicodeString::fromUTF8({line.data(), static_cast<int32_t>(line.size())});
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        UChar32 character = text.char32At(at);
        Shown shown;
        if (character == '\t') {
            shown.width = tab_stop - column % tab_stop;
            shown.text = std::string(shown.width, ' ');
        } else {
            if (character < 0x20)
                character += 0x2400;
            else if (character == 0x7F)
                character = 0x2421;
            else if (u_charType(character) == U_CONTROL_CHAR || u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL))
                character = 0xFFFD;
            shown = {encode(character), width_of(character)};
        }
        column += shown.width;
        characters.push_back(std::move(shown));
    }
    return characters;
}

std::size_t width_between(const std::vector<Shown>& characters, std::size_t from, std::size_t to) {
    std::size_t width = 0;
    for (std::size_t i = from; i < to && i < characters.size(); ++i)
        width += characters[i].width;
    return width;
}

} // namespace

std::size_t display_width(std::string_view text) {
    const auto characters = shown_characters(text);
    return width_between(characters, 0, characters.size());
}

SourceLine show_line(std::string_view line, const base::Span& span, LinePlace& last_place) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
    const auto size = static_cast<std::int32_t>(line.size());
    const auto column = std::max<std::uint32_t>(span.column, 1);
    if (last_place.line.data() != line.data() || last_place.line.size() != line.size() || column < last_place.column)
        last_place = {line};
    for (; last_place.column < column && last_place.offset < size; ++last_place.column)
        U8_FWD_1(bytes, last_place.offset, size);

    // The part of the line that may be shown, and where in it the span lies.
    std::int32_t from = last_place.offset;
    std::int32_t to = last_place.offset;
    std::size_t first = 0;
    for (; from > 0 && first < reach; ++first)
        U8_BACK_1(bytes, 0, from);
    for (std::int32_t i = 0; to < size && i < reach; ++i)
        U8_FWD_1(bytes, to, size);
    const auto characters = shown_characters(line.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
    first = std::min(first, characters.size());
    std::size_t last = span.end_line > span.line  ? characters.size()
                       : span.end_column > column ? first + (span.end_column - column)
                                                  : first;
    last = std::min(last, characters.size());

    // A window around the first mark, a third of it before the mark.
    std::size_t begin = 0;
    if (width_between(characters, 0, characters.size()) > widest)
        while (begin < first && width_between(characters, begin, first) > widest / 3)
            ++begin;
    std::size_t end = begin;
    for (std::size_t width = 0; end < characters.size() && width + characters[end].width <= widest; ++end)
        width += characters[end].width;

    SourceLine shown;
    if (begin > 0 || from > 0) {
        shown.text = "…";
        shown.marks = " ";
    }
    for (std::size_t i = begin; i < end; ++i)
        shown.text += characters[i].text;
    if (end < characters.size() || to < size)
        shown.text += "…";
    shown.marks.append(width_between(characters, begin, first), ' ');
    shown.marks.append(std::max<std::size_t>(1, width_between(characters, first, std::min(last, end))), '^');
    return shown;
}

} // namespace planpaket::terminal
