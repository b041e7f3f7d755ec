#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/collation_words.h"
#include "compose/words.h"

#include <algorithm>
#include <map>

namespace planpaket::compose {

using namespace document;
using collation::Collation;
using collation::District;

namespace {

/// Blocks of one table; none if it has no rows.
Blocks only(Table table) {
    Blocks out;
    if (!table.rows.empty())
        out.push_back({std::move(table), {}});
    return out;
}

Cell header(std::string words) {
    auto out = cell(std::move(words));
    out.header = true;
    return out;
}

std::string name_of(const District& district) {
    return district.expected->name.value;
}

/// Lines below each other, without the empty ones.
Cell lines(const std::vector<std::string>& words) {
    Inlines inlines;
    for (const auto& each : words) {
        if (each.empty())
            continue;
        if (!inlines.empty())
            inlines.push_back({LineBreak{}, {}});
        inlines.push_back(text(each));
    }
    return cell(std::move(inlines));
}

Cell plan_cell(const Terms& terms, const District& district) {
    if (district.delivery == nullptr)
        return cell(std::string());
    const auto& delivery = *district.delivery;
    return lines(
        {delivery.plan_title, fill(terms.running_version, {{"version", delivery.version}}),
         !delivery.plan || delivery.plan->dnr.empty() ? std::string() : fill(terms.running_dnr, {{"dnr", delivery.plan->dnr}})});
}

Cell decision_cell(const Terms& terms, const District& district) {
    if (!district.is_counted())
        return cell(std::string());
    const auto& plan = *district.delivery->plan;
    if (!plan.decided || !plan.decision_date)
        return cell(terms.collation_undecided);
    const auto date = date_words(terms, *plan.decision_date);
    return lines({plan.decision_paragraph.empty()
                      ? fill(terms.running_decided_on, {{"date", date}})
                      : fill(terms.running_decided, {{"date", date}, {"paragraph", plan.decision_paragraph}}),
                  plan.decision_body});
}

Cell delivered_cell(const Terms& terms, const District& district) {
    if (district.delivery == nullptr)
        return cell(std::string());
    return cell(district.delivery->date ? day_words(terms, *district.delivery->date) : terms.collation_no_date);
}

} // namespace

Blocks collation_deliveries(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_deliveries;
    for (const auto* heading : {&terms.column_district, &terms.column_plan, &terms.column_decision, &terms.column_by,
                                &terms.column_delivered, &terms.column_signatures, &terms.column_findings})
        table.columns.push_back(column(*heading));
    for (const auto& district : composition.collation().districts) {
        std::vector<std::string> findings;
        for (const auto finding : district.findings)
            findings.push_back(finding_words(terms, finding));
        auto& row = table.rows.emplace_back();
        row.cells = {header(name_of(district)),
                     plan_cell(terms, district),
                     decision_cell(terms, district),
                     cell(date_words(terms, district.expected->due)),
                     delivered_cell(terms, district),
                     cell(district.delivery == nullptr ? std::string() : signatures_words(terms, district.delivery->signatures)),
                     lines(findings)};
    }
    return only(std::move(table));
}

Blocks collation_refused(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_refused;
    table.columns = {column(terms.column_delivery), column(terms.column_reason)};
    for (const auto& refused : composition.collation().refused)
        table.rows.emplace_back().cells = {header(refused.name), cell(refusal_words(terms, refused))};
    return only(std::move(table));
}

Blocks collation_findings(Composition& composition) {
    const auto& terms = composition.terms;
    std::map<collation::Finding, std::string> names;
    for (const auto& district : composition.collation().districts)
        for (const auto finding : district.findings) {
            auto& list = names[finding];
            list += (list.empty() ? "" : ", ") + name_of(district);
        }
    std::vector<Inlines> items;
    for (const auto& [finding, list] : names)
        items.push_back(line(fill(terms.collation_finding, {{"finding", finding_words(terms, finding)}, {"districts", list}})));
    Blocks out;
    if (!items.empty())
        out.push_back(bullets(std::move(items)));
    return out;
}

Blocks collation_districts(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& city = composition.collation();
    Table table;
    table.summary = terms.table_districts;
    table.columns = {column(terms.column_district), column(terms.column_areas, Align::right),
                     column(terms.column_problems, Align::right), column(terms.column_causes, Align::right),
                     column(terms.column_actions, Align::right)};
    const auto figure = [&](std::size_t value) { return cell(number(terms, value)); };
    std::size_t used_areas = 0;
    for (const auto& district : city.districts) {
        auto& row = table.rows.emplace_back();
        row.cells.push_back(header(name_of(district)));
        if (!district.is_counted()) {
            row.cells.push_back(cell(terms.collation_no_plan));
            row.cells.back().column_span = 4;
            continue;
        }
        const auto used = static_cast<std::size_t>(
            std::ranges::count_if(district.delivery->plan->areas, [](const auto& area) { return area.problems > 0; }));
        used_areas += used;
        for (const auto value : {used, district.problems, district.causes, district.actions})
            row.cells.push_back(figure(value));
    }
    auto& total = table.rows.emplace_back();
    total.kind = RowKind::total;
    total.cells = {header(terms.summary_total), figure(used_areas), figure(city.problems), figure(city.causes),
                   figure(city.actions)};
    Blocks out = only(std::move(table));
    out.push_back(paragraph(terms.summary_rule, ParagraphStyle::note));
    return out;
}

Blocks collation_areas(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& city = composition.collation();
    if (city.areas.empty())
        return {};
    Table table;
    table.summary = terms.table_areas;
    table.columns = {column(terms.column_area), column(terms.column_districts, Align::right),
                     column(terms.column_problems, Align::right), column(terms.column_causes, Align::right),
                     column(terms.column_actions, Align::right)};
    const auto figure = [&](std::size_t value) { return cell(number(terms, value)); };
    for (const auto& area : city.areas)
        table.rows.emplace_back().cells = {header(area.title), figure(area.districts), figure(area.problems), figure(area.causes),
                                           figure(area.actions)};
    auto& total = table.rows.emplace_back();
    total.kind = RowKind::total;
    total.cells = {header(terms.summary_total), cell(std::string()), figure(city.problems), figure(city.causes),
                   figure(city.actions)};
    return only(std::move(table));
}

Blocks collation_figures(Composition& composition) {
    const auto& terms = composition.terms;
    Table table;
    table.summary = terms.table_figures;
    table.columns = {column(terms.column_area), column(terms.column_problems, Align::right),
                     column(terms.column_causes, Align::right), column(terms.column_actions, Align::right),
                     column(terms.column_stated)};
    const auto stated = [&](const District& district, const collation::ComparedArea& area) {
        if (!district.delivery->stated || !area.stated)
            return terms.collation_unstated;
        if (!area.differs)
            return terms.collation_agrees;
        return fill(terms.collation_differs, {{"problems", composition.counted(terms.count_problems, area.stated->problems)},
                                              {"causes", composition.counted(terms.count_causes, area.stated->causes)},
                                              {"actions", composition.counted(terms.count_actions, area.stated->actions)}});
    };
    for (const auto& district : composition.collation().districts) {
        if (!district.is_counted())
            continue;
        auto& group = table.rows.emplace_back();
        group.kind = RowKind::group;
        group.cells.push_back(header(name_of(district)));
        group.cells.front().column_span = static_cast<unsigned>(table.columns.size());
        for (const auto& area : district.areas) {
            auto& row = table.rows.emplace_back();
            row.cells.push_back(header(area.figures.title));
            for (const auto value : {area.figures.problems, area.figures.causes, area.figures.actions})
                row.cells.push_back(cell(number(terms, value)));
            row.cells.push_back(cell(stated(district, area)));
        }
    }
    return only(std::move(table));
}

} // namespace planpaket::compose
