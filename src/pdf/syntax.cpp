#include "pdf/syntax.h"

#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <zlib.h>

namespace planpaket::pdf {

namespace {

/// Code points of UTF-8 that is known to be valid.
template <class Use>
void each_code_point(std::string_view text, Use use) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            c = (c << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        use(c);
        i += length;
    }
}

/// The character's byte in PDFDocEncoding (ISO 32000-1, annex D.2), 0 if it has none.
unsigned char document_encoding(char32_t c) {
    switch (c) {
    case 0x2022: // bullet
        return 0x80;
    case 0x2026: // ellipsis
        return 0x83;
    case 0x2014: // em dash
        return 0x84;
    case 0x2013: // en dash
        return 0x85;
    case 0x201C: // left double quotation mark
        return 0x8D;
    case 0x201D: // right double quotation mark
        return 0x8E;
    case 0x2019: // right single quotation mark
        return 0x90;
    default:
        return (c >= 0x20 && c < 0x7F) || (c > 0xA0 && c <= 0xFF && c != 0xAD) ? static_cast<unsigned char>(c) : 0;
    }
}

} // namespace

void append_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out.append(buffer.data(), end);
}

void append_number(std::string& out, double value, int decimals) {
    static constexpr std::array<std::int64_t, 6> powers{1, 10, 100, 1000, 10000, 100000};
    const auto power = powers[static_cast<std::size_t>(decimals)];
    auto scaled = std::llround(value * static_cast<double>(power));
    if (scaled < 0) {
        out += '-';
        scaled = -scaled;
    }
    append_integer(out, scaled / power);
    auto fraction = scaled % power;
    if (fraction == 0)
        return;
    out += '.';
    for (auto place = power / 10; fraction > 0; place /= 10) {
        out += static_cast<char>('0' + fraction / place);
        fraction %= place;
    }
}

void append_reference(std::string& out, ObjectNumber object) {
    append_integer(out, object);
    out += " 0 R";
}

void append_literal(std::string& out, std::string_view bytes) {
    out += '(';
    for (const char c : bytes) {
        if (c == '(' || c == ')' || c == '\\')
            out += '\\';
        if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    out += ')';
}

void append_text(std::string& out, std::string_view utf8) {
    std::string literal;
    bool fits = true;
    each_code_point(utf8, [&](char32_t c) {
        const auto byte = document_encoding(c);
        fits &= byte != 0;
        literal += static_cast<char>(byte);
    });
    // Such words would be taken for a byte order mark.
    const bool misleading =
        literal.starts_with("\xFE\xFF") || literal.starts_with("\xFF\xFE") || literal.starts_with("\xEF\xBB\xBF");
    if (fits && !misleading)
        return append_literal(out, literal);
    static constexpr char digits[] = "0123456789ABCDEF";
    const auto unit = [&](unsigned value) {
        for (const unsigned shift : {12U, 8U, 4U, 0U})
            out += digits[(value >> shift) & 15U];
    };
    out += "<FEFF";
    each_code_point(utf8, [&](char32_t c) {
        if (c >= 0x10000) {
            unit(static_cast<unsigned>(0xD800 + ((c - 0x10000) >> 10U)));
            unit(static_cast<unsigned>(0xDC00 + ((c - 0x10000) & 0x3FFU)));
        } else {
            unit(static_cast<unsigned>(c));
        }
    });
    out += '>';
}

std::string deflate(std::string_view bytes, int level) {
    std::string out(compressBound(static_cast<uLong>(bytes.size())), '\0');
    auto size = static_cast<uLongf>(out.size());
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                  static_cast<uLong>(bytes.size()), level) != Z_OK)
        throw std::bad_alloc();
    return {out.data(), size}; // a copy, without the room that was not needed
}

} // namespace planpaket::pdf
