#pragma once

#include "plan/plan.h"
#include "terminal/listing.h"

#include <chrono>

namespace planpaket::cli {

/// The decisions of a plan with the days that the law sets, one row each; "note" says what is late or due as of `today`.
terminal::Listing decision_rows(const plan::Plan& plan, std::chrono::sys_days today);

/// What the law asks for after a decision and by when, one sentence each; what is late first says so.
std::vector<std::string> next_steps(const plan::Decision& decision, std::chrono::sys_days today);

} // namespace planpaket::cli
