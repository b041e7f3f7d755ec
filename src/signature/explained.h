#pragma once

/// Where pages may look otherwise than when they were signed.

#include "signature/changes.h"
#include "signature/revision.h"

#include <map>
#include <vector>

namespace planpaket::signature {

/// A rectangle as shares of what a page shows, turned as it is read: 0 is left and top, 1 right and bottom.
struct Area {
    double left = 0, top = 0, right = 0, bottom = 0;
};

/// Per page, from 1: where a signature field is that was added or signed since; and where others are, if `changes` have allowed
/// that forms were filled in or annotations made. Places are those of the widgets that a page itself lists, then and now. What
/// covers more than half of a page explains nothing.
std::map<std::size_t, std::vector<Area>> explained_areas(const Revision& before, const Revision& after,
                                                         const std::vector<Change>& changes);

} // namespace planpaket::signature
