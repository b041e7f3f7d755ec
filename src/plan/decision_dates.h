#pragma once

/// What the law asks for after a decision, in words.

#include "plan/plan.h"

#include <chrono>
#include <string>
#include <vector>

namespace planpaket::plan {

/// Whether a decision makes the plan a decided one.
bool adopts(const Decision& decision);

/// What the law asks for after a decision and by when, one sentence each; what is late first says so.
std::vector<std::string> next_steps(const Decision& decision, std::chrono::sys_days today);

/// What is late, or can still be done, as of `today`, some words each.
std::vector<std::string> notes(const Plan& plan, const Decision& decision, std::chrono::sys_days today);

} // namespace planpaket::plan
