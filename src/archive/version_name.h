#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::archive {

/// The name of a version: "v12", or "v012" where all names of an object have four characters (OCFL 1.1, section 3.3).
struct VersionName {
    std::size_t number = 0; ///< From 1.
    std::size_t padded = 0; ///< The number of digits if the first is a zero, else 0.
};

/// Nothing if it is no "v" with one to nine digits, or version 0.
std::optional<VersionName> read_version_name(std::string_view text);

/// As the other versions of an object are named whose first is `first`.
std::string version_name(std::size_t number, std::string_view first = "v1");

} // namespace planpaket::archive
