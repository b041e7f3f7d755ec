#pragma once

/// Review remarks: what a plan may hold, but deserves a second look.

#include "base/diagnostic.h"
#include "plan/plan.h"

#include <string>
#include <vector>

namespace planpaket::plan {

/// Every remark on the plan, in the order of the files and lines, without those that the plan silences; a silence that silences
/// nothing is a remark itself ("needless-silence").
base::Diagnostics remarks(const Plan& plan);

/// The codes that can be silenced, as in `silence = [{ remark = "no-goal", … }]`.
const std::vector<std::string>& remark_codes();

} // namespace planpaket::plan
