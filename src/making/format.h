#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace planpaket::making {

/// What documents can be made as, in the order in which packages list them.
enum class Format { pdf, docx, odt, html, csv };
using Formats = std::set<Format>;

/// Those that people choose among; tables are written as CSV beside any of them.
inline constexpr std::array all_formats{Format::pdf, Format::docx, Format::odt, Format::html};

/// "docx": its name on the command line, and the ending of its files.
std::string_view name_of(Format format);
std::optional<Format> format_named(std::string_view name);
/// As registered with IANA.
const char* media_type(Format format);

} // namespace planpaket::making
