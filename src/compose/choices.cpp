#include "compose/choices.h"

#include "compose/words.h"
#include "plan/figures.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace planpaket::compose {

namespace {

/// The id of a choice: "2025-q2", "continuous".
std::string id_of(const plan::TimeGroup& group) {
    switch (group.kind) {
    case plan::TimeKind::earlier:
        return "earlier";
    case plan::TimeKind::quarter:
        return fmt::format("{}-q{}", group.year, group.quarter);
    case plan::TimeKind::later:
        return "later";
    case plan::TimeKind::continuous:
        return "continuous";
    case plan::TimeKind::undated:
        return "undated";
    }
    return {};
}

} // namespace

document::Choices choices(const plan::Plan& plan, const Terms& terms) {
    document::Choices out;
    const auto first = plan.from.first_day();
    const auto last = plan.to.last_day();
    std::map<plan::TimeGroup, document::Choice> met;
    const plan::Area* area = nullptr;
    for (const auto& placed : plan::placed_actions(plan)) {
        const auto& action = *placed.action;
        if (placed.area != area) {
            area = placed.area;
            const auto number = std::to_string(area - plan.area.data() + 1);
            out.areas.push_back({area->id.value, fill(terms.action_title, {{"number", number}, {"title", area->title.value}})});
        }
        auto& made = out.actions.emplace_back();
        made.id = action.id.value;
        made.name = fill(terms.action_title, {{"number", placed.number}, {"title", action.title.value}});
        made.area = area->id.value;
        for (const auto* owners : {&action.lead, &action.participants})
            for (const auto& owner : *owners)
                if (std::ranges::find(made.parties, owner.value) == made.parties.end())
                    made.parties.push_back(owner.value);
        const auto group = plan::time_group(action.when, first, last);
        made.time = id_of(group);
        met.emplace(group, document::Choice{made.time, time_group_words(terms, group)});
    }
    for (const auto& entry : plan::owner_listing(plan))
        out.parties.push_back({entry.owner->id.value, entry.owner->display_name()});
    for (const auto& [group, choice] : met)
        out.times.push_back(choice);
    return out;
}

std::vector<std::pair<std::string, std::string>> page_words(const Terms& terms) {
    return {{"skip", terms.page_skip},   {"filter", terms.page_filter},
            {"area", terms.page_area},   {"all-areas", terms.page_all_areas},
            {"party", terms.page_party}, {"all-parties", terms.page_all_parties},
            {"time", terms.page_time},   {"all-times", terms.page_all_times},
            {"reset", terms.page_reset}, {"shown", terms.page_shown},
            {"none", terms.page_none},   {"permalink", terms.page_permalink},
            {"top", terms.page_top}};
}

std::vector<std::string> documents_of_page(const plan::Plan& plan, const Templates& templates, const Facts& facts) {
    auto names = documents_to_make(plan, templates, facts);
    if (!names)
        return {};
    if (facts.collation == nullptr)
        std::erase_if(*names, [&](const auto& name) { return templates.find(name)->appendix == 0; });
    std::ranges::stable_sort(*names, {}, [&](const auto& name) { return templates.find(name)->appendix; });
    return std::move(*names);
}

} // namespace planpaket::compose
