#include "plan/figures.h"
#include "plan/name_order.h"

#include <algorithm>

namespace planpaket::plan {

std::vector<OwnerEntry> owner_listing(const Plan& plan) {
    std::unordered_map<std::string_view, std::size_t> position;
    std::vector<OwnerEntry> entries;
    for (const auto& owner : plan.owner) {
        position.emplace(owner.id.value, entries.size());
        entries.push_back({&owner, {}, {}});
    }
    for (const auto& placed : placed_actions(plan)) {
        std::vector<std::size_t> seen; // An owner that leads is not listed as taking part as well.
        const auto add = [&](const std::vector<Id>& ids, std::vector<PlacedAction> OwnerEntry::*list) {
            for (const auto& id : ids) {
                const auto found = position.find(id.value);
                if (found == position.end() || std::find(seen.begin(), seen.end(), found->second) != seen.end())
                    continue;
                seen.push_back(found->second);
                (entries[found->second].*list).push_back(placed);
            }
        };
        add(placed.action->lead, &OwnerEntry::leads);
        add(placed.action->participants, &OwnerEntry::takes_part);
    }
    std::erase_if(entries, [](const OwnerEntry& entry) { return entry.leads.empty() && entry.takes_part.empty(); });

    const NameOrder order(plan.language.value);
    std::vector<std::pair<std::string, OwnerEntry>> keyed;
    for (auto& entry : entries) {
        sort_by_deadline(entry.leads);
        sort_by_deadline(entry.takes_part);
        keyed.emplace_back(order.key(entry.owner->display_name()), std::move(entry));
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    entries.clear();
    for (auto& [key, entry] : keyed)
        entries.push_back(std::move(entry));
    return entries;
}

} // namespace planpaket::plan
