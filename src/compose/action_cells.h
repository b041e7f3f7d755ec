#pragma once

#include "compose/composition.h"

namespace planpaket::compose {

/// The five cells that an action fills in an area's table: action, goals, when, who, follow-up.
class ActionCells {
public:
    explicit ActionCells(Composition& composition) : composition_(composition) {}

    /// Adds the cells to a row, which gets the action's id.
    void add(const plan::PlacedAction& placed, document::Row& row);

private:
    document::Cell action(const plan::PlacedAction& placed);
    document::Inlines facts(const plan::Action& action);
    document::Cell goals(const plan::Action& action);
    document::Cell who(const plan::Action& action);
    document::Cell follow_up(const plan::Action& action);

    Composition& composition_;
};

} // namespace planpaket::compose
