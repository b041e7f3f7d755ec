#pragma once

#include "pdf/objects.h"

#include <string>
#include <vector>

namespace planpaket::pdf {

/// A bookmark. `destination` is an explicit destination (ISO 32000-1, 12.3.2.2).
struct OutlineItem {
    int level = 1; ///< From 1; a level without one above it hangs on the nearest that there is.
    std::string title;
    std::string destination;
};

/// Writes the outline tree (12.3.3), closed below its first level, and gives its root. Precondition: there are items.
ObjectNumber write_outline(Objects& objects, const std::vector<OutlineItem>& items);

} // namespace planpaket::pdf
