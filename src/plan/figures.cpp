#include "plan/figures.h"

#include <algorithm>

namespace planpaket::plan {

Counts counts(const Plan& plan) {
    Counts total;
    for (const auto& area : plan.area) {
        AreaCount count{.area = &area, .problems = area.problem.size()};
        for (const auto& problem : area.problem) {
            count.causes += problem.cause.size();
            for (const auto& cause : problem.cause) {
                count.actions += cause.action.size();
                for (const auto& action : cause.action)
                    total.goals += action.goal.size();
            }
        }
        total.problems += count.problems;
        total.causes += count.causes;
        total.actions += count.actions;
        total.areas.push_back(count);
    }
    return total;
}

std::vector<PlacedAction> placed_actions(const Plan& plan) {
    std::vector<PlacedAction> placed;
    std::size_t area_number = 0;
    for (const auto& area : plan.area) {
        const std::string prefix = std::to_string(++area_number) + ".";
        std::size_t action_number = 0;
        for (const auto& problem : area.problem)
            for (const auto& cause : problem.cause)
                for (const auto& action : cause.action)
                    placed.push_back({&area, &problem, &cause, &action, prefix + std::to_string(++action_number)});
    }
    return placed;
}

/// The last day of the action's work; open-ended work comes last.
static std::chrono::sys_days deadline_or_never(const PlacedAction& placed) {
    const auto& when = placed.action->when;
    const auto deadline = when ? when->deadline() : std::nullopt;
    return deadline.value_or(std::chrono::sys_days::max());
}

void sort_by_deadline(std::vector<PlacedAction>& actions) {
    std::stable_sort(actions.begin(), actions.end(),
                     [](const auto& a, const auto& b) { return deadline_or_never(a) < deadline_or_never(b); });
}

Timeline timeline(const Plan& plan) {
    Timeline result;
    for (auto& placed : placed_actions(plan)) {
        const auto& when = placed.action->when;
        const bool continuous = when && (when->kind == ScheduleKind::continuous || when->kind == ScheduleKind::line_work);
        if (when && when->deadline())
            result.dated.push_back(std::move(placed));
        else if (continuous)
            result.continuous.push_back(std::move(placed));
        else
            result.undated.push_back(std::move(placed));
    }
    sort_by_deadline(result.dated);
    for (const auto& target : plan.target)
        result.targets.push_back(&target);
    std::stable_sort(result.targets.begin(), result.targets.end(),
                     [](const Target* a, const Target* b) { return a->by.last_day() < b->by.last_day(); });
    return result;
}

StatusCount status_count(const std::vector<PlacedAction>& actions) {
    StatusCount count;
    for (const auto& placed : actions) {
        if (!placed.action->followup) {
            ++count.unreported;
            continue;
        }
        switch (placed.action->followup->status) {
        case FollowUpStatus::done:
            ++count.done;
            break;
        case FollowUpStatus::under_way:
            ++count.under_way;
            break;
        case FollowUpStatus::not_started:
            ++count.not_started;
            break;
        case FollowUpStatus::dropped:
            ++count.dropped;
            break;
        }
    }
    return count;
}

std::unordered_map<std::string, Named> names(const Plan& plan) {
    std::unordered_map<std::string, Named> result;
    std::size_t area_number = 0;
    for (const auto& area : plan.area) {
        result.emplace(area.id.value, Named{Named::Kind::area, std::to_string(++area_number), area.title.value});
        for (const auto& problem : area.problem) {
            result.emplace(problem.id.value, Named{Named::Kind::problem, "", problem.title.value});
            for (const auto& cause : problem.cause)
                result.emplace(cause.id.value, Named{Named::Kind::cause, "", ""});
        }
    }
    for (const auto& placed : placed_actions(plan)) {
        result.emplace(placed.action->id.value, Named{Named::Kind::action, placed.number, placed.action->title.value});
        for (const auto& goal : placed.action->goal)
            result.emplace(goal.id.value, Named{Named::Kind::goal, "", ""});
    }
    for (const auto& target : plan.target)
        result.emplace(target.id.value, Named{Named::Kind::target, "", target.text.value});
    return result;
}

static bool has_id(const std::vector<Id>& ids, std::string_view id) {
    return std::any_of(ids.begin(), ids.end(), [&](const Id& each) { return each.value == id; });
}

std::vector<PlacedAction> citing_resource(const Plan& plan, std::string_view id) {
    auto placed = placed_actions(plan);
    std::erase_if(placed, [&](const PlacedAction& each) { return !has_id(each.action->resources, id); });
    return placed;
}

std::vector<PlacedAction> carrying_out_strategy(const Plan& plan, std::string_view id) {
    auto placed = placed_actions(plan);
    std::erase_if(placed, [&](const PlacedAction& each) {
        return !has_id(each.action->strategies, id) && !has_id(each.area->strategies, id);
    });
    return placed;
}

State state(const Plan& plan) {
    const auto is_committee = [&](const Decision& decision) {
        const Body* body = find_body(plan, decision.body.value);
        return body && body->kind == BodyKind::committee;
    };
    const bool has_committee =
        std::any_of(plan.body.begin(), plan.body.end(), [](const Body& body) { return body.kind == BodyKind::committee; });
    State result;
    for (const auto& decision : plan.decision) {
        const bool positive = decision.outcome == Outcome::decided || decision.outcome == Outcome::decided_with_changes;
        if (positive && (!has_committee || is_committee(decision)))
            result = {.decided = true, .decision = &decision};
        else if (!result.decided)
            result.decision = &decision;
    }
    if (result.decided && !plan.correction.empty())
        result.correction = &plan.correction.back();
    return result;
}

} // namespace planpaket::plan
