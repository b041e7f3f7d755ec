#include "compose/choices.h"

#include "compose/compose.h"
#include "compose/words.h"
#include "plan/figures.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace planpaket::compose {

namespace {

/// A time of the choice, in the order of `rank`.
struct Time {
    int rank = 0;
    document::Choice choice;
};

/// When an action is due, as the table of due dates groups it.
class Times {
public:
    Times(const plan::Plan& plan, const Terms& terms) : plan_(plan), terms_(terms) {}

    Time of(const plan::Action& action) const {
        if (!action.when || (action.when->kind == plan::ScheduleKind::words && !action.when->deadline()))
            return {last + 2, {"undated", terms_.due_undated}};
        const auto deadline = action.when->deadline();
        if (!deadline)
            return {last + 1, {"continuous", terms_.due_continuous}};
        if (*deadline < plan_.from.first_day())
            return {-1, {"earlier", terms_.due_earlier}};
        if (*deadline > plan_.to.last_day())
            return {last, {"later", terms_.due_later}};
        const std::chrono::year_month_day date(*deadline);
        const auto year = static_cast<int>(date.year());
        const auto quarter = (static_cast<unsigned>(date.month()) - 1) / 3 + 1;
        const auto words = date_words(terms_, plan::Date{year, plan::Precision::quarter, quarter, 1});
        return {year * 4 + static_cast<int>(quarter),
                {fmt::format("{}-q{}", year, quarter), fill(terms_.due_quarter, {{"quarter", words}})}};
    }

private:
    static constexpr int last = 1'000'000; ///< After every quarter.

    const plan::Plan& plan_;
    const Terms& terms_;
};

} // namespace

document::Choices choices(const plan::Plan& plan, const Terms& terms) {
    document::Choices out;
    const Times times(plan, terms);
    std::map<int, document::Choice> met;
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
        const auto time = times.of(action);
        made.time = time.choice.id;
        met.emplace(time.rank, time.choice);
    }
    for (const auto& entry : plan::owner_listing(plan))
        out.parties.push_back({entry.owner->id.value, entry.owner->display_name()});
    for (const auto& [rank, choice] : met)
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

std::vector<std::string> documents_of_page(const plan::Plan& plan, const Templates& templates) {
    auto names = documents_to_make(plan, templates);
    if (!names)
        return {};
    std::erase_if(*names, [&](const auto& name) { return templates.find(name)->appendix == 0; });
    std::ranges::stable_sort(*names, {}, [&](const auto& name) { return templates.find(name)->appendix; });
    return std::move(*names);
}

} // namespace planpaket::compose
