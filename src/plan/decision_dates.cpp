#include "plan/decision_dates.h"

#include "base/translate.h"
#include "plan/figures.h"
#include "plan/legal_dates.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::plan {

using base::tr;
using base::trf;
using std::chrono::sys_days;

namespace {

std::string iso(sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// The words with "late" put before them once the day is past.
std::string due(std::string words, sys_days day, sys_days today) {
    return day < today ? trf("late: {}", words) : words;
}

} // namespace

bool adopts(const Decision& decision) {
    return decision.outcome == Outcome::decided || decision.outcome == Outcome::decided_with_changes;
}

std::vector<std::string> next_steps(const Decision& decision, sys_days today) {
    const auto dates = legal_dates(decision);
    std::vector<std::string> steps;
    if (!decision.approved && !decision.immediate_approval)
        steps.push_back(due(trf("the minutes are to be approved by {}", iso(dates.approve_by)), dates.approve_by, today));
    if (!decision.announced)
        steps.push_back(due(trf("the approval is to be announced by {}", iso(dates.announce_by)), dates.announce_by, today));
    if (dates.appeal_until && today <= *dates.appeal_until)
        steps.push_back(trf("the decision can be appealed until {}", iso(*dates.appeal_until)));
    if (adopts(decision))
        steps.push_back(due(trf("the plan is to be followed up by {}", iso(dates.follow_up_by)), dates.follow_up_by, today));
    return steps;
}

std::vector<std::string> notes(const Plan& plan, const Decision& decision, sys_days today) {
    const auto dates = legal_dates(decision);
    const auto actions = placed_actions(plan);
    const bool followed_up =
        std::ranges::any_of(actions, [](const PlacedAction& placed) { return placed.action->followup != nullptr; });
    std::vector<std::string> notes;
    if (!decision.approved && !decision.immediate_approval && dates.approve_by < today)
        notes.push_back(tr("the approval is late"));
    if (!decision.announced && dates.announce_by < today)
        notes.push_back(tr("the announcement is late"));
    if (dates.appeal_until && *dates.appeal_until >= today)
        notes.push_back(tr("can still be appealed"));
    if (adopts(decision) && !followed_up && dates.follow_up_by < today)
        notes.push_back(tr("the follow-up is late"));
    return notes;
}

} // namespace planpaket::plan
