#include "collation/collation.h"

namespace planpaket::collation {

const char* name(Finding finding) {
    switch (finding) {
    case Finding::missing:
        return "missing";
    case Finding::refused:
        return "refused";
    case Finding::unreadable:
        return "unreadable";
    case Finding::undecided:
        return "undecided";
    case Finding::decided_late:
        return "decided-late";
    case Finding::delivered_late:
        return "delivered-late";
    case Finding::differing:
        return "differing";
    case Finding::unstated:
        return "unstated";
    case Finding::unsigned_:
        return "unsigned";
    case Finding::unproven:
        return "not-proven";
    case Finding::invalid:
        return "invalid";
    }
    return "";
}

const char* name(Refusal refusal) {
    switch (refusal) {
    case Refusal::foreign:
        return "foreign";
    case Refusal::broken:
        return "broken";
    case Refusal::newer:
        return "newer";
    case Refusal::unexpected:
        return "unexpected";
    case Refusal::repeated:
        return "repeated";
    case Refusal::replaced:
        return "replaced";
    }
    return "";
}

const char* name(Signatures signatures) {
    switch (signatures) {
    case Signatures::unsigned_:
        return "unsigned";
    case Signatures::valid:
        return "valid";
    case Signatures::unproven:
        return "not-proven";
    case Signatures::invalid:
        return "invalid";
    }
    return "";
}

} // namespace planpaket::collation
