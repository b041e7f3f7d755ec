#include "plan/plan.h"

#include <algorithm>

namespace planpaket::plan {

std::optional<std::chrono::sys_days> Schedule::deadline() const {
    switch (kind) {
    case ScheduleKind::date:
    case ScheduleKind::words:
        return from ? std::optional(from->last_day()) : std::nullopt;
    case ScheduleKind::span:
    case ScheduleKind::continuous:
    case ScheduleKind::line_work:
        return to ? std::optional(to->last_day()) : std::nullopt;
    }
    return std::nullopt;
}

std::string Owner::display_name() const {
    if (!name.empty())
        return name.value;
    std::string joined;
    for (const Text* part : {&role, &unit, &organisation}) {
        if (part->empty())
            continue;
        if (!joined.empty())
            joined += ", ";
        joined += part->value;
    }
    return joined;
}

template <class Item>
static const Item* find_by_id(const std::vector<Item>& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id.value == id; });
    return found == items.end() ? nullptr : &*found;
}

const Owner* find_owner(const Plan& plan, std::string_view id) {
    return find_by_id(plan.owner, id);
}

const Subject* find_place(const Plan& plan, std::string_view id) {
    return find_by_id(plan.place, id);
}

const Subject* find_group(const Plan& plan, std::string_view id) {
    return find_by_id(plan.group, id);
}

const Body* find_body(const Plan& plan, std::string_view id) {
    return find_by_id(plan.body, id);
}

const Resource* find_resource(const Plan& plan, std::string_view id) {
    return find_by_id(plan.resource, id);
}

const Strategy* find_strategy(const Plan& plan, std::string_view id) {
    return find_by_id(plan.strategy, id);
}

const Text* find_text(const Plan& plan, std::string_view name) {
    const auto found = std::find_if(plan.text.begin(), plan.text.end(), [&](const NamedText& text) { return text.name == name; });
    return found == plan.text.end() ? nullptr : &found->text;
}

} // namespace planpaket::plan
