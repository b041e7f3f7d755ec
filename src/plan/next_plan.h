#pragma once

#include "plan/plan.h"

#include <string>

namespace planpaket::plan {

/// What to make of this plan's files for the next one.
struct NextPlan {
    int first_year = 0; ///< Of this plan's period; with last_year it says by how many years everything moves.
    int last_year = 0;
    std::string include_folder; ///< Put before the path of every included file; empty or ending in a slash.
};

/// The steps from a plan to the next one.
NextPlan next_plan(const Plan& plan);

/// A file of the plan as it begins the next one: its text with comments, ids and layout kept; the years in id, titles and period
/// moved on (a year is added to an id that holds none); version 0.1; without date, case numbers, decisions,
/// follow-ups and marks of what is new. Precondition: the text is one of a plan's files that was read without errors.
std::string next_text(const std::string& text, const NextPlan& next);

} // namespace planpaket::plan
