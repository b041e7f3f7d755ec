#pragma once

#include "signature/update.h"

namespace planpaket::signature {

/// Gives a new, visible field its place in the structure tree of a tagged file, last in the document (ISO 14289-1, 7.18.1 and
/// 7.18.4; ISO 32000-1, 14.7.4.3). Adds the field's /StructParent. Does nothing in a file without tags. False, and nothing is
/// done, if the tree's keys cannot be counted, or leave none below 2^31 (annex C).
bool add_to_structure(const Revision& revision, Update& update, std::uint32_t page, std::uint32_t widget, Dictionary& field);

} // namespace planpaket::signature
