#pragma once

/// From files to a plan: the main file, and those that it includes.

#include "base/diagnostic.h"
#include "base/source.h"
#include "plan/plan.h"
#include "toml/reader.h"

#include <functional>
#include <string>
#include <vector>

namespace planpaket::plan {

/// How the files of a plan are reached, so that tests need no disk.
struct FileAccess {
    /// A whole file; on failure its diagnostics, which get the place of whoever asked for the file.
    std::function<base::Result<std::string>(const std::string& path)> read;
    /// The path with every symbolic link followed, absolute. Not set: there are no links.
    std::function<std::string(const std::string& path)> resolve;
};

struct ReadOptions {
    std::vector<std::string> documents; ///< Names that plans may use for documents; empty: any.
    toml::Limits limits;
    toml::AskedKeys* asked = nullptr; ///< Receives every key that the format knows of the tables in the plan.
};

/// The files of a plan at `path` are added to `sources`. On failure all that is wrong, in the order of the files and lines; on
/// success every reference in the plan points to something.
base::Result<Plan> read(base::Sources& sources, const std::string& path, const FileAccess& files,
                        const ReadOptions& options = {});

} // namespace planpaket::plan
