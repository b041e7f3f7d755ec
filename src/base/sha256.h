#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::base {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
/// Of pieces that follow each other.
std::string sha256(const std::vector<std::string>& pieces);

} // namespace planpaket::base
