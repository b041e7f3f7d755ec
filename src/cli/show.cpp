#include "cli/commands.h"

#include "base/csv.h"
#include "base/errors.h"
#include "base/names.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "cli/options.h"
#include "making/load.h"
#include "plan/decision_dates.h"
#include "plan/figures.h"
#include "plan/legal_dates.h"
#include "terminal/listing.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

std::string iso(const std::optional<std::chrono::sys_days>& day) {
    if (!day)
        return "";
    const std::chrono::year_month_day date(*day);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string schedule_words(const std::optional<plan::Schedule>& when) {
    if (!when)
        return "";
    if (!when->text.empty())
        return when->text.value;
    const auto from = when->from ? plan::to_string(*when->from) : "";
    const auto to = when->to ? plan::to_string(*when->to) : "";
    const auto bounds = from.empty() && to.empty() ? "" : fmt::format(" {}–{}", from, to);
    switch (when->kind) {
    case plan::ScheduleKind::date:
    case plan::ScheduleKind::words:
        return from;
    case plan::ScheduleKind::span:
        return from + "–" + to;
    case plan::ScheduleKind::continuous:
        return tr("continuous") + bounds;
    case plan::ScheduleKind::line_work:
        return tr("line work") + bounds;
    }
    return "";
}

std::string deadline(const plan::Action& action) {
    return action.when ? iso(action.when->deadline()) : "";
}

std::string leads(const plan::Plan& plan, const plan::Action& action) {
    std::string names;
    for (const auto& id : action.lead)
        if (const auto* owner = plan::find_owner(plan, id.value))
            names += (names.empty() ? "" : "; ") + owner->display_name();
    return names;
}

terminal::Listing owner_rows(const plan::Plan& plan) {
    terminal::Listing listing{{"owner", "part", "number", "action", "schedule", "deadline"},
                              {tr("Owner"), tr("Part"), tr("No."), tr("Action"), tr("Schedule"), tr("Deadline")},
                              std::vector<bool>(6),
                              {}};
    for (const auto& entry : plan::owner_listing(plan)) {
        const auto add = [&](const std::vector<plan::PlacedAction>& actions, const char* part) {
            for (const auto& placed : actions)
                listing.rows.push_back({entry.owner->display_name(), part, placed.number, placed.action->title.value,
                                        schedule_words(placed.action->when), deadline(*placed.action)});
        };
        add(entry.leads, tr("leads"));
        add(entry.takes_part, tr("takes part"));
    }
    return listing;
}

terminal::Listing timeline_rows(const plan::Plan& plan) {
    terminal::Listing listing{{"deadline", "schedule", "number", "action", "lead"},
                              {tr("Deadline"), tr("Schedule"), tr("No."), tr("Action"), tr("Lead")},
                              std::vector<bool>(5),
                              {}};
    const auto times = plan::timeline(plan);
    for (const auto* actions : {&times.dated, &times.continuous, &times.undated})
        for (const auto& placed : *actions)
            listing.rows.push_back({deadline(*placed.action), schedule_words(placed.action->when), placed.number,
                                    placed.action->title.value, leads(plan, *placed.action)});
    return listing;
}

terminal::Listing summary_rows(const plan::Plan& plan, bool with_total) {
    terminal::Listing listing{{"area", "problems", "causes", "actions"},
                              {tr("Area"), tr("Problems"), tr("Causes"), tr("Actions")},
                              {false, true, true, true},
                              {}};
    const auto counts = plan::counts(plan);
    const auto add = [&](std::string name, std::size_t problems, std::size_t causes, std::size_t actions) {
        listing.rows.push_back({std::move(name), std::to_string(problems), std::to_string(causes), std::to_string(actions)});
    };
    for (const auto& area : counts.areas)
        add(area.area->title.value, area.problems, area.causes, area.actions);
    if (with_total)
        add(tr("Total"), counts.problems, counts.causes, counts.actions);
    return listing;
}

std::string outcome_words(plan::Outcome outcome) {
    static constexpr base::Names<plan::Outcome> words{base::mark("decided"), base::mark("decided with changes"),
                                                      base::mark("tabled"), base::mark("referred back")};
    return base::tr(words[outcome]);
}

/// The decisions of a plan with the days that the law sets.
terminal::Listing decision_rows(const plan::Plan& plan, std::chrono::sys_days today) {
    terminal::Listing listing{{"body", "date", "paragraph", "outcome", "approved", "approve_by", "announced", "announce_by",
                               "appeal_until", "follow_up_by", "note"},
                              {tr("Body"), tr("Date"), tr("Paragraph"), tr("Outcome"), tr("Approved"), tr("Approve by"),
                               tr("Announced"), tr("Announce by"), tr("Appeal until"), tr("Follow up by"), tr("Note")},
                              std::vector<bool>(11),
                              {}};
    for (const auto& decision : plan.decision) {
        const auto dates = plan::legal_dates(decision);
        const auto* body = plan::find_body(plan, decision.body.value);
        const auto approved = decision.approved             ? plan::to_string(*decision.approved)
                              : decision.immediate_approval ? plan::to_string(decision.date)
                                                            : "";
        listing.rows.push_back({body != nullptr ? body->name.value : decision.body.value, plan::to_string(decision.date),
                                decision.paragraph.value, outcome_words(decision.outcome), approved, iso(dates.approve_by),
                                decision.announced ? plan::to_string(*decision.announced) : "", iso(dates.announce_by),
                                iso(dates.appeal_until), plan::adopts(decision) ? iso(dates.follow_up_by) : "",
                                fmt::format("{}", fmt::join(plan::notes(plan, decision, today), "; "))});
    }
    return listing;
}

const std::vector<std::string> what_words{"owners", "timeline", "summary", "decisions"};

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 2)
        return usage_error(context, tr("'show' takes a plan and what to show of it"),
                           tr("planpaket show PLAN.toml owners|timeline|summary|decisions"));
    const auto& what = arguments.words[1];
    const auto format = arguments.value("format", "text");
    if (std::ranges::find(what_words, what) == what_words.end()) {
        const auto near = base::nearest(what, what_words);
        return usage_error(context, trf("cannot show '{}'", what),
                           near ? trf("did you mean '{}'?", *near)
                                : trf("what can be shown: {}", "owners, timeline, summary, decisions"));
    }
    making::Shelf shelf(context.world, context.sources, context.templates);
    const auto loaded = making::load_plan(context.world, context.sources, shelf, arguments.words[0]);
    if (base::has_error(loaded.diagnostics))
        return fail(context, {base::Fault::plan, loaded.diagnostics});
    const auto& plan = loaded.plan;
    const auto today = std::chrono::floor<std::chrono::days>(context.world.now());
    const auto listing = what == "owners"      ? owner_rows(plan)
                         : what == "timeline"  ? timeline_rows(plan)
                         : what == "decisions" ? decision_rows(plan, today)
                                               : summary_rows(plan, format == "text");
    context.out << (format == "json"  ? as_json(listing)
                    : format == "csv" ? base::as_csv({listing.keys, listing.rows})
                                      : as_text(listing));
    return Outcome::done;
}

} // namespace

Command show_command() {
    return {.name = "show",
            .arguments = "PLAN.toml owners|timeline|summary|decisions",
            .summary = mark("Show a listing of a plan on the terminal"),
            .description = {mark(
                "owners: per owner, everything it leads and takes part in. timeline: what is due when, earliest first, "
                "continuous work and what has no date last. summary: problems, causes and actions per area. decisions: "
                "the decisions with the days that the law sets for what follows them. The "
                "documents take the same figures from the same place.")},
            .options = {format_option({"text", "json", "csv"}, mark("text (default), json or csv"))},
            .examples = {{"planpaket show plan.toml timeline", mark("See what is due when.")},
                         {"planpaket show plan.toml owners --format csv > owners.csv",
                          mark("Take the owner listing to a spreadsheet.")}},
            .completion = Completion::plans,
            .words = what_words,
            .run = run};
}

} // namespace planpaket::cli
