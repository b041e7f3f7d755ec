#include "compose/parts.h"

#include "compose/action_cells.h"
#include "compose/blocks.h"
#include "compose/words.h"

#include <algorithm>

namespace planpaket::compose {

using namespace document;

namespace {

/// What a run of problems is about: a place, or else a group.
const plan::Subject* subject(const Composition& composition, const plan::Problem& problem) {
    if (!problem.place.empty())
        return plan::find_place(composition.plan, problem.place.value);
    if (!problem.group.empty())
        return plan::find_group(composition.plan, problem.group.value);
    return nullptr;
}

std::size_t rows_of(const plan::Cause& cause) {
    return std::max<std::size_t>(cause.action.size(), 1);
}

std::size_t rows_of(const plan::Problem& problem) {
    std::size_t rows = 0;
    for (const auto& cause : problem.cause)
        rows += rows_of(cause);
    return std::max<std::size_t>(rows, 1);
}

Blocks target_words(Composition& composition, const plan::Target& target) {
    return fill_blocks(composition.terms.area_target, "target", composition.prose(target.text),
                       {{"by", date_words(composition.terms, target.by)}});
}

Row subject_row(Composition& composition, const plan::Subject* about) {
    Row row;
    row.kind = RowKind::group;
    Cell heading;
    heading.column_span = 7;
    heading.header = true;
    if (about == nullptr) {
        heading.blocks.push_back(paragraph(composition.terms.area_other_problems));
    } else {
        heading.blocks.push_back(
            paragraph(about->label.empty()
                          ? about->name.value
                          : fill(composition.terms.area_subject, {{"name", about->name.value}, {"label", about->label.value}})));
        append(heading.blocks, composition.prose(about->text));
        for (const auto& target : composition.plan.target) {
            if (target.place.value != about->id.value || target.place.empty())
                continue;
            if (heading.id.empty())
                heading.id = target.id.value;
            append(heading.blocks, target_words(composition, target));
        }
    }
    row.cells.push_back(std::move(heading));
    return row;
}

Cell problem_cell(Composition& composition, const plan::Problem& problem) {
    Blocks blocks;
    auto words = composition.prose(problem.text);
    blocks.reserve(1 + words.size());
    Inlines title;
    title.push_back(strong(line(problem.title.value, problem.title.span)));
    blocks.push_back(paragraph(std::move(title)));
    append(blocks, std::move(words));
    auto out = cell(std::move(blocks));
    out.row_span = static_cast<unsigned>(rows_of(problem));
    out.header = true;
    out.id = problem.id.value;
    return out;
}

class AreaTable {
public:
    AreaTable(Composition& composition, std::vector<plan::PlacedAction>::const_iterator& next)
        : composition_(composition), cells_(composition), next_(next) {}

    Table make(const plan::Area& area) {
        const auto& terms = composition_.terms;
        Table table;
        table.summary = terms.table_area;
        for (const auto* heading : {&terms.column_problem, &terms.column_cause, &terms.column_action, &terms.column_goals,
                                    &terms.column_when, &terms.column_who, &terms.column_follow_up})
            table.columns.push_back(column(*heading));
        std::size_t count = 0;
        for (const auto& problem : area.problem)
            count += rows_of(problem) + 1;
        table.rows.reserve(count);

        const plan::Subject* about = nullptr;
        for (const auto& problem : area.problem) {
            const auto* next_about = subject(composition_, problem);
            if (next_about != about)
                table.rows.push_back(subject_row(composition_, next_about));
            about = next_about;
            add(problem, table);
        }
        table.rows.shrink_to_fit();
        return table;
    }

private:
    void add(const plan::Problem& problem, Table& table) {
        bool first = true;
        const auto begin_row = [&](std::size_t cells) -> Row& {
            auto& row = table.rows.emplace_back();
            row.cells.reserve(cells + (first ? 1 : 0));
            if (first)
                row.cells.push_back(problem_cell(composition_, problem));
            first = false;
            return row;
        };
        if (problem.cause.empty())
            begin_row(6).cells.resize(7);
        for (const auto& cause : problem.cause) {
            auto& row = begin_row(6);
            auto words = cell(composition_.prose(cause.text));
            words.row_span = static_cast<unsigned>(rows_of(cause));
            words.id = cause.id.value;
            row.cells.push_back(std::move(words));
            if (cause.action.empty())
                row.cells.resize(row.cells.size() + 5);
            for (std::size_t i = 0; i < cause.action.size(); ++i)
                cells_.add(*next_++, i == 0 ? row : begin_row(5));
        }
    }

    Composition& composition_;
    ActionCells cells_;
    std::vector<plan::PlacedAction>::const_iterator& next_; ///< The next action, in the plan's order.
};

} // namespace

Blocks area_tables(Composition& composition) {
    Blocks out;
    auto next = composition.placed().begin();
    std::size_t number = 0;
    for (const auto& area : composition.plan.area) {
        Heading heading;
        heading.level = composition.level + 1;
        heading.inlines = line(area.title.value, area.title.span);
        heading.number = std::to_string(++number);
        heading.id = area.id.value;
        out.push_back({std::move(heading), area.title.span});
        append(out, composition.prose(area.text));
        for (const auto& target : composition.plan.target)
            if (!target.area.empty() && target.area.value == area.id.value)
                append(out, target_words(composition, target));
        if (area.problem.empty())
            out.push_back(paragraph(composition.terms.area_unused));
        else
            out.push_back({AreaTable(composition, next).make(area), area.span});
    }
    return out;
}

} // namespace planpaket::compose
