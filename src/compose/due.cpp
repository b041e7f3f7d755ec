#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

#include <map>

namespace planpaket::compose {

using namespace document;

namespace {

/// "2.1, 2.7, 3.2", each linked; of very many only how many they are.
Inlines numbers(const std::vector<const plan::PlacedAction*>& actions) {
    constexpr std::size_t listed = 100;
    Inlines out;
    if (actions.size() > listed)
        return out;
    for (const auto* placed : actions) {
        if (!out.empty())
            out.push_back(text(", "));
        out.push_back(action_link(*placed));
    }
    return out;
}

} // namespace

Blocks due(Composition& composition) {
    const auto& terms = composition.terms;
    const auto first = composition.plan.from.first_day();
    const auto last = composition.plan.to.last_day();
    std::map<plan::TimeGroup, std::vector<const plan::PlacedAction*>> groups;
    for (const auto& placed : composition.placed())
        groups[plan::time_group(placed.action->when, first, last)].push_back(&placed);

    Table table;
    table.summary = terms.table_due;
    table.columns = {column(terms.column_period), column(terms.column_count, Align::right), column(terms.column_actions)};
    for (const auto& [group, actions] : groups) {
        auto& row = table.rows.emplace_back();
        auto name = cell(time_group_words(terms, group));
        name.header = true;
        row.cells = {std::move(name), cell(number(terms, actions.size())), cell(numbers(actions))};
    }
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
