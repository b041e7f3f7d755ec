#include "compose/parts.h"

#include "compose/blocks.h"
#include "markdown/address.h"

namespace planpaket::compose {

using namespace document;

namespace {

/// "2.7 Ljussättning av torget", the number linked.
Block action_items(const Composition& composition, const std::vector<plan::PlacedAction>& actions) {
    std::vector<Inlines> items;
    items.reserve(actions.size());
    for (const auto& placed : actions)
        items.push_back(fill_inlines(
            composition.terms.action_title,
            {{"number", {action_link(placed)}}, {"title", line(placed.action->title.value, placed.action->title.span)}}));
    return bullets(std::move(items));
}

Heading heading_below(const Composition& composition, Inlines words) {
    return {composition.level + 1, std::move(words), {}, {}, true};
}

} // namespace

Blocks method_resources(Composition& composition) {
    const auto& terms = composition.terms;
    Blocks out;
    for (const auto& resource : composition.plan.resource) {
        auto name = line(resource.name.value, resource.name.span);
        if (!resource.language.empty())
            name = {{Foreign{resource.language.value, std::move(name)}, resource.name.span}};
        out.push_back({heading_below(composition, std::move(name)), resource.span});
        if (!resource.organisation.empty())
            out.push_back(paragraph(line(resource.organisation.value, resource.organisation.span), ParagraphStyle::note));
        append(out, composition.prose(resource.text));
        if (const auto address = markdown::outward_address(resource.url.value)) {
            Link link{*address, line(resource.url.value, resource.url.span),
                      resource.name.value + " (" + resource.url.value + ")"};
            out.push_back(paragraph(fill_inlines(terms.resource_link, {{"link", {{std::move(link), resource.url.span}}}})));
        } else if (!resource.url.empty()) {
            out.push_back(paragraph(fill_inlines(terms.resource_link, {{"link", line(resource.url.value, resource.url.span)}})));
        }
        const auto citing = plan::citing_resource(composition.plan, resource.id.value);
        if (citing.empty()) {
            out.push_back(paragraph(terms.resource_uncited));
            continue;
        }
        out.push_back(paragraph(terms.resource_cited));
        out.push_back(action_items(composition, citing));
    }
    return out;
}

Blocks strategies(Composition& composition) {
    const auto& terms = composition.terms;
    Blocks out;
    for (const auto& strategy : composition.plan.strategy) {
        out.push_back({heading_below(composition, line(strategy.name.value, strategy.name.span)), strategy.span});
        append(out, composition.prose(strategy.text));
        const auto actions = plan::carrying_out_strategy(composition.plan, strategy.id.value);
        if (actions.empty()) {
            out.push_back(paragraph(terms.strategy_no_action));
            continue;
        }
        out.push_back(paragraph(terms.strategy_carried_out));
        out.push_back(action_items(composition, actions));
    }
    return out;
}

Blocks new_actions(Composition& composition) {
    std::vector<plan::PlacedAction> found;
    for (const auto& placed : composition.placed())
        if (placed.action->is_new)
            found.push_back(placed);
    Blocks out;
    if (!found.empty())
        out.push_back(action_items(composition, found));
    return out;
}

} // namespace planpaket::compose
