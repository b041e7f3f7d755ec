#pragma once

/// Writing the basic objects of PDF (ISO 32000-1, 7.3) into a string.

#include <cstdint>
#include <string>
#include <string_view>

namespace planpaket::pdf {

/// An object number; 0 is none.
using ObjectNumber = std::uint32_t;

/// A number with at most `decimals` decimals, without trailing zeros.
void append_number(std::string& out, double value, int decimals = 2);
void append_integer(std::string& out, std::int64_t value);

/// "12 0 R"
void append_reference(std::string& out, ObjectNumber object);

/// A text string (7.9.2.2): a literal in PDFDocEncoding where that can say it, else UTF-16BE with a byte order mark.
void append_text(std::string& out, std::string_view utf8);

/// A byte string, as a literal with escapes. For URIs and identifiers.
void append_literal(std::string& out, std::string_view bytes);

/// Compresses for /FlateDecode, at zlib's level 0–9. The same bytes for the same input.
std::string deflate(std::string_view bytes, int level);

} // namespace planpaket::pdf
