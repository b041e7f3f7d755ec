#pragma once

#include "base/diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::toml {

/// Checks that a file is UTF-8 without control characters but line ends and tabs. Reports "wrong-encoding" at the first byte
/// that is not UTF-8, and "control-character" for each (a bounded number).
/// Returns nothing when the text can be read as it is; else one that can be read instead, with something harmless in place
/// of what was wrong, and as many characters in each line; an empty one when it is not text in bytes at all (UTF-16).
std::optional<std::string> repaired_text(std::string_view text, base::SourceId source, base::Diagnostics& diagnostics);

/// Whether a string, as read, holds a control character that no text of a plan may: all but line feed and tab.
bool has_control_character(std::string_view text);

/// The number of code points. Precondition: UTF-8.
std::size_t code_points(std::string_view text);

} // namespace planpaket::toml
