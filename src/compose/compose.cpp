#include "compose/compose.h"

#include "compose/anchors.h"
#include "compose/blocks.h"
#include "compose/composition.h"
#include "compose/vocabulary.h"
#include "compose/words.h"

#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::compose {

namespace {

/// A copy of a template's inlines with the placeholders' values in their places.
document::Inlines filled(const document::Inlines& inlines, Composition& composition) {
    document::Inlines out;
    out.reserve(inlines.size());
    for (const auto& item : inlines) {
        if (const auto* words = std::get_if<document::Text>(&item.value); words != nullptr && words->text.starts_with("{{")) {
            const auto name = std::string_view(words->text).substr(2, words->text.size() - 4);
            for (auto& value : placeholder_value(name, composition))
                out.push_back(std::move(value));
            continue;
        }
        auto copy = item;
        if (auto* children = document::children(copy))
            *children = filled(*children, composition);
        out.push_back(std::move(copy));
    }
    return out;
}

void fill_block(document::Block& block, Composition& composition) {
    if (auto* paragraph = document::as<document::Paragraph>(block))
        paragraph->inlines = filled(paragraph->inlines, composition);
    else if (auto* heading = document::as<document::Heading>(block))
        heading->inlines = filled(heading->inlines, composition);
    else if (auto* list = document::as<document::List>(block))
        for (auto& item : list->items)
            for (auto& inner : item)
                fill_block(inner, composition);
}

bool holds(const Choice& choice, Composition& composition) {
    const std::string_view name = choice.condition;
    bool result = false;
    if (const auto* condition = find_condition(name))
        result = condition->holds(composition);
    else if (const auto* directive = find_directive(name))
        result = directive->has_something(composition);
    else if (is_prose(name))
        result = composition.named_text(name) != nullptr;
    else
        result = !document::plain_text(placeholder_value(name, composition)).empty();
    return result != choice.negated;
}

/// Adds blocks; a numbered list that directly follows another goes on with its numbers, so that items may stand under conditions.
void add(document::Blocks& out, document::Blocks more) {
    for (auto& block : more) {
        auto* next = document::as<document::List>(block);
        auto* last = out.empty() ? nullptr : std::get_if<document::List>(&out.back().value);
        if (next != nullptr && last != nullptr && next->ordered && last->ordered) {
            last->items.insert(last->items.end(), std::make_move_iterator(next->items.begin()),
                               std::make_move_iterator(next->items.end()));
            continue;
        }
        out.push_back(std::move(block));
    }
}

/// Gives the style that `{{ lead }}` or `{{ note }}` asked for to the blocks' paragraphs; it holds for one part of the template.
document::Blocks styled(document::Blocks blocks, Composition& composition) {
    const auto style = std::exchange(composition.style, document::ParagraphStyle::body);
    if (style != document::ParagraphStyle::body)
        for (auto& block : blocks)
            if (auto* paragraph = document::as<document::Paragraph>(block))
                paragraph->style = style;
    return blocks;
}

void expand(const Parts& parts, Composition& composition, document::Blocks& out) {
    for (const auto& part : parts) {
        if (const auto* block = std::get_if<document::Block>(&part.value)) {
            document::Blocks copy{*block};
            fill_block(copy.front(), composition);
            if (const auto* heading = document::as<document::Heading>(*block))
                composition.level = heading->level;
            add(out, styled(std::move(copy), composition));
        } else if (const auto* generated = std::get_if<Generated>(&part.value)) {
            add(out, generated->directive->make(composition));
        } else if (const auto* prose = std::get_if<Prose>(&part.value)) {
            if (const auto* words = composition.named_text(prose->name))
                add(out, styled(composition.prose(*words), composition));
        } else if (const auto* choice = std::get_if<Choice>(&part.value)) {
            expand(holds(*choice, composition) ? choice->then : choice->otherwise, composition, out);
        }
    }
}

const plan::Text* own_title(const plan::Plan& plan, std::string_view name) {
    for (const auto& [document, title] : plan.documents.titles)
        if (document == name && !title.empty())
            return &title;
    return nullptr;
}

std::string title_of(Composition& composition) {
    if (const auto* title = own_title(composition.plan, composition.page.name))
        return title->value;
    return document::plain_text(filled(composition.page.title, composition));
}

bool has_something_to_say(const plan::Plan& plan, const Template& page) {
    const auto followed_up = [&] {
        for (const auto& area : plan.area)
            for (const auto& problem : area.problem)
                for (const auto& cause : problem.cause)
                    for (const auto& action : cause.action)
                        if (action.followup)
                            return true;
        return false;
    };
    switch (page.when) {
    case When::always:
        return true;
    case When::decision:
        return !plan.decision.empty();
    case When::decided:
        return plan::state(plan).decided;
    case When::followed_up:
        return followed_up();
    case When::recipients:
        return !plan.recipient.empty();
    case When::earlier:
    case When::collation:
        return false; // see is_made
    }
    return true;
}

bool is_made(const plan::Plan& plan, const Template& page, const Facts& facts) {
    if (facts.collation != nullptr || page.when == When::collation)
        return facts.collation != nullptr && page.when == When::collation;
    if (page.when == When::earlier)
        return facts.earlier != nullptr;
    const auto& include = plan.documents.include;
    return include.empty() ? has_something_to_say(plan, page)
                           : std::ranges::find(include, page.name, &plan::Text::value) != include.end();
}

void check_name(const Templates& templates, const std::string& name, const base::Span& span, base::Diagnostics& diagnostics) {
    if (templates.find(name) != nullptr)
        return;
    std::vector<std::string> names;
    std::string list;
    for (const auto& page : templates.documents) {
        names.push_back(page.name);
        list += (list.empty() ? "" : ", ") + page.name;
    }
    const auto near = base::nearest(name, names);
    diagnostics.push_back({base::Severity::error, "unknown-document", span,
                           base::trf("there is no template for a document '{}'", name),
                           near ? base::trf("did you mean '{}'?", *near) : base::trf("the documents are: {}", list)});
}

} // namespace

base::Result<std::vector<std::string>> documents_to_make(const plan::Plan& plan, const Templates& templates, const Facts& facts) {
    base::Diagnostics diagnostics;
    for (const auto& name : plan.documents.include)
        check_name(templates, name.value, name.span, diagnostics);
    for (const auto& [name, title] : plan.documents.titles)
        check_name(templates, name, title.span, diagnostics);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    std::vector<std::string> names;
    for (const auto& page : templates.documents)
        if (is_made(plan, page, facts))
            names.push_back(page.name);
    return names;
}

std::string document_title(const plan::Plan& plan, const Templates& templates, std::string_view name) {
    base::Diagnostics diagnostics;
    const Facts facts;
    Composition composition(plan, templates, *templates.find(name), facts, diagnostics);
    return title_of(composition);
}

/// The document with its template filled; what its composition keeps at hand is gone then.
static document::Document fill_template(const plan::Plan& plan, const Templates& templates, const Template& page,
                                        const Facts& facts, base::Diagnostics& diagnostics) {
    const auto& terms = templates.terms;
    Composition composition(plan, templates, page, facts, diagnostics);

    document::Document document;
    document.name = page.name;
    document.title = title_of(composition);
    document.language = templates.language;
    document.author = plan.sender.organisation.value;
    document.subject = document::plain_text(filled(page.subject, composition));
    const bool of_city = facts.collation != nullptr; // neither a draft nor decided
    document.draft = !composition.state.decided && !of_city;
    document.date = composition.date();
    document.continued = terms.running_continued;
    const auto& dnr =
        composition.body != nullptr && !composition.body->dnr.empty() ? composition.body->dnr.value : plan.matter.dnr.value;
    document.running = {plan.title.value, fill(terms.running_version, {{"version", plan.version.value}}),
                        dnr.empty() ? std::string() : fill(terms.running_dnr, {{"dnr", dnr}}),
                        of_city ? std::string() : state_words(terms, composition.state), terms.running_page};
    expand(page.parts, composition, document.blocks);
    if (composition.states_counts)
        for (const auto& count : composition.counts().areas)
            document.counts.push_back(
                fmt::format("{} {} {} {}", count.area->id.value, count.problems, count.causes, count.actions));
    return document;
}

base::Result<document::Document> compose(const plan::Plan& plan, const Templates& templates, std::string_view name,
                                         const Facts& facts) {
    base::Diagnostics diagnostics;
    auto document = fill_template(plan, templates, *templates.find(name), facts, diagnostics);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    settle_anchors(document);
    return document;
}

} // namespace planpaket::compose
