#pragma once

#include <string>
#include <string_view>

namespace planpaket::toml {

/// The text (UTF-8) as a TOML string: on one line in quotes, with line breaks in three of them.
std::string in_quotes(std::string_view text);

} // namespace planpaket::toml
