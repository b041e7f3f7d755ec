#include "plan/figures.h"

#include <algorithm>
#include <memory>
#include <unicode/coll.h>

namespace planpaket::plan {

namespace {

/// Names in the order of a language's dictionaries, with numbers by their value.
class NameOrder {
public:
    explicit NameOrder(const std::string& language) {
        UErrorCode status = U_ZERO_ERROR;
        collator_.reset(icu::Collator::createInstance(icu::Locale::forLanguageTag(language, status), status));
        if (U_FAILURE(status))
            collator_.reset();
        else
            collator_->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    }

    /// A string of bytes that sorts as the name does.
    std::string key(const std::string& name) const {
        if (!collator_)
            return name;
        const auto text = icu::UnicodeString::fromUTF8(name);
        std::string bytes(static_cast<std::size_t>(collator_->getSortKey(text, nullptr, 0)), '\0');
        collator_->getSortKey(text, reinterpret_cast<std::uint8_t*>(bytes.data()), static_cast<std::int32_t>(bytes.size()));
        return bytes;
    }

private:
    std::unique_ptr<icu::Collator> collator_;
};

} // namespace

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
