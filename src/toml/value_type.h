#pragma once

#include <cstddef>

namespace planpaket::toml {

enum class ValueType { string, integer, floating, boolean, date, array, table, other };

struct Limits {
    std::size_t bytes = 48'000'000;
    std::size_t depth = 64; ///< Of arrays and inline tables in each other, and of the names in one dotted key or header.
};

} // namespace planpaket::toml
