#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

#include <algorithm>

namespace planpaket::compose {

using namespace document;

namespace {

std::string about(const plan::Plan& plan, const plan::Target& target) {
    if (const auto* place = target.place.empty() ? nullptr : plan::find_place(plan, target.place.value))
        return place->name.value;
    const auto area = std::ranges::find(plan.area, target.area.value, [](const plan::Area& item) { return item.id.value; });
    return area == plan.area.end() ? std::string() : area->title.value;
}

} // namespace

Blocks targets(Composition& composition) {
    const auto& terms = composition.terms;
    const auto& all = composition.timeline().targets;
    if (all.empty())
        return {};
    Table table;
    table.summary = terms.table_targets;
    table.columns = {column(terms.column_by), column(terms.column_about), column(terms.column_target)};
    for (const auto* target : all) {
        auto& row = table.rows.emplace_back();
        row.cells = {cell(date_words(terms, target->by)), cell(about(composition.plan, *target)),
                     cell(composition.prose(target->text))};
    }
    Blocks out;
    out.push_back({std::move(table), {}});
    return out;
}

} // namespace planpaket::compose
