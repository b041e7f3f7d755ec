#pragma once

#include "archive/fault.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::archive {

/// What a list of objects shows of an inventory.
struct InventorySummary {
    std::string id;
    std::size_t versions = 0;
    std::string created; ///< Of the head, as is the following.
    std::string message; ///< Empty if it has none.
};

/// Reads no more than that: whether digests, paths and older versions are as they should be is not looked at. Nothing, and a
/// fault at `where`, if it cannot be told.
std::optional<InventorySummary> read_summary(std::string_view inventory, const std::string& where, Faults& faults);

} // namespace planpaket::archive
