#pragma once

/// The plan that a version of the archive holds.

#include "archive/store.h"
#include "base/memory_world.h"

#include <string>

namespace planpaket::keeping {

/// A plan's files as they stand in a version, by their paths in it.
struct StoredPlan {
    base::MemoryWorld world;
    std::string main_file; ///< "plan/plan.toml"
};

/// Errors: "no-plan-in-version", and those of Store::read.
base::Result<StoredPlan> read_stored_plan(const archive::Store& store, const archive::StoredObject& object,
                                          const std::string& version);

} // namespace planpaket::keeping
