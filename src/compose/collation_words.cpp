#include "compose/collation_words.h"

namespace planpaket::compose {

const std::string& finding_words(const Terms& terms, collation::Finding finding) {
    using collation::Finding;
    switch (finding) {
    case Finding::missing:
        return terms.finding_missing;
    case Finding::refused:
        return terms.finding_refused;
    case Finding::unreadable:
        return terms.finding_unreadable;
    case Finding::undecided:
        return terms.finding_undecided;
    case Finding::decided_late:
        return terms.finding_decided_late;
    case Finding::delivered_late:
        return terms.finding_delivered_late;
    case Finding::differing:
        return terms.finding_differing;
    case Finding::unstated:
        return terms.finding_unstated;
    case Finding::unsigned_:
        return terms.finding_unsigned;
    case Finding::unproven:
        return terms.finding_unproven;
    case Finding::invalid:
        return terms.finding_invalid;
    }
    return terms.finding_missing;
}

const std::string& signatures_words(const Terms& terms, collation::Signatures signatures) {
    using collation::Signatures;
    switch (signatures) {
    case Signatures::unsigned_:
        return terms.signatures_unsigned;
    case Signatures::valid:
        return terms.signatures_valid;
    case Signatures::unproven:
        return terms.signatures_unproven;
    case Signatures::invalid:
        return terms.signatures_invalid;
    }
    return terms.signatures_unsigned;
}

std::string refusal_words(const Terms& terms, const collation::Refused& refused) {
    using collation::Refusal;
    switch (refused.refusal) {
    case Refusal::foreign:
        return terms.refusal_foreign;
    case Refusal::broken:
        return terms.refusal_broken;
    case Refusal::newer:
        return terms.refusal_newer;
    case Refusal::unexpected:
        return fill(terms.refusal_unexpected, {{"plan", refused.plan_id}});
    case Refusal::repeated:
        return fill(terms.refusal_repeated, {{"delivery", refused.reason}});
    case Refusal::replaced:
        return fill(terms.refusal_replaced, {{"delivery", refused.reason}});
    }
    return {};
}

} // namespace planpaket::compose
