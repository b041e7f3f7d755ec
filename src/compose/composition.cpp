#include "compose/composition.h"

#include "compose/change_wording.h"
#include "plan/compare.h"

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
