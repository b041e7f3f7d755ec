#include "compose/compose.h"

#include "compose/composition.h"

#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>
#include <tuple>

namespace planpaket::compose {

namespace {

template <class Read>
void each_prose(const plan::Action& action, const Read& read) {
    read(action.text);
    read(action.who);
    for (const auto& goal : action.goal)
        read(goal.text);
    if (!action.followup)
        return;
    read(action.followup->text);
    for (const auto& item : action.followup->evidence)
        read(item);
    for (const auto& item : action.followup->commitment)
        read(item.text);
}

/// Calls `read` with every prose text of the plan, in no particular order.
template <class Read>
void each_prose(const plan::Plan& plan, const Read& read) {
    for (const auto& item : plan.text)
        read(item.text);
    for (const auto& body : plan.body)
        for (const auto& item : body.proposal)
            read(item);
    for (const auto& decision : plan.decision)
        read(decision.text);
    for (const auto& correction : plan.correction)
        read(correction.text);
    for (const auto* subjects : {&plan.place, &plan.group})
        for (const auto& subject : *subjects)
            read(subject.text);
    for (const auto& target : plan.target)
        read(target.text);
    for (const auto& resource : plan.resource)
        read(resource.text);
    for (const auto& strategy : plan.strategy)
        read(strategy.text);
    for (const auto& area : plan.area) {
        read(area.text);
        for (const auto& problem : area.problem) {
            read(problem.text);
            for (const auto& cause : problem.cause) {
                read(cause.text);
                for (const auto& action : cause.action)
                    each_prose(action, read);
            }
        }
    }
}

/// A text that no template uses would be lost in silence.
void check_names(const plan::Plan& plan, const Templates& templates, base::Diagnostics& diagnostics) {
    std::vector<std::string> used;
    for (const auto& page : templates.documents)
        used.insert(used.end(), page.texts.begin(), page.texts.end());
    for (const auto& item : plan.text) {
        if (std::ranges::find(used, item.name) != used.end())
            continue;
        const auto near = base::nearest(item.name, used);
        diagnostics.push_back({base::Severity::remark, "unused-text", item.text.span,
                               base::trf("no template uses the text '{}', so it stands in no document", item.name),
                               near ? base::trf("did you mean '{}'?", *near)
                                    : base::trf("use it in a template as {{{{ text.{} }}}}, or take it away", item.name)});
    }
}

} // namespace

base::Diagnostics check_prose(const plan::Plan& plan, const Templates& templates) {
    base::Diagnostics diagnostics;
    PlanReferences references(plan, templates.terms);
    each_prose(plan, [&](const plan::Text& text) {
        markdown::read(text.value, text.span, markdown::Flavour::prose, &references.references(), diagnostics);
    });
    check_names(plan, templates, diagnostics);
    std::ranges::stable_sort(diagnostics, {}, [](const base::Diagnostic& item) {
        return std::tuple(item.span.source, item.span.line, item.span.column);
    });
    return diagnostics;
}

} // namespace planpaket::compose
