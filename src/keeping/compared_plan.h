#pragma once

/// Plans that are compared: a file, or a version in the store.

#include "base/failure.h"
#include "making/load.h"

#include <expected>
#include <string>

namespace planpaket::keeping {

/// A plan that can be read, and how it was named.
struct ComparedPlan {
    std::string name; ///< "plan.toml", "hasselby-vallingby-2025 v2"
    making::LoadedPlan loaded;
};

/// Whether a word names a version (`PLAN-ID@v2`, `PLAN-ID@` for the latest, or `v2`) and not a file.
bool names_version(const std::string& word);

/// Reads a plan file, or the plan that a version in the store holds, with all its files. `v2` alone is a version of the plan
/// `id`.
std::expected<ComparedPlan, base::Failure> load_compared(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                         const std::string& store, const std::string& word,
                                                         const std::string& id);

/// Two plans, the earlier one first.
struct Comparison {
    ComparedPlan before, after;
};

/// Reads both; a version that is named without its plan is one of the other's.
std::expected<Comparison, base::Failure> load_comparison(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                         const std::string& store, const std::string& before,
                                                         const std::string& after);

} // namespace planpaket::keeping
