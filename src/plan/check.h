#pragma once

#include "base/diagnostic.h"
#include "plan/plan.h"

#include <string>
#include <vector>

namespace planpaket::plan {

/// What can only be checked when the whole plan is read: ids that stand twice ("duplicate-id"), references that point to nothing
/// ("dangling-reference", "unknown-owner"), names of documents and remarks that are not known ("unknown-value").
/// `documents`: the names that documents have; empty: any.
/// `complete`: whether all of the plan could be read; if not, a missing definition proves nothing and is not reported.
void check_references(const Plan& plan, const std::vector<std::string>& documents, bool complete, base::Diagnostics& diagnostics);

/// Case numbers that do not match the plan's own pattern, and a pattern that is none ("dnr-pattern").
void check_case_numbers(const Plan& plan, base::Diagnostics& diagnostics);

} // namespace planpaket::plan
