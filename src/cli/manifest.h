#pragma once

#include "cli/kit.h"
#include "cli/load.h"
#include "cli/making.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::cli {

inline constexpr const char* manifest_name = "manifest.json";

/// The manifest of a package, as docs/manifest.md describes it. A function of the package's content and what it was made from:
/// nothing in it tells machine, folder or time.
std::string manifest(const LoadedPlan& plan, const Kit& kit, const std::vector<MadeFile>& files);

/// The names of the files that a manifest lists; nothing if the text is not a manifest that planpaket wrote.
std::optional<std::vector<std::string>> listed_files(const std::string& manifest);

} // namespace planpaket::cli
