#pragma once

#include "base/diagnostic.h"
#include "collation/collation.h"
#include "compose/compose.h"
#include "making/shelf.h"
#include "plan/plan.h"

#include <memory>
#include <string>
#include <vector>

namespace planpaket::making {

/// A plan that another is compared with.
struct EarlierPlan {
    plan::Plan plan;
    std::vector<ReadFile> files; ///< By their paths from its main file.
};

/// A plan as read, with its templates, and all that is wrong with it.
struct LoadedPlan {
    std::string path;
    plan::Plan plan;
    base::Diagnostics diagnostics;               ///< Of the plan's files: errors, and if there are none the remarks.
    base::Diagnostics template_errors;           ///< Of the templates.
    std::shared_ptr<const Shelf::Set> templates; ///< Null unless plan and templates could be read.
    std::vector<ReadFile> files;                 ///< The plan's, by their paths from its main file.
    std::shared_ptr<const EarlierPlan> earlier;  ///< What documents tell the changes from; may be null.

    std::shared_ptr<const collation::Collation> collation; ///< What it has collated, as a register of districts; may be null.

    std::vector<ReadFile> deliveries; ///< What it has collated: each delivery.json, by the id of its plan.

    /// What documents of it say that stands neither in it nor in the templates.
    compose::Facts facts() const { return {{}, earlier ? &earlier->plan : nullptr, collation.get()}; }

    /// Whether documents can be made from it.
    bool usable() const;
};

/// Reads a plan and its templates. Safe to call from several threads.
LoadedPlan load_plan(const base::World& world, base::Sources& sources, Shelf& shelf, const std::string& path);

} // namespace planpaket::making
