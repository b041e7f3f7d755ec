#include "compose/owners.h"

namespace planpaket::compose {

OwnerNames::OwnerNames(const plan::Plan& plan) {
    names_.reserve(plan.owner.size());
    for (const auto& owner : plan.owner)
        names_.emplace(owner.id.value, owner.display_name());
}

std::string_view OwnerNames::one(std::string_view id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? id : found->second;
}

std::string OwnerNames::joined(const std::vector<plan::Id>& ids) const {
    bool commas = false;
    for (const auto& id : ids)
        commas = commas || one(id.value).contains(',');
    std::string out;
    for (const auto& id : ids) {
        if (!out.empty())
            out += commas ? "; " : ", ";
        out += one(id.value);
    }
    return out;
}

} // namespace planpaket::compose
