#pragma once

/// Two cross-reference streams (ISO 32000-1, 7.5.8) as a file's end. The last has the leading objects, as a linearized file's has
/// those of its first page (annex F): who signs a long file need not read the table of all its objects.

#include "pdf/objects.h"

namespace planpaket::pdf {

/// Ends the file whose catalog and information dictionary these are, when all objects are packed. Its /ID is made from its
/// content.
void add_cross_references(FileBody& body, Objects& objects, ObjectNumber root, ObjectNumber information);

} // namespace planpaket::pdf
