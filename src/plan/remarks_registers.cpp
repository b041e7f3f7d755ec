#include "base/translate.h"
#include "plan/remark_rules.h"

namespace planpaket::plan {

using base::tr;
using base::trf;

using Used = std::unordered_set<std::string_view>;

static void use(Used& used, const std::vector<Id>& references) {
    for (const auto& reference : references)
        used.insert(reference.value);
}

void find_unused_owner(const Plan& plan, Findings& findings) {
    Used used;
    for_each_row(plan, [&](const Row& row) {
        use(used, row.action.lead);
        use(used, row.action.participants);
        if (row.action.followup)
            for (const auto& commitment : row.action.followup->commitment)
                used.insert(commitment.owner.value);
    });
    for (const auto& owner : plan.owner)
        if (!used.contains(owner.id.value))
            findings.add(owner.id.span, trf("the owner '{}' has nothing to do in this plan", owner.id.value),
                         tr("name it where it leads or takes part, or remove it"), {&owner.silence});
}

void find_unused_place(const Plan& plan, Findings& findings) {
    Used used;
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            used.insert(problem.place.value);
    for (const auto& target : plan.target)
        used.insert(target.place.value);
    for (const auto& place : plan.place)
        if (!used.contains(place.id.value))
            findings.add(place.id.span, trf("nothing in this plan is about the place '{}'", place.id.value),
                         tr("name it in the problems that are about it, or remove it"));
}

void find_unused_group(const Plan& plan, Findings& findings) {
    Used used;
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            used.insert(problem.group.value);
    for (const auto& group : plan.group)
        if (!used.contains(group.id.value))
            findings.add(group.id.span, trf("nothing in this plan is about the group '{}'", group.id.value),
                         tr("name it in the problems that are about it, or remove it"));
}

void find_unused_resource(const Plan& plan, Findings& findings) {
    Used used;
    for_each_row(plan, [&](const Row& row) { use(used, row.action.resources); });
    for (const auto& resource : plan.resource)
        if (!used.contains(resource.id.value))
            findings.add(resource.id.span, trf("no action cites the resource '{}'", resource.id.value),
                         tr("cite it in the actions that rest on it, or remove it"));
}

} // namespace planpaket::plan
