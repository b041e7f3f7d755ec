#pragma once

/// The structure tree as objects of the file (ISO 32000-1, 14.7).

#include "pdf/objects.h"
#include "pdf/page_painter.h"
#include "typeset/structure.h"

#include <deque>
#include <vector>

namespace planpaket::pdf {

/// A link annotation's own object, made by the caller: its number and the key under which the parent tree finds it.
struct LinkObject {
    ObjectNumber object;
    std::uint32_t parent_key;
};

/// Writes the structure tree and its parent tree, and gives the number of the StructTreeRoot.
/// `page_objects`: per page its object. `links`: per placed link its annotation; `placed` says which node each belongs to.
ObjectNumber write_structure(Objects& objects, const typeset::Structure& structure, std::deque<MarkedContent> marks,
                             const std::vector<ObjectNumber>& page_objects, const std::deque<PlacedLink>& placed,
                             const std::vector<LinkObject>& links);

} // namespace planpaket::pdf
