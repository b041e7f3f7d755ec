#include "compose/composition.h"

#include "base/nearest.h"
#include "compose/change_wording.h"

#include <algorithm>

namespace planpaket::compose {

namespace {

const plan::Body* body_of_kind(const plan::Plan& plan, plan::BodyKind kind) {
    const auto found = std::ranges::find(plan.body, kind, &plan::Body::kind);
    return found == plan.body.end() ? nullptr : &*found;
}

const plan::Body* body_for(const plan::Plan& plan, const Template& page, const plan::State& state) {
    if (page.body)
        return body_of_kind(plan, *page.body);
    return state.decision != nullptr ? plan::find_body(plan, state.decision->body.value) : nullptr;
}

const plan::Decision* decision_for(const plan::Plan& plan, const Template& page, const plan::Body* body,
                                   const plan::State& state) {
    if (!page.body)
        return state.decision;
    const plan::Decision* found = nullptr;
    for (const auto& decision : plan.decision)
        if (body != nullptr && decision.body.value == body->id.value)
            found = &decision;
    return found;
}

} // namespace

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

Composition::Composition(const plan::Plan& the_plan, const Templates& the_templates, const Template& the_page,
                         const Facts& the_facts, base::Diagnostics& diagnostics)
    : plan(the_plan), templates(the_templates), terms(the_templates.terms), page(the_page), facts(the_facts),
      state(plan::state(the_plan)), body(body_for(the_plan, the_page, state)),
      decision(decision_for(the_plan, the_page, body, state)), owners(the_plan), diagnostics_(diagnostics),
      references_(the_plan, the_templates.terms) {}

const plan::Counts& Composition::counts() {
    if (!counts_)
        counts_ = plan::counts(plan);
    return *counts_;
}

const std::vector<plan::PlacedAction>& Composition::placed() {
    if (!placed_)
        placed_ = plan::placed_actions(plan);
    return *placed_;
}

const plan::Timeline& Composition::timeline() {
    if (!timeline_)
        timeline_ = plan::timeline(plan);
    return *timeline_;
}

const std::vector<plan::Change>& Composition::changes() {
    if (!changes_) {
        changes_.emplace();
        if (facts.earlier != nullptr)
            changes_ = plan::changes(*facts.earlier, plan);
        std::erase_if(*changes_, [](const plan::Change& change) { return !ChangeWording::is_told(change); });
    }
    return *changes_;
}

const collation::Collation& Composition::collation() const {
    static const collation::Collation none;
    return facts.collation != nullptr ? *facts.collation : none;
}

document::Blocks Composition::prose(const plan::Text& words) {
    return markdown::read(words.value, words.span, markdown::Flavour::prose, &references_.references(), diagnostics_);
}

const plan::Text* Composition::named_text(std::string_view name) const {
    if (name == "decision.text")
        return decision != nullptr && !decision->text.empty() ? &decision->text : nullptr;
    name.remove_prefix(std::string_view("text.").size());
    const auto* found = plan::find_text(plan, name);
    return found != nullptr && !found->empty() ? found : nullptr;
}

std::chrono::sys_days Composition::date() const {
    if (plan.date)
        return plan.date->first_day();
    if (state.decided && state.decision != nullptr)
        return state.decision->date.first_day();
    return plan.from.first_day();
}

} // namespace planpaket::compose
