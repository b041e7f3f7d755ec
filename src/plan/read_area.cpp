#include "plan/fields.h"
#include "plan/tables.h"

namespace planpaket::plan {

using toml::TableReader;

static Goal read_goal(TableReader& table) {
    Goal goal;
    goal.span = table.span();
    goal.id = defined_id(table);
    goal.text = required_prose(table, "text");
    goal.measure = line(table, "measure");
    goal.by = date(table, "by");
    goal.silence = silences(table);
    table.finish();
    return goal;
}

static FollowUp read_follow_up(TableReader& table) {
    FollowUp followup;
    followup.span = table.span();
    if (table.required("status"))
        followup.status = choice(table, "status", FollowUpStatus::not_started,
                                 {{"done", FollowUpStatus::done},
                                  {"under-way", FollowUpStatus::under_way},
                                  {"not-started", FollowUpStatus::not_started},
                                  {"dropped", FollowUpStatus::dropped}});
    followup.text = prose(table, "text");
    followup.evidence = proses(table, "evidence");
    for (auto& entry : table.tables("commitment")) {
        followup.commitment.push_back({required_reference(entry, "owner"), required_prose(entry, "text")});
        entry.finish();
    }
    followup.date = date(table, "date");
    table.finish();
    return followup;
}

static Action read_action(TableReader& table) {
    Action action;
    action.span = table.span();
    action.id = defined_id(table);
    action.title = required_line(table, "title");
    action.text = required_prose(table, "text");
    action.kind =
        choice(table, "kind", ActionKind::one_off, {{"one-off", ActionKind::one_off}, {"line-work", ActionKind::line_work}});
    action.with_police = flag(table, "with_police");
    action.effect = choice(table, "effect", Effect::unstated,
                           {{"immediate", Effect::immediate}, {"short", Effect::short_term}, {"long", Effect::long_term}});
    action.when = read_schedule(table);
    action.lead = references(table, "lead");
    action.participants = references(table, "participants");
    action.who = prose(table, "who");
    read_all(table, "goal", action.goal, read_goal);
    action.resources = references(table, "resources");
    action.strategies = references(table, "strategies");
    if (auto followup = table.table("followup"))
        action.followup = std::make_shared<const FollowUp>(read_follow_up(*followup));
    action.is_new = flag(table, "new");
    action.silence = silences(table);
    table.finish();
    return action;
}

static Cause read_cause(TableReader& table) {
    Cause cause;
    cause.span = table.span();
    cause.id = defined_id(table);
    cause.text = required_prose(table, "text");
    read_all(table, "action", cause.action, read_action);
    cause.silence = silences(table);
    table.finish();
    return cause;
}

static Problem read_problem(TableReader& table) {
    Problem problem;
    problem.span = table.span();
    problem.id = defined_id(table);
    problem.title = required_line(table, "title");
    problem.text = prose(table, "text");
    problem.place = reference(table, "place");
    problem.group = reference(table, "group");
    read_all(table, "cause", problem.cause, read_cause);
    problem.silence = silences(table);
    table.finish();
    return problem;
}

Area read_area(TableReader& table) {
    Area area;
    area.span = table.span();
    area.id = defined_id(table);
    area.title = required_line(table, "title");
    area.text = prose(table, "text");
    area.kind = choice(table, "kind", AreaKind::central, {{"central", AreaKind::central}, {"local", AreaKind::local}});
    area.strategies = references(table, "strategies");
    read_all(table, "problem", area.problem, read_problem);
    area.silence = silences(table);
    table.finish();
    return area;
}

} // namespace planpaket::plan
