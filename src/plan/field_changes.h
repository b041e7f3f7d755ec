#pragma once

/// Comparing two items of one kind, field by field.

#include "plan/change.h"

#include <functional>

namespace planpaket::plan {

struct FieldChange {
    Field field;
    Value was, is;
};

/// What field by field differs.
struct FieldRules {
    /// Whether a reference of the earlier plan and one of the later point to the same.
    std::function<bool(Noun noun, const std::string& before, const std::string& after)> same;
    bool next_plan = false; ///< The later plan is not another version of the earlier one, but the one after it.
};

/// In the order of plan.h. Precondition: the items are of the same kind.
std::vector<FieldChange> field_changes(const Item& before, const Item& after, const FieldRules& rules);

/// What an item is known by if not by its id: its name or title, and its words.
std::string content(const Item& item);

} // namespace planpaket::plan
