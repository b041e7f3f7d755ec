#pragma once

/// What may stand between `{{` and `}}`. docs/templates.md describes every name; a test holds the two together.

#include "compose/composition.h"

#include <span>
#include <string_view>

namespace planpaket::compose {

/// A value inside a text: `{{ plan.title }}`.
struct Placeholder {
    std::string_view name;
    document::Inlines (*value)(Composition&);
};
std::span<const Placeholder> placeholders();

/// Finds `body.definite`, and also `Body.definite`: the same value with a capital first letter.
const Placeholder* find_placeholder(std::string_view name);

/// The value of a placeholder, by either form of its name. Precondition: find_placeholder finds it.
document::Inlines placeholder_value(std::string_view name, Composition& composition);

/// A generated part, in a paragraph of its own: `{{ area-tables }}`. As a condition it holds when the part has something to say.
struct Directive {
    std::string_view name;
    document::Blocks (*make)(Composition&);
    bool (*has_something)(Composition&);
};
std::span<const Directive> directives();
const Directive* find_directive(std::string_view name);

/// A condition that is neither of these: `{{ if decided }}`.
struct Condition {
    std::string_view name;
    bool (*holds)(Composition&);
};
std::span<const Condition> conditions();
const Condition* find_condition(std::string_view name);

/// Whether a name is a text of the plan, which is prose: `text.background`, `decision.text`.
bool is_prose(std::string_view name);

/// The name most like this one, among all that may stand there.
std::optional<std::string> nearest_name(std::string_view name, bool as_condition);

} // namespace planpaket::compose
