#include "compose/vocabulary.h"

#include "base/nearest.h"

#include <algorithm>
#include <array>

namespace planpaket::compose {

namespace {

constexpr std::array all{
    Condition{"body", [](Composition& c) { return c.body != nullptr; }},
    Condition{"decided", [](Composition& c) { return c.state.decided; }},
    Condition{"decision", [](Composition& c) { return c.decision != nullptr; }},
    Condition{"decision.adopts",
              [](Composition& c) {
                  return c.decision != nullptr && (c.decision->outcome == plan::Outcome::decided ||
                                                   c.decision->outcome == plan::Outcome::decided_with_changes);
              }},
    Condition{"decision.immediate-approval",
              [](Composition& c) { return c.decision != nullptr && c.decision->immediate_approval; }},
    Condition{"draft", [](Composition& c) { return !c.state.decided; }},
    Condition{"earlier", [](Composition& c) { return c.facts.earlier != nullptr; }},
    Condition{"followed-up",
              [](Composition& c) {
                  return std::ranges::any_of(c.placed(),
                                             [](const plan::PlacedAction& placed) { return placed.action->followup != nullptr; });
              }},
    Condition{"immediate-approval", [](Composition& c) { return c.body != nullptr && c.body->immediate_approval; }},
};

} // namespace

std::span<const Condition> conditions() {
    return all;
}

const Condition* find_condition(std::string_view name) {
    const auto found = std::ranges::find(all, name, &Condition::name);
    return found == all.end() ? nullptr : &*found;
}

bool is_prose(std::string_view name) {
    constexpr std::string_view own = "text.";
    if (name == "decision.text")
        return true;
    if (!name.starts_with(own) || name.size() == own.size())
        return false;
    return std::ranges::all_of(name.substr(own.size()),
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<std::string> nearest_name(std::string_view name, bool as_condition) {
    std::vector<std::string> names;
    for (const auto& item : placeholders())
        names.emplace_back(item.name);
    for (const auto& item : directives())
        names.emplace_back(item.name);
    for (const auto* item : {"if", "else", "end", "decision.text"})
        names.emplace_back(item);
    if (as_condition)
        for (const auto& item : conditions())
            names.emplace_back(item.name);
    return base::nearest(name, names);
}

} // namespace planpaket::compose
