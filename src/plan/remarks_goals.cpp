#include "base/translate.h"
#include "plan/remark_rules.h"
#include "plan/wording.h"

#include <unordered_set>

namespace planpaket::plan {

using base::tr;

void find_unmeasurable_goal(const Plan& plan, Findings& findings) {
    for_each_row(plan, [&](const Row& row) {
        for (const auto& goal : row.action.goal)
            if (goal.measure.empty() && !has_amount(without_addresses(goal.text.value)))
                findings.add(goal.text.span, tr("nothing in this goal can be measured"),
                             tr("say how it is measured: measure = \"…\", or state a number"),
                             {&goal.silence, &row.action.silence});
    });
}

void find_timeless_goal(const Plan& plan, Findings& findings) {
    std::unordered_set<std::string_view> places;
    std::unordered_set<std::string_view> areas;
    for (const auto& target : plan.target) {
        places.insert(target.place.value);
        areas.insert(target.area.value);
    }
    for_each_row(plan, [&](const Row& row) {
        const auto& when = row.action.when;
        if (when && (when->from || when->to))
            return;
        if (areas.contains(row.area.id.value) || (!row.problem.place.empty() && places.contains(row.problem.place.value)))
            return;
        for (const auto& goal : row.action.goal)
            if (!goal.by && years_in(without_addresses(goal.text.value)).empty())
                findings.add(goal.text.span, tr("nothing says by when this goal is to be reached"),
                             tr("give it a time: by = \"2025-12\""), {&goal.silence, &row.action.silence});
    });
}

} // namespace planpaket::plan
