#pragma once

#include "cli/command.h"
#include "making/making.h"

#include <cstddef>
#include <string>

namespace planpaket::cli {

/// Makes the documents that tell of a collation and its tables, and writes them as a package into the folder `output`.
/// Precondition: `registry` has a collation and is usable.
making::Package make_collated_package(making::LoadedPlan& registry, const making::Kit& kit, const making::Formats& formats,
                                      const std::string& output, Context& context, std::size_t jobs);

} // namespace planpaket::cli
