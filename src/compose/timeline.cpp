#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

namespace planpaket::compose {

using namespace document;

namespace {

Blocks actions_table(Composition& composition, const std::vector<plan::PlacedAction>& actions, const std::string& summary) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = summary;
    table.columns = {column(terms.column_when), column(terms.column_number), column(terms.column_action),
                     column(terms.column_owner)};
    table.rows.reserve(actions.size());
    for (const auto& placed : actions) {
        const auto& action = *placed.action;
        auto& row = table.rows.emplace_back();
        row.cells.reserve(4);
        row.cells.push_back(action.when ? cell(line(schedule_words(terms, *action.when), action.when->span)) : Cell{});
        Inlines number;
        number.reserve(1);
        number.push_back(action_link(placed));
        row.cells.push_back(cell(std::move(number)));
        row.cells.push_back(cell(line(action.title.value, action.title.span)));
        row.cells.push_back(cell(composition.owners.joined(action.lead)));
    }
    Blocks out; // not from a list in braces, which would copy the table
    out.push_back({std::move(table), {}});
    return out;
}

void add_section(Composition& composition, Blocks& out, const std::string& heading, Blocks blocks) {
    out.push_back({Heading{composition.level + 1, line(heading), {}, {}, true}, {}});
    append(out, std::move(blocks));
}

} // namespace

Blocks timeline(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& when = composition.timeline();
    Blocks out;
    const auto add = [&](const std::vector<plan::PlacedAction>& actions, const std::string& heading, const std::string& summary) {
        if (!actions.empty())
            add_section(composition, out, heading, actions_table(composition, actions, summary));
    };
    add(when.dated, terms.heading_dated, terms.table_timeline);
    add(when.continuous, terms.heading_continuous, terms.table_continuous);
    add(when.undated, terms.heading_undated, terms.table_undated);
    if (!when.targets.empty())
        add_section(composition, out, terms.heading_targets, targets(composition));
    return out;
}

} // namespace planpaket::compose
