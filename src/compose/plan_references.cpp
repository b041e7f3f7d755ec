#include "compose/plan_references.h"

#include "base/nearest.h"
#include "compose/words.h"
#include "plan/figures.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace planpaket::compose {

PlanReferences::PlanReferences(const plan::Plan& plan, const Terms& terms) : plan_(plan), terms_(terms) {
    references_.find = [this](std::string_view id) -> std::optional<markdown::Destination> {
        make();
        const auto found = destinations_.find(std::string(id));
        return found == destinations_.end() ? std::nullopt : std::optional(found->second);
    };
    references_.nearest = [this](std::string_view id) {
        std::vector<std::string> ids;
        for (const auto& [name, destination] : destinations_)
            ids.push_back(name);
        std::ranges::sort(ids);
        return base::nearest(id, ids);
    };
}

void PlanReferences::make() {
    if (made_)
        return;
    made_ = true;
    const auto names = plan::names(plan_);
    const auto add = [&](const plan::Id& id, const std::string& leads_to, const std::string& fallback) {
        const auto named = names.find(id.value);
        const auto number = named == names.end() ? std::string() : named->second.number;
        const auto title = named == names.end() ? std::string() : named->second.title;
        markdown::Destination destination{leads_to, !number.empty() ? number : !title.empty() ? title : fallback, {}};
        destination.description = number.empty() || title.empty()
                                      ? destination.name
                                      : fill(terms_.action_title, {{"number", number}, {"title", title}});
        destinations_.emplace(id.value, std::move(destination));
    };
    for (const auto& area : plan_.area) {
        add(area.id, area.id.value, area.id.value);
        for (const auto& problem : area.problem) {
            add(problem.id, problem.id.value, problem.id.value);
            for (const auto& cause : problem.cause) {
                add(cause.id, cause.id.value, problem.title.value);
                for (const auto& action : cause.action) {
                    add(action.id, action.id.value, action.id.value);
                    const auto& number = names.contains(action.id.value) ? names.at(action.id.value).number : action.title.value;
                    for (const auto& goal : action.goal)
                        add(goal.id, action.goal.front().id.value, number);
                }
            }
        }
    }
    for (const auto& target : plan_.target) {
        const auto& first = std::ranges::find(plan_.target, target.place.value, [](const auto& t) { return t.place.value; });
        add(target.id, target.place.empty() ? target.area.value : first->id.value, target.text.value);
    }
}

} // namespace planpaket::compose
