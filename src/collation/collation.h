#pragma once

/// A collation puts the plans that many districts have delivered together: what each counts, what they have in common, and what
/// is missing, late or contradictory. It is a function of the register and the deliveries, and knows neither files nor words.

#include "collation/district_plan.h"
#include "collation/stated_figures.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::collation {

/// What holds of the signatures in a delivery: of those of all its documents the worst. In the order of what outweighs what.
enum class Signatures {
    unsigned_, ///< No document is signed.
    valid,
    unproven, ///< Whole, but nothing proves who signed.
    invalid,
};

/// A delivery that holds together.
struct Delivery {
    std::string path;                          ///< As messages name it.
    std::string name;                          ///< As documents name it: without folders.
    std::string plan_id, plan_title, version;  ///< As the delivery says.
    std::string object, object_version;        ///< The archived version that it comes from: "v2".
    std::string sha256;                        ///< Of its delivery.json, which has the digest of every file.
    std::size_t size = 0;                      ///< Of its delivery.json.
    std::optional<std::chrono::sys_days> date; ///< When it was sent, where that is known.
    Signatures signatures = Signatures::unsigned_;
    std::optional<DistrictPlan> plan;    ///< Nothing if the plan does not read.
    std::optional<StatedFigures> stated; ///< By its summary; nothing if that states none, or there is no summary.
};

/// A delivery that is not counted.
enum class Refusal {
    foreign,    ///< It is no delivery of planpaket's.
    broken,     ///< It does not hold together.
    newer,      ///< Made by a later planpaket than this one understands.
    unexpected, ///< Of a plan that the register does not have.
    repeated,   ///< The same as another, or not known to be newer.
    replaced,   ///< Another has a later version of the plan. Nothing is wrong with it.
};
struct Refused {
    std::string path, name;
    std::string plan_id; ///< Empty where it is not known.
    Refusal refusal = Refusal::foreign;
    std::string reason; ///< Of a repeated or replaced one the name of the delivery that counts.
};

/// What the preparation group has to ask a district about.
enum class Finding {
    missing,        ///< Nothing was delivered.
    refused,        ///< What was delivered cannot be used.
    unreadable,     ///< What was delivered is not a plan that reads.
    undecided,      ///< The plan is not decided.
    decided_late,   ///< It was decided after the day.
    delivered_late, ///< It was sent after the day.
    differing,      ///< Its summary says something else than its plan.
    unstated,       ///< Its summary states no figures, or there is none.
    unsigned_,      ///< No document is signed.
    unproven,       ///< Nothing proves who signed.
    invalid,        ///< A signature does not hold.
};

/// "decided-late", "not-proven", "repeated": for programs.
const char* name(Finding finding);
const char* name(Refusal refusal);
const char* name(Signatures signatures);

/// What a plan counts of an area, beside what its summary says.
struct ComparedArea {
    AreaFigures figures;              ///< Zeros when only the summary has the area, and its id for a title.
    std::optional<StatedArea> stated; ///< Nothing when the summary lacks the area.
    bool differs = false;             ///< Never when no figures are stated at all.
};

struct District {
    const plan::District* expected = nullptr; ///< Of the register.
    const Delivery* delivery = nullptr;       ///< The one that counts; null if there is none.
    std::vector<Finding> findings;            ///< In the order of the enumeration.
    std::vector<ComparedArea> areas;
    std::size_t problems = 0, causes = 0, actions = 0;

    bool has(Finding finding) const;
    /// Whether there is a plan to count.
    bool is_counted() const { return delivery != nullptr && delivery->plan; }
};

/// An area in all plans: the areas with the same folded title.
struct CityArea {
    std::string title; ///< As the first district writes it.
    plan::AreaKind kind = plan::AreaKind::central;
    std::size_t districts = 0; ///< That have a problem in it.
    std::size_t problems = 0, causes = 0, actions = 0;
};

/// An action in a district's plan.
struct CityAction {
    const District* district = nullptr;
    const PlannedAction* action = nullptr;
};

/// What an owner does in one district.
struct Share {
    const District* district = nullptr;
    std::vector<const PlannedAction*> leads, takes_part; ///< In the plan's order.
};

/// An owner that leads or takes part in actions of two or more districts.
struct SharedOwner {
    std::string name;          ///< As most districts write it; of several such ways the first by byte.
    std::vector<Share> shares; ///< In the register's order.
    std::size_t leads = 0, takes_part = 0;
};

/// What is due in one group of time.
struct DueGroup {
    plan::TimeGroup time;
    std::vector<CityAction> actions; ///< By deadline, then in the register's and the plans' order.
};

struct Collation {
    std::vector<Delivery> deliveries; ///< Those that count, in the register's order.
    std::vector<Refused> refused;     ///< In the order given.
    std::vector<District> districts;  ///< In the register's order.
    std::vector<CityArea> areas;      ///< Central ones first, else in the order met.
    std::vector<SharedOwner> owners;  ///< In the collation order of the register's language.
    std::vector<DueGroup> due;
    std::size_t problems = 0, causes = 0, actions = 0;

    Collation() = default;
    Collation(Collation&&) noexcept = default; ///< What points into the lists goes on pointing there.
    Collation& operator=(Collation&&) noexcept = default;
    Collation(const Collation&) = delete;
    Collation& operator=(const Collation&) = delete;
    ~Collation() = default;

    std::size_t counted() const; ///< Districts with a plan to count.
    bool has_deadlines() const;  ///< Whether an action is due on a day.
};

/// Collates the deliveries for the districts of a register, which must outlive the collation. Of several deliveries of a plan the
/// latest archived version counts; where that is not known, the first.
Collation collate(const plan::Plan& registry, std::vector<Delivery> deliveries, std::vector<Refused> refused);

} // namespace planpaket::collation
