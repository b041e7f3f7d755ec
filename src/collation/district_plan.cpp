#include "collation/district_plan.h"

#include "plan/figures.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unordered_map>

namespace planpaket::collation {

namespace {

/// Organisation, unit and role, as far as they are given; the name for a unit and role that are not. Which of them a name stands
/// for is not part of it: what one district enters as a unit another enters as a role.
std::string key_of(const plan::Owner& owner) {
    std::vector<std::string> parts;
    const auto add = [&](const plan::Text& part) {
        auto words = folded(part.value);
        if (!words.empty() && std::ranges::find(parts, words) == parts.end())
            parts.push_back(std::move(words));
    };
    for (const auto* part : {&owner.organisation, &owner.unit, &owner.role})
        add(*part);
    if (owner.unit.empty() && owner.role.empty())
        add(owner.name);
    return fmt::format("{}", fmt::join(parts, "\n"));
}

/// The schedule without what only the plan's own file can explain.
std::optional<plan::Schedule> apart(std::optional<plan::Schedule> when) {
    if (when)
        when->span = when->text.span = {};
    return when;
}

} // namespace

std::string folded(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    auto text = icu::UnicodeString::fromUTF8(name);
    if (U_SUCCESS(status))
        text = form->normalize(text, status);
    icu::UnicodeString out;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = text.char32At(i);
        if (!u_isUWhiteSpace(c))
            out.append(c);
        else if (!out.isEmpty() && out[out.length() - 1] != u' ')
            out.append(u' ');
    }
    out.trim();
    std::string utf8;
    return out.toUTF8String(utf8);
}

DistrictPlan district_plan(const plan::Plan& plan) {
    DistrictPlan out;
    out.id = plan.id.value;
    out.title = plan.title.value;
    out.version = plan.version.value;
    out.dnr = plan.matter.dnr.value;
    const auto state = plan::state(plan);
    out.decided = state.decided;
    if (state.decision != nullptr) {
        out.decision_date = state.decision->date;
        out.decision_paragraph = state.decision->paragraph.value;
        if (const auto* body = plan::find_body(plan, state.decision->body.value))
            out.decision_body = body->name.value;
    }
    for (const auto& area : plan::counts(plan).areas)
        out.areas.push_back(
            {area.area->id.value, area.area->title.value, area.area->kind, area.problems, area.causes, area.actions});
    std::unordered_map<std::string_view, std::size_t> position;
    for (const auto& owner : plan.owner) {
        position.emplace(owner.id.value, out.parties.size());
        out.parties.push_back({owner.display_name(), key_of(owner)});
    }
    for (const auto& placed : plan::placed_actions(plan)) {
        auto& action = out.actions.emplace_back();
        action.number = placed.number;
        action.title = placed.action->title.value;
        action.when = apart(placed.action->when);
        const auto is_in = [&](std::size_t party) {
            return std::ranges::find(action.leads, party) != action.leads.end() ||
                   std::ranges::find(action.takes_part, party) != action.takes_part.end();
        };
        for (const auto& id : placed.action->lead)
            if (const auto found = position.find(id.value); found != position.end() && !is_in(found->second))
                action.leads.push_back(found->second);
        for (const auto& id : placed.action->participants)
            if (const auto found = position.find(id.value); found != position.end() && !is_in(found->second))
                action.takes_part.push_back(found->second);
    }
    return out;
}

} // namespace planpaket::collation
