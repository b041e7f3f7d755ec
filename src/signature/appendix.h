#pragma once

#include "signature/revision.h"

#include <string>

namespace planpaket::signature {

/// Accounts for every byte that follows a signed revision: each has to belong to an object that a cross-reference section there
/// lists at that place, to such a section, to its "startxref" and "%%EOF", or be space or a comment between them. What a reader
/// might find there otherwise is a place to hide things. Gives the reason why not, in the user's language; empty if all is
/// accounted for.
std::string unaccounted(const Revision& whole, std::size_t from);

} // namespace planpaket::signature
