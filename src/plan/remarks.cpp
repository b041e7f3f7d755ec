#include "plan/remarks.h"

#include "base/translate.h"
#include "plan/remark_rules.h"

#include <algorithm>
#include <tuple>

namespace planpaket::plan {

using base::tr;
using base::trf;

namespace {

struct Rule {
    const char* code;
    void (*find)(const Plan& plan, Findings& findings);
};

constexpr Rule rules[] = {
    {"no-cause", find_no_cause},                   // A problem without a cause
    {"no-action", find_no_action},                 // A cause without an action
    {"no-owner", find_no_owner},                   // An action that nobody leads
    {"no-goal", find_no_goal},                     // An action without a goal
    {"no-schedule", find_no_schedule},             // An action without a time
    {"unmeasurable-goal", find_unmeasurable_goal}, // A goal with neither a measure nor a number
    {"timeless-goal", find_timeless_goal},         // A goal with no time by which it is to be reached
    {"effect-order", find_effect_order},           // An action after a slower one under the same problem
    {"target-year-drift", find_target_year_drift}, // One target with different years
    {"row-reference", find_row_reference},         // "See row 8"
    {"early-follow-up", find_early_follow_up},     // A follow-up in a plan that is not decided
    {"late-approval", find_late_approval},         // Minutes approved later than the law allows
    {"late-announcement", find_late_announcement}, // An approval announced later than the law allows
    {"named-person", find_named_person},           // A person where a role is meant
    {"unused-owner", find_unused_owner},           // An owner with nothing to do
    {"unused-place", find_unused_place},           // A place that no problem and no target is about
    {"unused-group", find_unused_group},           // A group that no problem is about
    {"unused-resource", find_unused_resource},     // A resource that no action cites
};

void find_needless_silences(const Plan& plan, Findings& findings) {
    const auto check = [&](const std::vector<Silence>& silences) {
        for (const auto& silence : silences)
            if (!findings.has_silenced(silence))
                findings.add(silence.remark.span, trf("there is no remark '{}' here to silence", silence.remark.value),
                             tr("remove this silence"));
    };
    check(plan.silence);
    for (const auto& owner : plan.owner)
        check(owner.silence);
    for (const auto& target : plan.target)
        check(target.silence);
    for (const auto& area : plan.area) {
        check(area.silence);
        for (const auto& problem : area.problem) {
            check(problem.silence);
            for (const auto& cause : problem.cause)
                check(cause.silence);
        }
    }
    for_each_row(plan, [&](const Row& row) {
        check(row.action.silence);
        for (const auto& goal : row.action.goal)
            check(goal.silence);
    });
}

const Silence* find_silence(const std::vector<Silence>& silences, std::string_view code) {
    const auto found =
        std::find_if(silences.begin(), silences.end(), [&](const Silence& each) { return each.remark.value == code; });
    return found == silences.end() ? nullptr : &*found;
}

} // namespace

void Findings::begin(std::string_view code) {
    code_ = code;
    of_plan_ = find_silence(plan_.silence, code);
}

void Findings::add(Span span, std::string message, std::string hint,
                   std::initializer_list<const std::vector<Silence>*> silences) {
    const Silence* silence = nullptr;
    for (const auto* list : silences)
        if (silence == nullptr)
            silence = find_silence(*list, code_);
    if (silence == nullptr)
        silence = of_plan_;
    if (silence != nullptr) {
        used_.insert(silence);
        return;
    }
    diagnostics_.push_back({.severity = base::Severity::remark,
                            .code = std::string(code_),
                            .span = span,
                            .message = std::move(message),
                            .hint = std::move(hint)});
}

base::Diagnostics remarks(const Plan& plan) {
    base::Diagnostics diagnostics;
    Findings findings(plan, diagnostics);
    for (const auto& rule : rules) {
        findings.begin(rule.code);
        rule.find(plan, findings);
    }
    findings.begin("needless-silence");
    find_needless_silences(plan, findings);
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.span.source, a.span.line, a.span.column) < std::tuple(b.span.source, b.span.line, b.span.column);
    });
    return diagnostics;
}

const std::vector<std::string>& remark_codes() {
    static const std::vector<std::string> codes = [] {
        std::vector<std::string> all;
        for (const auto& rule : rules)
            all.emplace_back(rule.code);
        return all;
    }();
    return codes;
}

} // namespace planpaket::plan
