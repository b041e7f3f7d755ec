#include "compose/vocabulary.h"

#include "compose/parts.h"

#include <algorithm>
#include <array>

namespace planpaket::compose {

namespace {

using document::Blocks;

bool always(Composition&) {
    return true;
}
bool has_actions(Composition& composition) {
    return composition.counts().actions > 0;
}

/// For parts that are quick to make.
template <Blocks (*make)(Composition&)>
bool not_empty(Composition& composition) {
    return !make(composition).empty();
}

template <document::Orientation orientation>
Blocks layout(Composition&) {
    Blocks out;
    out.push_back({document::PageLayout{orientation}, {}});
    return out;
}

Blocks page_break(Composition&) {
    Blocks out;
    out.push_back({document::PageBreak{}, {}});
    return out;
}

template <document::ParagraphStyle style>
Blocks set_style(Composition& composition) {
    composition.style = style;
    return {};
}

bool has_changes(Composition& composition) {
    return !composition.changes().empty();
}

bool has_owners(Composition& composition) {
    return std::ranges::any_of(composition.placed(), [](const plan::PlacedAction& placed) {
        return !placed.action->lead.empty() || !placed.action->participants.empty();
    });
}

constexpr std::array all{
    Directive{"area-tables", area_tables, [](Composition& c) { return !c.plan.area.empty(); }},
    Directive{"attachments", attachments, not_empty<attachments>},
    Directive{"attestors", attestors, not_empty<attestors>},
    Directive{"changes", changes, has_changes},
    Directive{"changes-in-brief", changes_in_brief, has_changes},
    Directive{"checksums", checksums, not_empty<checksums>},
    Directive{"collation-areas", collation_areas, [](Composition& c) { return !c.collation().areas.empty(); }},
    Directive{"collation-deliveries", collation_deliveries, [](Composition& c) { return !c.collation().districts.empty(); }},
    Directive{"collation-districts", collation_districts, [](Composition& c) { return !c.collation().districts.empty(); }},
    Directive{"collation-due", collation_due, [](Composition& c) { return !c.collation().due.empty(); }},
    Directive{"collation-figures", collation_figures, [](Composition& c) { return !c.collation().areas.empty(); }},
    Directive{"collation-findings", collation_findings, not_empty<collation_findings>},
    Directive{"collation-owners", collation_owners, [](Composition& c) { return !c.collation().owners.empty(); }},
    Directive{"collation-refused", collation_refused, [](Composition& c) { return !c.collation().refused.empty(); }},
    Directive{"collation-timeline", collation_timeline, [](Composition& c) { return c.collation().has_deadlines(); }},
    Directive{"contents", contents, always},
    Directive{"corrections", corrections, [](Composition& c) { return !c.plan.correction.empty(); }},
    Directive{"decisions", decisions, not_empty<decisions>},
    Directive{"due", due, has_actions},
    Directive{"landscape", layout<document::Orientation::landscape>, always},
    Directive{"lead", set_style<document::ParagraphStyle::lead>, always},
    Directive{"letterhead", letterhead, always},
    Directive{"managers", managers, not_empty<managers>},
    Directive{"method-resources", method_resources, [](Composition& c) { return !c.plan.resource.empty(); }},
    Directive{"new-actions", new_actions, not_empty<new_actions>},
    Directive{"note", set_style<document::ParagraphStyle::note>, always},
    Directive{"owner-listing", owner_listing, has_owners},
    Directive{"owner-status", owner_status, has_owners},
    Directive{"page-break", page_break, always},
    Directive{"plan-facts", plan_facts, always},
    Directive{"portrait", layout<document::Orientation::portrait>, always},
    Directive{"proposal", proposal, [](Composition& c) { return c.body != nullptr && !c.body->proposal.empty(); }},
    Directive{"recipients", recipients, not_empty<recipients>},
    Directive{"remaining", remaining, not_empty<remaining>},
    Directive{"sender", sender, always},
    Directive{"signatures", signatures, not_empty<signatures>},
    Directive{"status-table", status_table, has_actions},
    Directive{"strategies", strategies, [](Composition& c) { return !c.plan.strategy.empty(); }},
    Directive{"summary-chart", summary_chart, not_empty<summary_chart>},
    Directive{"summary-table", summary_table, always},
    Directive{"targets", targets, [](Composition& c) { return !c.plan.target.empty(); }},
    Directive{"timeline", timeline, [](Composition& c) { return c.counts().actions > 0 || !c.plan.target.empty(); }},
    Directive{"timeline-chart", timeline_chart, not_empty<timeline_chart>},
};

} // namespace

std::span<const Directive> directives() {
    return all;
}

const Directive* find_directive(std::string_view name) {
    const auto found = std::ranges::find(all, name, &Directive::name);
    return found == all.end() ? nullptr : &*found;
}

} // namespace planpaket::compose
