#pragma once

#include "plan/change.h"

#include <vector>

namespace planpaket::plan {

/// By id; what has only got another id is found by its words. Areas first, in the order of the later plan, what was removed where
/// it stood; then registers, texts and the matter. Decisions, corrections and silenced remarks are about the plan and not
/// compared. Between plans of different ids neither is what a next plan begins without: the marks of what is new, and the
/// follow-up.
std::vector<Change> changes(const Plan& before, const Plan& after);

} // namespace planpaket::plan
