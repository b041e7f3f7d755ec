#include "collation/collation.h"

#include "plan/name_order.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

namespace planpaket::collation {

namespace {

/// Of "v12" the 12; nothing if it is none.
std::optional<std::size_t> number_of(const std::string& version) {
    std::size_t number = 0;
    const auto* end = version.data() + version.size();
    if (!version.starts_with('v') || std::from_chars(version.data() + 1, end, number).ptr != end)
        return std::nullopt;
    return number;
}

/// Whether the one comes from a later archived version of the same object than the other.
bool is_later(const Delivery& one, const Delivery& other) {
    const auto a = number_of(one.object_version);
    const auto b = number_of(other.object_version);
    return one.object == other.object && a && b && *a > *b;
}

/// Takes the deliveries that count into the register's order; the others are refused.
class Selection {
public:
    Selection(const plan::Plan& registry, std::vector<Delivery> deliveries, std::vector<Refused>& refused)
        : refused_(refused), chosen_(registry.district.size()) {
        std::unordered_map<std::string_view, std::size_t> districts;
        for (std::size_t i = 0; i < registry.district.size(); ++i)
            districts.emplace(registry.district[i].plan.value, i);
        for (auto& delivery : deliveries) {
            const auto found = districts.find(delivery.plan_id);
            if (found == districts.end())
                refuse(delivery, Refusal::unexpected, {});
            else
                take(std::move(delivery), chosen_[found->second]);
        }
    }

    std::vector<std::optional<Delivery>> chosen() && { return std::move(chosen_); }

private:
    void refuse(const Delivery& delivery, Refusal refusal, const std::string& reason) {
        refused_.push_back({delivery.path, delivery.name, delivery.plan_id, refusal, reason});
    }

    void take(Delivery delivery, std::optional<Delivery>& place) {
        if (!place) {
            place = std::move(delivery);
        } else if (is_later(delivery, *place)) {
            refuse(*place, Refusal::replaced, delivery.name);
            place = std::move(delivery);
        } else {
            refuse(delivery, is_later(*place, delivery) ? Refusal::replaced : Refusal::repeated, place->name);
        }
    }

    std::vector<Refused>& refused_;
    std::vector<std::optional<Delivery>> chosen_;
};

std::vector<ComparedArea> compared(const DistrictPlan& plan, const std::optional<StatedFigures>& stated) {
    std::vector<ComparedArea> areas;
    for (const auto& figures : plan.areas) {
        auto& area = areas.emplace_back(figures);
        if (!stated)
            continue;
        const auto found = std::ranges::find(*stated, figures.id, &StatedArea::id);
        if (found != stated->end())
            area.stated = *found;
        area.differs = area.stated != StatedArea{figures.id, figures.problems, figures.causes, figures.actions};
    }
    for (const auto& each : stated.value_or(StatedFigures{}))
        if (std::ranges::find(plan.areas, each.id, &AreaFigures::id) == plan.areas.end())
            areas.push_back({{each.id, each.id}, each, true});
    return areas;
}

std::vector<Finding> findings_of(const District& district, const std::vector<Refused>& refused) {
    if (district.delivery == nullptr) {
        const bool arrived = std::ranges::find(refused, district.expected->plan.value, &Refused::plan_id) != refused.end();
        return {arrived ? Finding::refused : Finding::missing};
    }
    const auto& delivery = *district.delivery;
    const auto due = district.expected->due.last_day();
    std::vector<Finding> findings;
    const auto add = [&](bool holds, Finding finding) {
        if (holds)
            findings.push_back(finding);
    };
    add(!delivery.plan, Finding::unreadable);
    if (delivery.plan) {
        add(!delivery.plan->decided, Finding::undecided);
        add(delivery.plan->decided && delivery.plan->decision_date && delivery.plan->decision_date->last_day() > due,
            Finding::decided_late);
    }
    add(delivery.date && *delivery.date > due, Finding::delivered_late);
    add(std::ranges::any_of(district.areas, &ComparedArea::differs), Finding::differing);
    add(delivery.plan && !delivery.stated, Finding::unstated);
    add(delivery.signatures == Signatures::unsigned_, Finding::unsigned_);
    add(delivery.signatures == Signatures::unproven, Finding::unproven);
    add(delivery.signatures == Signatures::invalid, Finding::invalid);
    return findings;
}

std::vector<CityArea> city_areas(const std::vector<District>& districts) {
    std::vector<CityArea> areas;
    std::unordered_map<std::string, std::size_t> position;
    for (const auto& district : districts) {
        if (!district.is_counted())
            continue;
        for (const auto& figures : district.delivery->plan->areas) {
            const auto [found, is_new] = position.emplace(folded(figures.title), areas.size());
            if (is_new)
                areas.push_back({figures.title, figures.kind});
            auto& area = areas[found->second];
            if (figures.kind == plan::AreaKind::central)
                area.kind = plan::AreaKind::central;
            area.districts += figures.problems > 0 ? 1 : 0;
            area.problems += figures.problems;
            area.causes += figures.causes;
            area.actions += figures.actions;
        }
    }
    std::ranges::stable_partition(areas, [](const auto& area) { return area.kind == plan::AreaKind::central; });
    return areas;
}

std::vector<SharedOwner> shared_owners(const std::vector<District>& districts, const std::string& language) {
    std::vector<SharedOwner> owners;
    std::unordered_map<std::string_view, std::size_t> position;
    std::vector<std::map<std::string, std::size_t>> spellings; // per owner: how many districts write its name so
    for (const auto& district : districts) {
        if (!district.is_counted())
            continue;
        const auto& plan = *district.delivery->plan;
        std::vector<bool> is_named(owners.size());
        const auto owner_of = [&](const Party& party) {
            const auto [found, is_new] = position.emplace(party.key, owners.size());
            if (is_new) {
                owners.emplace_back();
                spellings.emplace_back();
            }
            is_named.resize(owners.size());
            if (!is_named[found->second])
                ++spellings[found->second][party.name];
            is_named[found->second] = true;
            return found->second;
        };
        for (const auto& action : plan.actions) {
            std::vector<std::size_t> seen; // one party may stand in the register twice, by two ids
            const auto add = [&](const std::vector<std::size_t>& parties, std::vector<const PlannedAction*> Share::*list,
                                 std::size_t SharedOwner::*count) {
                for (const auto party : parties) {
                    const auto at = owner_of(plan.parties[party]);
                    if (std::ranges::find(seen, at) != seen.end())
                        continue;
                    seen.push_back(at);
                    auto& owner = owners[at];
                    if (owner.shares.empty() || owner.shares.back().district != &district)
                        owner.shares.push_back({&district, {}, {}});
                    (owner.shares.back().*list).push_back(&action);
                    ++(owner.*count);
                }
            };
            add(action.leads, &Share::leads, &SharedOwner::leads);
            add(action.takes_part, &Share::takes_part, &SharedOwner::takes_part);
        }
    }
    for (std::size_t i = 0; i < owners.size(); ++i)
        owners[i].name = std::ranges::max_element(spellings[i], {}, [](const auto& each) { return each.second; })->first;
    std::erase_if(owners, [](const SharedOwner& owner) { return owner.shares.size() < 2; });
    const plan::NameOrder order(language);
    std::ranges::stable_sort(owners, {}, [&](const SharedOwner& owner) { return order.key(owner.name); });
    return owners;
}

std::vector<DueGroup> due_groups(const plan::Plan& registry, const std::vector<District>& districts) {
    std::map<plan::TimeGroup, std::vector<CityAction>> groups;
    for (const auto& district : districts)
        if (district.is_counted())
            for (const auto& action : district.delivery->plan->actions)
                groups[plan::time_group(action.when, registry.from.first_day(), registry.to.last_day())].push_back(
                    {&district, &action});
    std::vector<DueGroup> out;
    for (auto& [time, actions] : groups) {
        std::ranges::stable_sort(actions, {}, [](const CityAction& each) {
            const auto deadline = each.action->when ? each.action->when->deadline() : std::nullopt;
            return deadline.value_or(std::chrono::sys_days::max());
        });
        out.push_back({time, std::move(actions)});
    }
    return out;
}

} // namespace

bool District::has(Finding finding) const {
    return std::ranges::find(findings, finding) != findings.end();
}

std::size_t Collation::counted() const {
    return static_cast<std::size_t>(std::ranges::count_if(districts, &District::is_counted));
}

bool Collation::has_deadlines() const {
    return std::ranges::any_of(due, [](const DueGroup& group) {
        return group.time.kind != plan::TimeKind::continuous && group.time.kind != plan::TimeKind::undated;
    });
}

Collation collate(const plan::Plan& registry, std::vector<Delivery> deliveries, std::vector<Refused> refused) {
    Collation out;
    out.refused = std::move(refused);
    auto chosen = Selection(registry, std::move(deliveries), out.refused).chosen();
    std::vector<std::optional<std::size_t>> places(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (chosen[i]) {
            places[i] = out.deliveries.size();
            out.deliveries.push_back(std::move(*chosen[i]));
        }
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        auto& district = out.districts.emplace_back();
        district.expected = &registry.district[i];
        district.delivery = places[i] ? &out.deliveries[*places[i]] : nullptr;
        if (district.is_counted()) {
            district.areas = compared(*district.delivery->plan, district.delivery->stated);
            for (const auto& area : district.delivery->plan->areas) {
                district.problems += area.problems;
                district.causes += area.causes;
                district.actions += area.actions;
            }
        }
        district.findings = findings_of(district, out.refused);
        out.problems += district.problems;
        out.causes += district.causes;
        out.actions += district.actions;
    }
    out.areas = city_areas(out.districts);
    out.owners = shared_owners(out.districts, registry.language.value);
    out.due = due_groups(registry, out.districts);
    return out;
}

} // namespace planpaket::collation
