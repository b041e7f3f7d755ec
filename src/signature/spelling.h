#pragma once

#include "signature/revision.h"

#include <string>

namespace planpaket::signature {

/// Whether what was appended to a signed revision is spelt so that no reader takes it for damaged: readers that mend a file look
/// for objects where no table names them, and may find others there. The tables, their ends and the heads of objects have to be
/// written to the letter (ISO 32000-1, 7.3.10, 7.5.4, 7.5.5), no number may stand twice in a table, and the file may not say that
/// it is linearized just as long as it is now (annex F). Gives what is not so, in the user's language; empty if nothing.
std::string misspelt(const Revision& before, const Revision& whole);

} // namespace planpaket::signature
