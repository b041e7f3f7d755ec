#pragma once

/// What became of a document after it was signed: which changes there are, and whether they are of the kinds that leave it what
/// it was (ISO 32000-1, 12.8.2.2; ISO 32000-2, 12.8.2.2 for the validation data).

#include "signature/change.h"
#include "signature/reach.h"
#include "signature/restrictions.h"
#include "signature/revision.h"

#include <vector>

namespace planpaket::signature {

/// Compares a signed revision with the file that it grew into. `restrictions`: of the signature. `former`: of the file.
/// Nothing is guessed: both are walked side by side from their trailers, and everything that is reached has to say the same,
/// however it is written and numbered, or be otherwise in one of the ways of tolerances().
std::vector<Change> changes_between(const Revision& before, const Revision& after, const Restrictions& restrictions,
                                    FormerRevisions& former);

} // namespace planpaket::signature
