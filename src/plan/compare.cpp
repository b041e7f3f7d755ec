#include "plan/compare.h"

#include "plan/field_changes.h"
#include "plan/outline.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace planpaket::plan {

namespace {

using Outline = std::vector<OutlineEntry>;
using Index = std::size_t;

/// Whether readers see in which order these stand.
bool has_order(Noun noun) {
    switch (noun) {
    case Noun::area:
    case Noun::problem:
    case Noun::cause:
    case Noun::action:
    case Noun::goal:
    case Noun::strategy:
    case Noun::resource:
        return true;
    case Noun::target:
    case Noun::owner:
    case Noun::place:
    case Noun::group:
    case Noun::body:
    case Noun::recipient:
    case Noun::text:
    case Noun::plan:
    case Noun::sender:
    case Noun::matter:
    case Noun::documents:
        return false;
    }
    return false;
}

/// For each position whether it is outside the longest rising sequence: what has to move so that the others keep their order.
std::vector<bool> out_of_order(const std::vector<Index>& values) {
    std::vector<Index> ends;                            // of the best sequence of each length, as positions
    std::vector<Index> before(values.size(), no_entry); // in the best sequence that ends here
    for (Index i = 0; i < values.size(); ++i) {
        const auto place = std::ranges::lower_bound(ends, values[i], {}, [&](Index at) { return values[at]; });
        if (place != ends.begin())
            before[i] = *(place - 1);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    std::vector<bool> moved(values.size(), true);
    for (auto at = ends.empty() ? no_entry : ends.back(); at != no_entry; at = before[at])
        moved[at] = false;
    return moved;
}

struct Key {
    Noun noun;
    std::string_view text;
    bool operator==(const Key&) const = default;
};
struct KeyHash {
    std::size_t operator()(const Key& key) const {
        return std::hash<std::string_view>{}(key.text) * 31 + static_cast<std::size_t>(key.noun);
    }
};

class Differences {
public:
    Differences(const Plan& before, const Plan& after)
        : before_(outline(before)), after_(outline(after)), to_after_(before_.size(), no_entry),
          to_before_(after_.size(), no_entry) {
        rules_.next_plan = before.id.value != after.id.value;
        rules_.same = [this](Noun noun, const std::string& was, const std::string& is) {
            if (was == is)
                return true;
            const auto found = new_ids_.find({noun, was});
            return found != new_ids_.end() && found->second == is;
        };
    }

    std::vector<Change> list() {
        pair_by_id();
        pair_by_content();
        add_present();
        add_removed();
        std::ranges::stable_sort(out_, {}, &Placed::order);
        std::vector<Change> changes;
        changes.reserve(out_.size());
        for (auto& each : out_)
            changes.push_back(std::move(each.change));
        return changes;
    }

private:
    /// Where in the list an entry stands: its section, the later plan's item at or before it, what is gone after it.
    using Order = std::tuple<Index, Index, bool>;
    struct Placed {
        Order order;
        Change change;
    };

    void pair(Index was, Index is) {
        to_after_[was] = is;
        to_before_[is] = was;
    }

    void pair_by_id() {
        std::unordered_map<Key, Index, KeyHash> places;
        places.reserve(before_.size());
        for (Index i = 0; i < before_.size(); ++i)
            places.emplace(Key{before_[i].noun, before_[i].id}, i);
        for (Index i = 0; i < after_.size(); ++i)
            if (const auto found = places.find({after_[i].noun, after_[i].id}); found != places.end())
                pair(found->second, i);
    }

    /// What only one of the left-over items on each side holds is the same item with another id.
    void pair_by_content() {
        struct Holders {
            std::vector<Index> before, after;
        };
        std::map<std::pair<Noun, std::string>, Holders> left;
        for (Index i = 0; i < before_.size(); ++i)
            if (to_after_[i] == no_entry)
                left[{before_[i].noun, content(before_[i].item)}].before.push_back(i);
        if (left.empty())
            return;
        for (Index i = 0; i < after_.size(); ++i)
            if (to_before_[i] == no_entry)
                if (const auto found = left.find({after_[i].noun, content(after_[i].item)}); found != left.end())
                    found->second.after.push_back(i);
        for (const auto& [what, holders] : left)
            if (holders.before.size() == 1 && holders.after.size() == 1) {
                pair(holders.before.front(), holders.after.front());
                new_ids_.emplace(std::pair(what.first, std::string(before_[holders.before.front()].id)),
                                 after_[holders.after.front()].id);
            }
    }

    static Standing standing(const Outline& outline, Index at) {
        Standing out;
        out.item = outline[at].item;
        for (auto i = at; i != no_entry; i = outline[i].parent) {
            const auto& item = outline[i].item;
            if (const auto* area = std::get_if<const Area*>(&item)) {
                out.area = *area;
                out.area_number = outline[i].number;
            } else if (const auto* problem = std::get_if<const Problem*>(&item)) {
                out.problem = *problem;
            } else if (const auto* cause = std::get_if<const Cause*>(&item)) {
                out.cause = *cause;
            } else if (const auto* action = std::get_if<const Action*>(&item)) {
                out.action = *action;
                out.action_number = outline[i].number;
            }
        }
        return out;
    }

    /// What stands in each that is on one side alone, from the innermost outwards.
    static std::vector<Extent> extents(const Outline& outline, const std::vector<Index>& pairs) {
        std::vector<Extent> out(outline.size());
        for (auto i = outline.size(); i-- > 0;) {
            const auto parent = outline[i].parent;
            if (pairs[i] != no_entry || parent == no_entry)
                continue;
            auto& sum = out[parent];
            sum.problems += out[i].problems + (outline[i].noun == Noun::problem ? 1 : 0);
            sum.causes += out[i].causes + (outline[i].noun == Noun::cause ? 1 : 0);
            sum.actions += out[i].actions + (outline[i].noun == Noun::action ? 1 : 0);
            sum.goals += out[i].goals + (outline[i].noun == Noun::goal ? 1 : 0);
        }
        return out;
    }

    /// The siblings that both plans have in this place, in the later plan's order, go out of the earlier one's order least.
    std::vector<bool> reordered() const {
        std::map<std::pair<Index, Noun>, std::vector<Index>> families;
        for (Index i = 0; i < after_.size(); ++i)
            if (to_before_[i] != no_entry && has_order(after_[i].noun) && !is_elsewhere(i))
                families[{after_[i].parent, after_[i].noun}].push_back(i);
        std::vector<bool> moved(after_.size());
        for (const auto& [family, members] : families) {
            std::vector<Index> order;
            for (const auto i : members)
                order.push_back(to_before_[i]);
            const auto out = out_of_order(order);
            for (Index i = 0; i < members.size(); ++i)
                moved[members[i]] = out[i];
        }
        return moved;
    }

    bool is_elsewhere(Index is) const {
        const auto was_in = before_[to_before_[is]].parent;
        return was_in != no_entry && to_after_[was_in] != after_[is].parent;
    }

    /// The sections are those of the later plan's areas, each followed by one for areas that stood after it and are gone; then
    /// those of the other nouns.
    static Index section(const Outline& outline, Index at) {
        const auto area = outline[at].area;
        return area == no_entry ? no_entry - 100 + static_cast<Index>(outline[at].noun) : 2 * outline[area].number;
    }

    /// The item just before, under the same parent.
    static Item follows(const Outline& outline, Index at) {
        for (auto i = at; i-- > 0 && i != outline[at].parent;)
            if (outline[i].parent == outline[at].parent && outline[i].noun == outline[at].noun)
                return outline[i].item;
        return {};
    }

    void add(Index is, ChangeKind kind, const std::function<void(Change&)>& complete) {
        Change change;
        change.kind = kind;
        change.noun = after_[is].noun;
        change.id = after_[is].id;
        if (const auto was = to_before_[is]; was != no_entry)
            change.before = standing(before_, was);
        change.after = standing(after_, is);
        complete(change);
        out_.push_back({Order(section(after_, is), is, false), std::move(change)});
    }

    void add_present() {
        const auto moved = reordered();
        const auto extent = extents(after_, to_before_);
        for (Index i = 0; i < after_.size(); ++i) {
            const auto was = to_before_[i];
            if (was == no_entry) {
                const auto parent = after_[i].parent;
                if (parent == no_entry || to_before_[parent] != no_entry)
                    add(i, ChangeKind::added, [&](Change& change) { change.extent = extent[i]; });
                continue;
            }
            if (const bool elsewhere = is_elsewhere(i); elsewhere || moved[i])
                add(i, ChangeKind::moved, [&](Change& change) {
                    change.elsewhere = elsewhere;
                    change.before.follows = follows(before_, was);
                    change.after.follows = follows(after_, i);
                });
            if (before_[was].id != after_[i].id)
                add(i, ChangeKind::changed, [&](Change& change) {
                    change.was = before_[was].id;
                    change.is = after_[i].id;
                });
            for (const auto& [field, old_value, new_value] : field_changes(before_[was].item, after_[i].item, rules_))
                add(i, ChangeKind::changed, [&](Change& change) {
                    change.field = field;
                    change.was = old_value;
                    change.is = new_value;
                });
        }
    }

    void add_removed() {
        const auto extent = extents(before_, to_after_);
        Index last_section = 0;                // of the areas that are still there
        std::unordered_map<Index, Index> last; // by section the later plan's item that is the last so far
        for (Index i = 0; i < before_.size(); ++i) {
            const auto [noun, id, item, parent, area, number] = before_[i];
            const bool area_gone = area != no_entry && to_after_[area] == no_entry;
            const auto in = area == no_entry ? section(before_, i)
                            : area_gone      ? last_section + 1
                                             : section(after_, to_after_[area]);
            if (const auto is = to_after_[i]; is != no_entry) {
                if (noun == Noun::area)
                    last_section = in;
                if (section(after_, is) == in)
                    last[in] = is;
                continue;
            }
            if (parent != no_entry && to_after_[parent] == no_entry)
                continue;
            Change change;
            change.kind = ChangeKind::removed;
            change.noun = noun;
            change.id = id;
            change.before = standing(before_, i);
            if (area != no_entry && !area_gone) {
                change.after = standing(after_, to_after_[area]);
                change.after.item = {};
            }
            change.extent = extent[i];
            out_.push_back({Order(in, last[in], true), std::move(change)});
        }
    }

    Outline before_, after_;
    std::vector<Index> to_after_, to_before_; ///< By place in one outline the place of the same item in the other.
    std::map<std::pair<Noun, std::string>, std::string> new_ids_;
    FieldRules rules_;
    std::vector<Placed> out_;
};

} // namespace

std::string Standing::number() const {
    if (area_number == 0)
        return {};
    return action_number == 0 ? std::to_string(area_number) : std::to_string(area_number) + "." + std::to_string(action_number);
}

std::vector<Change> changes(const Plan& before, const Plan& after) {
    return Differences(before, after).list();
}

} // namespace planpaket::plan
