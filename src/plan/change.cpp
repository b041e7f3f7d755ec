#include "plan/change.h"

#include "base/names.h"

namespace planpaket::plan {

std::string_view key(Noun noun) {
    static constexpr base::Names<Noun> names{"area",      "problem", "cause", "action",   "goal",     "target",
                                             "owner",     "place",   "group", "strategy", "resource", "body",
                                             "recipient", "text",    "plan",  "sender",   "case",     "documents"};
    return names[noun];
}

std::string_view key(Field field) {
    static constexpr base::Names<Field> names{
        "id",       "title",     "subtitle",      "version",       "date",          "period",       "language",
        "text",     "kind",      "with_police",   "effect",        "when",          "lead",         "participants",
        "who",      "resources", "strategies",    "new",           "followup",      "measure",      "by",
        "place",    "group",     "area",          "name",          "label",         "organisation", "unit",
        "role",     "contact",   "url",           "language",      "definite",      "dnr",          "immediate_approval",
        "proposal", "signatory", "attestor",      "municipality",  "address",       "email",        "phone",
        "website",  "officer",   "officer_title", "officer_phone", "officer_email", "manager",      "include",
        "titles",   "documents", "formats"};
    return names[field];
}

} // namespace planpaket::plan
