#include "base/translate.h"
#include "plan/figures.h"
#include "plan/remark_rules.h"

#include <algorithm>
#include <unordered_set>

namespace planpaket::plan {

using base::tr;
using base::trf;

void find_no_cause(const Plan& plan, Findings& findings) {
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            if (problem.cause.empty())
                findings.add(problem.id.span, tr("this problem has no cause"),
                             tr("add a [[area.problem.cause]] that says why the problem is there"), {&problem.silence});
}

void find_no_action(const Plan& plan, Findings& findings) {
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            for (const auto& cause : problem.cause)
                if (cause.action.empty())
                    findings.add(cause.id.span, tr("this cause has no action"),
                                 tr("add a [[area.problem.cause.action]] that answers it"), {&cause.silence});
}

void find_no_owner(const Plan& plan, Findings& findings) {
    for_each_row(plan, [&](const Row& row) {
        if (row.action.lead.empty())
            findings.add(row.action.id.span, tr("nobody leads this action"), tr("name one of the owners: lead = \"…\""),
                         {&row.action.silence});
    });
}

void find_no_goal(const Plan& plan, Findings& findings) {
    for_each_row(plan, [&](const Row& row) {
        if (row.action.goal.empty())
            findings.add(row.action.id.span, tr("this action has no goal"),
                         tr("add what it is to achieve, and how that is measured"), {&row.action.silence});
    });
}

void find_no_schedule(const Plan& plan, Findings& findings) {
    for_each_row(plan, [&](const Row& row) {
        if (!row.action.when)
            findings.add(row.action.id.span, tr("nothing says when this action is to be done"),
                         tr("add when = with a date, a span, \"continuous\" or \"line-work\""), {&row.action.silence});
    });
}

void find_effect_order(const Plan& plan, Findings& findings) {
    const Problem* problem = nullptr;
    const Action* slowest = nullptr;
    for_each_row(plan, [&](const Row& row) {
        if (&row.problem != problem) {
            problem = &row.problem;
            slowest = nullptr;
        }
        if (row.action.effect == Effect::unstated)
            return;
        if (slowest && row.action.effect < slowest->effect)
            findings.add(row.action.id.span,
                         trf("this action has effect sooner than '{}', which stands before it", slowest->id.value),
                         tr("put the action that has effect first before the others of the same problem"), {&row.action.silence});
        else
            slowest = &row.action;
    });
}

void find_early_follow_up(const Plan& plan, Findings& findings) {
    if (state(plan).decided)
        return;
    for_each_row(plan, [&](const Row& row) {
        if (!row.action.followup)
            return;
        const auto& goals = row.action.goal;
        const bool unmeasured = std::none_of(goals.begin(), goals.end(), [](const Goal& goal) { return !goal.measure.empty(); });
        const bool words = !row.action.followup->text.empty();
        findings.add(row.action.followup->span, tr("this action is followed up before the plan is decided"),
                     words && unmeasured ? tr("if the words say how the goal is to be measured, they belong in its measure")
                                         : tr("remove it until the plan is decided and followed up"),
                     {&row.action.silence});
    });
}

void find_named_person(const Plan& plan, Findings& findings) {
    std::unordered_map<std::string_view, const Owner*> persons;
    for (const auto& owner : plan.owner)
        if (owner.kind == OwnerKind::person)
            persons.emplace(owner.id.value, &owner);
    if (persons.empty())
        return;
    for_each_row(plan, [&](const Row& row) {
        for (const auto* references : {&row.action.lead, &row.action.participants})
            for (const auto& reference : *references)
                if (const auto found = persons.find(reference.value); found != persons.end())
                    findings.add(reference.span,
                                 trf("'{}' is a person, where a role would outlast the one who holds it", reference.value),
                                 tr("refer to an owner of kind role"), {&row.action.silence, &found->second->silence});
    });
}

} // namespace planpaket::plan
