#include "cli/decision_dates.h"

#include "base/translate.h"
#include "plan/figures.h"
#include "plan/legal_dates.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::cli {

using base::tr;
using base::trf;
using std::chrono::sys_days;

namespace {

std::string iso(sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

bool adopts(const plan::Decision& decision) {
    return decision.outcome == plan::Outcome::decided || decision.outcome == plan::Outcome::decided_with_changes;
}

std::string outcome_words(plan::Outcome outcome) {
    switch (outcome) {
    case plan::Outcome::decided:
        return tr("decided");
    case plan::Outcome::decided_with_changes:
        return tr("decided with changes");
    case plan::Outcome::tabled:
        return tr("tabled");
    case plan::Outcome::referred_back:
        return tr("referred back");
    }
    return "";
}

/// The words with "late" put before them once the day is past.
std::string due(std::string words, sys_days day, sys_days today) {
    return day < today ? trf("late: {}", words) : words;
}

} // namespace

std::vector<std::string> next_steps(const plan::Decision& decision, sys_days today) {
    const auto dates = plan::legal_dates(decision);
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

terminal::Listing decision_rows(const plan::Plan& plan, sys_days today) {
    terminal::Listing listing{{"body", "date", "paragraph", "outcome", "approved", "approve_by", "announced", "announce_by",
                               "appeal_until", "follow_up_by", "note"},
                              {tr("Body"), tr("Date"), tr("Paragraph"), tr("Outcome"), tr("Approved"), tr("Approve by"),
                               tr("Announced"), tr("Announce by"), tr("Appeal until"), tr("Follow up by"), tr("Note")},
                              std::vector<bool>(11),
                              {}};
    const auto actions = plan::placed_actions(plan);
    const bool followed_up =
        std::ranges::any_of(actions, [](const plan::PlacedAction& placed) { return placed.action->followup != nullptr; });
    for (const auto& decision : plan.decision) {
        const auto dates = plan::legal_dates(decision);
        const auto* body = plan::find_body(plan, decision.body.value);
        const auto approved = decision.approved             ? plan::to_string(*decision.approved)
                              : decision.immediate_approval ? plan::to_string(decision.date)
                                                            : "";
        std::string note;
        const auto add = [&](const std::string& words) { note += (note.empty() ? "" : "; ") + words; };
        if (approved.empty() && dates.approve_by < today)
            add(tr("the approval is late"));
        if (!decision.announced && dates.announce_by < today)
            add(tr("the announcement is late"));
        if (dates.appeal_until && *dates.appeal_until >= today)
            add(tr("can still be appealed"));
        if (adopts(decision) && !followed_up && dates.follow_up_by < today)
            add(tr("the follow-up is late"));
        listing.rows.push_back({body != nullptr ? body->name.value : decision.body.value, plan::to_string(decision.date),
                                decision.paragraph.value, outcome_words(decision.outcome), approved, iso(dates.approve_by),
                                decision.announced ? plan::to_string(*decision.announced) : "", iso(dates.announce_by),
                                dates.appeal_until ? iso(*dates.appeal_until) : "",
                                adopts(decision) ? iso(dates.follow_up_by) : "", note});
    }
    return listing;
}

} // namespace planpaket::cli
