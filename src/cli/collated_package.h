#pragma once

#include "cli/command.h"
#include "cli/format.h"
#include "cli/kit.h"
#include "cli/load.h"

#include <cstddef>
#include <string>

namespace planpaket::cli {

/// What came of a collation.
struct CollatedPackage {
    std::size_t files = 0; ///< With the tables, without the manifest.
    base::Diagnostics failures;
    base::Diagnostics missing; ///< A program; what needs none is there.
};

/// Makes the documents that tell of a collation and its tables, and writes them as a package into the folder `output`.
/// Precondition: `registry` has a collation and is usable.
CollatedPackage make_collated_package(LoadedPlan& registry, const Kit& kit, const Formats& formats, const std::string& output,
                                      Context& context, std::size_t jobs);

} // namespace planpaket::cli
