#include "receiving/collation_remarks.h"

#include "base/errors.h"
#include "base/translate.h"

#include <optional>

namespace planpaket::receiving {

using base::tr;
using base::trf;
using collation::Finding;
using collation::Refusal;

namespace {

/// Nothing where an error tells it already.
std::optional<std::string> message(const collation::District& district, Finding finding) {
    const auto& name = district.expected->name.value;
    switch (finding) {
    case Finding::missing:
        return trf("{}: no plan has arrived", name);
    case Finding::undecided:
        return trf("{}: the plan is not decided", name);
    case Finding::decided_late:
        return trf("{}: the plan was decided {}, after {}", name, plan::to_string(*district.delivery->plan->decision_date),
                   plan::to_string(district.expected->due));
    case Finding::delivered_late:
        return trf("{}: the plan was sent after {}", name, plan::to_string(district.expected->due));
    case Finding::differing:
        return trf("{}: the summary states other figures than the plan", name);
    case Finding::unstated:
        return trf("{}: there is no summary whose figures could be compared", name);
    case Finding::unsigned_:
        return trf("{}: no document is signed", name);
    case Finding::unproven:
        return trf("{}: nothing proves who signed", name);
    case Finding::refused:
    case Finding::unreadable:
    case Finding::invalid:
        return std::nullopt;
    }
    return std::nullopt;
}

base::Diagnostics refusal(const collation::Refused& refused) {
    switch (refused.refusal) {
    case Refusal::foreign:
    case Refusal::broken:
    case Refusal::newer:
    case Refusal::replaced:
        return {};
    case Refusal::unexpected:
        return {base::error("unexpected-plan", trf("{}: no district is to deliver the plan '{}'", refused.path, refused.plan_id),
                            tr("if one is, write that id into its [[district]]"))};
    case Refusal::repeated:
        return {base::error(
            "repeated-delivery",
            trf("{}: is of the plan '{}', as {} is, and is not known to be later", refused.path, refused.plan_id, refused.reason),
            tr("take the one away that is not to count"))};
    }
    return {};
}

} // namespace

base::Diagnostics tell(const collation::Collation& city) {
    base::Diagnostics out;
    for (const auto& refused : city.refused)
        for (auto& error : refusal(refused))
            out.push_back(std::move(error));
    for (const auto& district : city.districts)
        for (const auto finding : district.findings)
            if (auto words = message(district, finding))
                out.push_back({base::Severity::remark,
                               std::string("district-") + name(finding),
                               district.expected->span,
                               std::move(*words),
                               {}});
    return out;
}

} // namespace planpaket::receiving
