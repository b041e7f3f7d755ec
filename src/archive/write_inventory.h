#pragma once

#include "archive/inventory.h"

#include <string>

namespace planpaket::archive {

/// The text of an inventory, as read_inventory() reads it: blocks in their order, digests in lower case. Ends with a line end.
std::string write_inventory(const Inventory& inventory);

} // namespace planpaket::archive
