#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

#include <map>

namespace planpaket::compose {

using namespace document;
using collation::PlannedAction;

namespace {

std::string title_of(const Terms& terms, const PlannedAction& action) {
    return fill(terms.action_title, {{"number", action.number}, {"title", action.title}});
}

/// Actions below each other, each with its number.
Cell actions_cell(const Terms& terms, const std::vector<const PlannedAction*>& actions) {
    Inlines inlines;
    for (const auto* action : actions) {
        if (!inlines.empty())
            inlines.push_back({LineBreak{}, {}});
        inlines.push_back(text(title_of(terms, *action)));
    }
    return cell(std::move(inlines));
}

/// "Bromma 3, Farsta 2": how many of the actions each district has.
std::string shares(const Terms& terms, const std::vector<collation::CityAction>& actions) {
    std::map<const collation::District*, std::size_t> counts; // the districts stand in one list: their order is the register's
    for (const auto& each : actions)
        ++counts[each.district];
    std::string out;
    for (const auto& [district, count] : counts)
        out += (out.empty() ? "" : ", ") +
               fill(terms.collation_share, {{"district", district->expected->name.value}, {"count", number(terms, count)}});
    return out;
}

std::string leaders(const collation::CityAction& each) {
    const auto& parties = each.district->delivery->plan->parties;
    std::string out;
    for (const auto party : each.action->leads)
        out += (out.empty() ? "" : "; ") + parties[party].name;
    return out;
}

} // namespace

Blocks collation_owners(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& owners = composition.collation().owners;
    if (owners.empty())
        return {};
    Table table;
    table.summary = terms.table_shared_owners;
    table.columns = {column(terms.column_party), column(terms.column_district), column(terms.who_leads),
                     column(terms.who_takes_part)};
    for (const auto& owner : owners)
        for (const auto& share : owner.shares) {
            auto& row = table.rows.emplace_back();
            if (&share == owner.shares.data()) {
                Inlines name;
                name.push_back(strong(line(owner.name)));
                row.cells.push_back(cell(std::move(name)));
                row.cells.back().header = true;
                row.cells.back().row_span = static_cast<unsigned>(owner.shares.size());
            }
            row.cells.push_back(cell(share.district->expected->name.value));
            row.cells.push_back(actions_cell(terms, share.leads));
            row.cells.push_back(actions_cell(terms, share.takes_part));
        }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

Blocks collation_due(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& groups = composition.collation().due;
    if (groups.empty())
        return {};
    Table table;
    table.summary = terms.table_due_by_district;
    table.columns = {column(terms.column_period), column(terms.column_count, Align::right), column(terms.column_districts)};
    for (const auto& group : groups) {
        auto& row = table.rows.emplace_back();
        auto name = cell(time_group_words(terms, group.time));
        name.header = true;
        row.cells = {std::move(name), cell(number(terms, group.actions.size())), cell(shares(terms, group.actions))};
    }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

Blocks collation_timeline(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_city_timeline;
    table.columns = {column(terms.column_when), column(terms.column_district), column(terms.column_action),
                     column(terms.column_owner)};
    for (const auto& group : composition.collation().due) {
        if (group.time.kind == plan::TimeKind::continuous || group.time.kind == plan::TimeKind::undated)
            continue; // not due on any day
        auto& heading = table.rows.emplace_back();
        heading.kind = RowKind::group;
        heading.cells.push_back(cell(time_group_words(terms, group.time)));
        heading.cells.front().header = true;
        heading.cells.front().column_span = static_cast<unsigned>(table.columns.size());
        for (const auto& each : group.actions)
            table.rows.emplace_back().cells = {cell(schedule_words(terms, *each.action->when)),
                                               cell(each.district->expected->name.value), cell(title_of(terms, *each.action)),
                                               cell(leaders(each))};
    }
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
