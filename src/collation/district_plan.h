#pragma once

/// What is kept of a district's plan: what the citywide summary counts, lists and compares. The plan itself can be let go.

#include "plan/plan.h"
#include "plan/time_group.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::collation {

struct AreaFigures {
    std::string id, title;
    plan::AreaKind kind = plan::AreaKind::central;
    std::size_t problems = 0, causes = 0, actions = 0;
};

/// Somebody who leads or takes part in an action.
struct Party {
    std::string name; ///< As listings show it.
    std::string key;  ///< What it is known by in all plans: the folded names of organisation, unit and role.
};

struct PlannedAction {
    std::string number, title;
    std::optional<plan::Schedule> when;
    std::vector<std::size_t> leads, takes_part; ///< Positions in DistrictPlan::parties; nobody is in both.
};

struct DistrictPlan {
    std::string id, title, version, dnr;
    bool decided = false;
    std::optional<plan::Date> decision_date; ///< Of the deciding decision, else of the last one of any outcome.
    std::string decision_paragraph, decision_body;
    std::vector<AreaFigures> areas;     ///< In the plan's order, with those not used.
    std::vector<Party> parties;         ///< In the order of the plan's register.
    std::vector<PlannedAction> actions; ///< In the plan's order.
};

DistrictPlan district_plan(const plan::Plan& plan);

/// A name as it is compared: case-folded, with one space for white space of any length, and accents written one way.
std::string folded(const std::string& name);

} // namespace planpaket::collation
