#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace planpaket::compose {

using namespace document;

namespace {

/// A number for each quarter of time, in order.
int quarter_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return static_cast<int>(date.year()) * 4 + static_cast<int>((static_cast<unsigned>(date.month()) - 1) / 3);
}

std::string quarter_words(const Terms& terms, int quarter) {
    return date_words(terms, plan::Date{quarter / 4, plan::Precision::quarter, static_cast<unsigned>(quarter % 4 + 1), 1});
}

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
    const auto& when = composition.timeline();
    const auto first = composition.plan.from.first_day();
    const auto last = composition.plan.to.last_day();
    std::vector<const plan::PlacedAction*> earlier, later, continuous, undated;
    std::map<int, std::vector<const plan::PlacedAction*>> quarters;
    for (const auto& placed : when.dated) {
        const auto deadline = *placed.action->when->deadline();
        if (deadline < first)
            earlier.push_back(&placed);
        else if (deadline > last)
            later.push_back(&placed);
        else
            quarters[quarter_of(deadline)].push_back(&placed);
    }
    for (const auto& placed : when.continuous)
        continuous.push_back(&placed);
    for (const auto& placed : when.undated)
        undated.push_back(&placed);

    Table table;
    table.summary = terms.table_due;
    table.columns = {column(terms.column_period), column(terms.column_count, Align::right), column(terms.column_actions)};
    const auto add = [&](const std::string& period, std::vector<const plan::PlacedAction*>& actions) {
        if (actions.empty())
            return;
        // The timeline goes by deadline; who looks a number up here expects the order of the plan.
        std::ranges::sort(actions, {}, [](const plan::PlacedAction* placed) {
            return std::tuple(placed->area, placed->problem, placed->cause, placed->action);
        });
        auto& row = table.rows.emplace_back();
        auto name = cell(period);
        name.header = true;
        row.cells = {std::move(name), cell(number(terms, actions.size())), cell(numbers(actions))};
    };
    add(terms.due_earlier, earlier);
    for (auto& [quarter, actions] : quarters)
        add(fill(terms.due_quarter, {{"quarter", quarter_words(terms, quarter)}}), actions);
    add(terms.due_later, later);
    add(terms.due_continuous, continuous);
    add(terms.due_undated, undated);
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
