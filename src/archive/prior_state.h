#pragma once

#include "archive/fault.h"
#include "archive/inventory.h"

namespace planpaket::archive {

/// Whether an older inventory tells of each of its versions what the current one tells (OCFL 1.1, section 3.7: E066, W011).
void compare_states(const Inventory& older, const Inventory& current, const std::string& where, Faults& faults);

} // namespace planpaket::archive
