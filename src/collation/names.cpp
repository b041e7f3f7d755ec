#include "collation/collation.h"

#include "base/names.h"

namespace planpaket::collation {

const char* name(Finding finding) {
    static constexpr base::Names<Finding> names{"missing",      "refused",        "unreadable", "undecided",
                                                "decided-late", "delivered-late", "differing",  "unstated",
                                                "unsigned",     "not-proven",     "invalid"};
    return names[finding];
}

const char* name(Refusal refusal) {
    static constexpr base::Names<Refusal> names{"foreign", "broken", "newer", "unexpected", "repeated", "replaced"};
    return names[refusal];
}

const char* name(Signatures signatures) {
    static constexpr base::Names<Signatures> names{"unsigned", "valid", "not-proven", "invalid"};
    return names[signatures];
}

} // namespace planpaket::collation
