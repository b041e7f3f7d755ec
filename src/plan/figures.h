#pragma once

/// What can be counted and listed from a plan. Every document, listing and text takes its figures from here, so that they agree.

#include "plan/plan.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace planpaket::plan {

/// Per area, each problem, cause and action counted once.
struct AreaCount {
    const Area* area = nullptr;
    std::size_t problems = 0;
    std::size_t causes = 0;
    std::size_t actions = 0;
};

struct Counts {
    std::vector<AreaCount> areas;                                 ///< In the plan's order, unused areas included.
    std::size_t problems = 0, causes = 0, actions = 0, goals = 0; ///< Totals.
};
Counts counts(const Plan& plan);

/// An action with where it stands. `number` is what readers see and refer to: "2.7" is the seventh action of the second area.
struct PlacedAction {
    const Area* area = nullptr;
    const Problem* problem = nullptr;
    const Cause* cause = nullptr;
    const Action* action = nullptr;
    std::string number;
};
/// Every action in the order it stands in the plan.
std::vector<PlacedAction> placed_actions(const Plan& plan);

/// Earliest deadline first, work without one last, else in the order given.
void sort_by_deadline(std::vector<PlacedAction>& actions);

/// What an owner leads and takes part in, earliest deadline first, open-ended work last.
struct OwnerEntry {
    const Owner* owner = nullptr;
    std::vector<PlacedAction> leads;
    std::vector<PlacedAction> takes_part;
};
/// Every owner that leads or takes part in something, in the collation order of the plan's language.
std::vector<OwnerEntry> owner_listing(const Plan& plan);

/// What is due when.
struct Timeline {
    std::vector<PlacedAction> dated;      ///< Has a deadline; earliest first, then in the plan's order.
    std::vector<PlacedAction> continuous; ///< Continuous and line work without an end, in the plan's order.
    std::vector<PlacedAction> undated;    ///< Words without a date, or no schedule.
    std::vector<const Target*> targets;   ///< By date.
};
Timeline timeline(const Plan& plan);

/// Follow-up: how many actions have each status, and how many have none yet.
struct StatusCount {
    std::size_t done = 0, under_way = 0, not_started = 0, dropped = 0, unreported = 0;
};
StatusCount status_count(const std::vector<PlacedAction>& actions);

/// What an id names and how readers see it: an area's "2", a problem's title, an action's "2.7", …; for cross-references.
struct Named {
    enum class Kind { area, problem, cause, action, goal, target } kind;
    std::string number; ///< Empty when the kind has none.
    std::string title;  ///< Empty when the kind has none (causes, goals).
};
std::unordered_map<std::string, Named> names(const Plan& plan);

/// The actions that cite a resource or carry out a strategy, in the plan's order (an area's strategies count for its actions).
std::vector<PlacedAction> citing_resource(const Plan& plan, std::string_view id);
std::vector<PlacedAction> carrying_out_strategy(const Plan& plan, std::string_view id);

/// The state of a plan, from its last decision: draft until a body of kind committee (or, in a plan without one, any body) has
/// decided.
struct State {
    bool decided = false;
    const Decision* decision = nullptr;     ///< The deciding one when decided, else the last of any outcome, else null.
    const Correction* correction = nullptr; ///< The last one of a decided plan; may be null.
};
State state(const Plan& plan);

} // namespace planpaket::plan
