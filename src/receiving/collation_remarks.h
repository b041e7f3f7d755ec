#pragma once

#include "base/diagnostic.h"
#include "collation/collation.h"

namespace planpaket::receiving {

/// What a collation found, in the user's language: a remark ("district-missing", "district-undecided", …) for each finding about
/// a district, and an error ("unexpected-plan", "repeated-delivery") for each delivery that the register has no use for. What is
/// wrong with a delivery itself is told where it is read.
base::Diagnostics tell(const collation::Collation& city);

} // namespace planpaket::receiving
