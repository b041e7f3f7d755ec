#include "compose/parts.h"

#include "compose/blocks.h"

namespace planpaket::compose {

using namespace document;

Blocks summary_table(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& counts = composition.counts();
    composition.states_counts = true;
    Table table;
    table.summary = terms.table_summary;
    table.columns = {column(terms.column_number), column(terms.column_area), column(terms.column_problems, Align::right),
                     column(terms.column_causes, Align::right), column(terms.column_actions, Align::right)};
    const auto figure = [&](std::size_t value) { return cell(number(terms, value)); };
    std::size_t area_number = 0;
    for (const auto& area : counts.areas) {
        auto& row = table.rows.emplace_back();
        auto name = cell(line(area.area->title.value, area.area->title.span));
        name.header = true;
        row.cells = {cell(std::to_string(++area_number)), std::move(name), figure(area.problems), figure(area.causes),
                     figure(area.actions)};
    }
    auto& total = table.rows.emplace_back();
    total.kind = RowKind::total;
    auto name = cell(terms.summary_total);
    name.header = true;
    name.column_span = 2;
    total.cells = {std::move(name), figure(counts.problems), figure(counts.causes), figure(counts.actions)};
    Blocks out;
    out.push_back({std::move(table), {}});
    out.push_back(paragraph(terms.summary_rule, ParagraphStyle::note));
    return out;
}

Blocks summary_chart(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& counts = composition.counts();
    if (counts.areas.empty())
        return {};
    BarChart chart;
    chart.series = {terms.column_problems, terms.column_causes, terms.column_actions};
    std::string areas;
    for (const auto& area : counts.areas) {
        chart.rows.push_back({area.area->title.value, {area.problems, area.causes, area.actions}});
        areas += (areas.empty() ? "" : " ") +
                 fill(terms.chart_area_sentence, {{"area", area.area->title.value},
                                                  {"problems", composition.counted(terms.count_problems, area.problems)},
                                                  {"causes", composition.counted(terms.count_causes, area.causes)},
                                                  {"actions", composition.counted(terms.count_actions, area.actions)}});
    }
    Figure figure;
    figure.caption = line(terms.chart_summary);
    figure.alternative = fill(terms.chart_summary_alternative, {{"areas", areas}});
    figure.chart = std::move(chart);
    Blocks out;
    out.push_back({std::move(figure), {}});
    return out;
}

} // namespace planpaket::compose
