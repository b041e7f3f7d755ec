#pragma once

/// Plans that are compared: a file, or a version in the store.

#include "cli/command.h"
#include "making/load.h"

#include <expected>
#include <string>

namespace planpaket::cli {

/// A plan that can be read, and how the command line named it.
struct ComparedPlan {
    std::string name; ///< "plan.toml", "hasselby-vallingby-2025 v2"
    making::LoadedPlan loaded;
};

/// Whether a word of the command line names a version (`PLAN-ID@v2`, `PLAN-ID@` for the latest, or `v2`) and not a file.
bool names_version(const std::string& word);

/// Reads a plan file, or the plan that a version in the store holds, with all its files. `v2` alone is a version of the plan
/// `id`. What is wrong is reported, and the outcome given.
std::expected<ComparedPlan, Outcome> load_compared(const std::string& word, const std::string& id, const std::string& store,
                                                   making::Shelf& shelf, Context& context);

} // namespace planpaket::cli
