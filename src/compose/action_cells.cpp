#include "compose/action_cells.h"

#include "compose/blocks.h"
#include "compose/words.h"

namespace planpaket::compose {

using namespace document;

namespace {

const std::string& kind_words(const Terms& terms, plan::ActionKind kind) {
    switch (kind) {
    case plan::ActionKind::one_off:
        return terms.action_one_off;
    case plan::ActionKind::line_work:
        return terms.action_line_work;
    }
    return terms.action_one_off;
}

/// Nothing where the plan does not say.
const std::string* effect_words(const Terms& terms, plan::Effect effect) {
    switch (effect) {
    case plan::Effect::unstated:
        return nullptr;
    case plan::Effect::immediate:
        return &terms.action_immediate;
    case plan::Effect::short_term:
        return &terms.action_short;
    case plan::Effect::long_term:
        return &terms.action_long;
    }
    return nullptr;
}

template <class Item>
std::string names_of(const plan::Plan& plan, const std::vector<plan::Id>& ids,
                     const Item* (*find)(const plan::Plan&, std::string_view)) {
    std::string out;
    for (const auto& id : ids)
        if (const auto* item = find(plan, id.value))
            out += (out.empty() ? "" : ", ") + item->name.value;
    return out;
}

} // namespace

void ActionCells::add(const plan::PlacedAction& placed, Row& row) {
    const auto& item = *placed.action;
    row.id = item.id.value;
    row.cells.push_back(action(placed));
    row.cells.push_back(goals(item));
    row.cells.push_back(item.when ? cell(line(schedule_words(composition_.terms, *item.when), item.when->span)) : Cell{});
    row.cells.push_back(who(item));
    row.cells.push_back(follow_up(item));
}

Cell ActionCells::action(const plan::PlacedAction& placed) {
    const auto& item = *placed.action;
    auto words = composition_.prose(item.text);
    Blocks blocks;
    blocks.reserve(words.size() + 2);
    Inlines title;
    title.reserve(1);
    title.push_back(strong(
        line(fill(composition_.terms.action_title, {{"number", placed.number}, {"title", item.title.value}}), item.title.span)));
    blocks.push_back(paragraph(std::move(title)));
    append(blocks, std::move(words));
    blocks.push_back(paragraph(facts(item)));
    return cell(std::move(blocks));
}

Inlines ActionCells::facts(const plan::Action& action) {
    const auto& terms = composition_.terms;
    std::string words = kind_words(terms, action.kind);
    const auto add = [&](std::string_view more) {
        words += terms.action_separator;
        words += more;
    };
    add(action.with_police ? terms.action_with_police : terms.action_alone);
    if (const auto* effect = effect_words(terms, action.effect))
        add(*effect);
    if (action.is_new)
        add(terms.action_new);
    if (!action.resources.empty())
        add(fill(terms.action_resources, {{"names", names_of(composition_.plan, action.resources, plan::find_resource)}}));
    if (!action.strategies.empty())
        add(fill(terms.action_strategies, {{"names", names_of(composition_.plan, action.strategies, plan::find_strategy)}}));
    Inlines out;
    out.reserve(1);
    out.push_back(muted(line(std::move(words), action.span)));
    return out;
}

Cell ActionCells::goals(const plan::Action& action) {
    const auto& terms = composition_.terms;
    Blocks blocks;
    for (const auto& goal : action.goal) {
        append(blocks, composition_.prose(goal.text));
        std::string words;
        if (!goal.measure.empty())
            words = fill(terms.action_measure, {{"measure", goal.measure.value}});
        if (goal.by)
            words += (words.empty() ? "" : terms.action_separator) +
                     fill(terms.action_goal_by, {{"date", date_words(terms, *goal.by)}});
        if (words.empty())
            continue;
        Inlines note;
        note.push_back(muted(line(std::move(words), goal.measure.empty() ? goal.span : goal.measure.span)));
        blocks.push_back(paragraph(std::move(note)));
    }
    blocks.shrink_to_fit();
    auto out = cell(std::move(blocks));
    if (!action.goal.empty())
        out.id = action.goal.front().id.value;
    return out;
}

Cell ActionCells::who(const plan::Action& action) {
    const auto& terms = composition_.terms;
    Blocks blocks;
    blocks.reserve(2);
    const auto add = [&](const std::string& pattern, const std::vector<plan::Id>& ids) {
        if (!ids.empty())
            blocks.push_back(paragraph(line(fill(pattern, {{"names", composition_.owners.joined(ids)}}), ids.front().span)));
    };
    add(terms.who_lead, action.lead);
    add(terms.who_participants, action.participants);
    append(blocks, composition_.prose(action.who));
    return cell(std::move(blocks));
}

Cell ActionCells::follow_up(const plan::Action& action) {
    if (!action.followup)
        return {};
    const auto& terms = composition_.terms;
    const auto& report = *action.followup;
    Blocks blocks;
    const auto& status = status_words(terms, report.status);
    Inlines first;
    first.push_back(
        strong(line(report.date ? fill(terms.status_on, {{"status", status}, {"date", date_words(terms, *report.date)}}) : status,
                    report.span)));
    blocks.push_back(paragraph(std::move(first)));
    append(blocks, composition_.prose(report.text));
    for (const auto& commitment : report.commitment) {
        append(blocks, fill_blocks(terms.status_commitment, "text", composition_.prose(commitment.text),
                                   {{"owner", composition_.owners.one(commitment.owner.value)}}));
    }
    for (const auto& evidence : report.evidence)
        append(blocks, fill_blocks(terms.status_evidence, "text", composition_.prose(evidence)));
    blocks.shrink_to_fit();
    return cell(std::move(blocks));
}

} // namespace planpaket::compose
