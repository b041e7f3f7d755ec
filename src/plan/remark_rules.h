#pragma once

/// The rules behind remarks(). To add one: write its function in the file of its subject, give it a line in the table in
/// remarks.cpp, a plan in tests/suite/ that it speaks of, and its code a line in docs/plan-reference.md.

#include "base/diagnostic.h"
#include "plan/plan.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace planpaket::plan {

/// Takes what the rules find, and keeps what is not silenced.
class Findings {
public:
    Findings(const Plan& plan, base::Diagnostics& diagnostics) : plan_(plan), diagnostics_(diagnostics) {}

    /// The code of the rule whose findings come next.
    void begin(std::string_view code);

    /// One finding. `silences`: of the items it is about; the plan's own apply to every finding.
    void add(Span span, std::string message, std::string hint, std::initializer_list<const std::vector<Silence>*> silences = {});

    /// Whether a silence has kept a finding back.
    bool has_silenced(const Silence& silence) const { return used_.contains(&silence); }

private:
    const Plan& plan_;
    base::Diagnostics& diagnostics_;
    std::string_view code_;
    const Silence* of_plan_ = nullptr; ///< The plan's own silence of this code.
    std::unordered_set<const Silence*> used_;
};

/// An action with what it stands under.
struct Row {
    const Area& area;
    const Problem& problem;
    const Cause& cause;
    const Action& action;
};

template <class Function>
void for_each_row(const Plan& plan, Function function) {
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            for (const auto& cause : problem.cause)
                for (const auto& action : cause.action)
                    function(Row{area, problem, cause, action});
}

void find_no_cause(const Plan& plan, Findings& findings);
void find_no_action(const Plan& plan, Findings& findings);
void find_no_owner(const Plan& plan, Findings& findings);
void find_no_goal(const Plan& plan, Findings& findings);
void find_no_schedule(const Plan& plan, Findings& findings);
void find_effect_order(const Plan& plan, Findings& findings);
void find_early_follow_up(const Plan& plan, Findings& findings);
void find_named_person(const Plan& plan, Findings& findings);

void find_late_approval(const Plan& plan, Findings& findings);
void find_late_announcement(const Plan& plan, Findings& findings);

void find_unmeasurable_goal(const Plan& plan, Findings& findings);
void find_timeless_goal(const Plan& plan, Findings& findings);

void find_target_year_drift(const Plan& plan, Findings& findings);
void find_row_reference(const Plan& plan, Findings& findings);

void find_unused_owner(const Plan& plan, Findings& findings);
void find_unused_place(const Plan& plan, Findings& findings);
void find_unused_group(const Plan& plan, Findings& findings);
void find_unused_resource(const Plan& plan, Findings& findings);

} // namespace planpaket::plan
