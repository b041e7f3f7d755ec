#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

namespace planpaket::compose {

using namespace document;

namespace {

std::vector<Column> status_columns(const Terms& terms, const std::string& first) {
    std::vector<Column> columns{column(first)};
    for (const auto* heading : {&terms.column_done, &terms.column_under_way, &terms.column_not_started, &terms.column_dropped,
                                &terms.column_unreported, &terms.column_actions})
        columns.push_back(column(*heading, Align::right));
    return columns;
}

Row status_row(const Terms& terms, const std::string& name, const std::vector<plan::PlacedAction>& actions) {
    const auto count = plan::status_count(actions);
    Row row;
    auto first = cell(name);
    first.header = true;
    row.cells.push_back(std::move(first));
    for (const auto value : {count.done, count.under_way, count.not_started, count.dropped, count.unreported, actions.size()})
        row.cells.push_back(cell(number(terms, value)));
    return row;
}

bool remains(const plan::PlacedAction& placed) {
    const auto& report = placed.action->followup;
    return !report || report->status == plan::FollowUpStatus::under_way || report->status == plan::FollowUpStatus::not_started;
}

} // namespace

Blocks status_table(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_status;
    table.columns = status_columns(terms, terms.column_area);
    const auto& placed = composition.placed();
    auto next = placed.begin();
    std::size_t area_number = 0;
    for (const auto& area : composition.plan.area) {
        std::vector<plan::PlacedAction> own;
        for (; next != placed.end() && next->area == &area; ++next)
            own.push_back(*next);
        const auto label = fill(terms.action_title, {{"number", std::to_string(++area_number)}, {"title", area.title.value}});
        table.rows.push_back(status_row(terms, label, own));
    }
    table.rows.push_back(status_row(terms, terms.summary_total, placed));
    table.rows.back().kind = RowKind::total;
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

Blocks owner_status(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_owner_status;
    table.columns = status_columns(terms, terms.column_owner);
    for (const auto& entry : plan::owner_listing(composition.plan))
        if (!entry.leads.empty())
            table.rows.push_back(status_row(terms, entry.owner->display_name(), entry.leads));
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

Blocks remaining(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_remaining;
    table.columns = {column(terms.column_number), column(terms.column_action), column(terms.column_status),
                     column(terms.column_when), column(terms.column_owner)};
    for (const auto& placed : composition.placed()) {
        if (!remains(placed))
            continue;
        const auto& action = *placed.action;
        auto& row = table.rows.emplace_back();
        row.cells = {cell(Inlines{action_link(placed)}), cell(line(action.title.value, action.title.span)),
                     cell(action.followup ? status_words(terms, action.followup->status) : terms.status_unreported),
                     cell(action.when ? schedule_words(terms, *action.when) : std::string()),
                     cell(composition.owners.joined(action.lead))};
    }
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
