#pragma once

/// From a plan to the files of a version, and back.

#include "archive/store.h"
#include "archive/writing.h"
#include "base/failure.h"
#include "making/documents.h"
#include "making/format.h"
#include "making/kit.h"
#include "making/load.h"
#include "making/manifest.h"

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

namespace planpaket::keeping {

inline constexpr const char* stored_plan = "plan";                 ///< The folder of the plan's files.
inline constexpr const char* stored_templates = "templates";       ///< Of the templates and the style.
inline constexpr const char* stored_documents = "documents";       ///< Of the package, with its manifest.json.
inline constexpr const char* stored_signed = "signed";             ///< Of what people have signed or added.
inline constexpr const char* stored_distribution = "distribution"; ///< Of the records of what was sent to whom.
inline constexpr const char* stored_decisions = "decisions.json";
inline constexpr const char* stored_log = "log.json";

/// Whether a file of a version stands in one of those folders.
bool is_in(const std::string& path, const char* folder);

/// Where the plan's main file stands in a version, as the package's manifest says; empty if it does not.
std::string main_file(const base::Result<making::Manifest>& manifest);

/// A plan that documents can be made from, and what they are made with.
struct Source {
    making::LoadedPlan plan;
    making::Kit kit;
};

/// Reads plan, templates, style, and what the formats need.
std::expected<Source, base::Failure> read_source(const base::World& world, base::Sources& sources, const std::string& templates,
                                                 const std::string& path, const making::Formats& formats);

/// The plan's files, templates and style as they stand in a version. Error: "changed-file", if one is not as it was read.
base::Result<std::vector<archive::NewFile>> source_files(const base::World& world, const Source& source,
                                                         const std::string& templates);

/// A package as it stands in a version.
struct MadePackage {
    std::vector<archive::NewFile> files;
    base::Diagnostics missing; ///< Why it has fewer formats than asked for: a program that is not installed.
};

/// Makes the package of all documents. Uses the plan up.
base::Result<MadePackage> make_package(Source& source, const making::Formats& formats, std::size_t jobs,
                                       const base::Progress& progress = {});

/// A package that was made before, with what people have put into it. Errors: "unreadable-file", "stale-package" (it is not
/// whole, or was not made from these files).
base::Result<std::vector<archive::NewFile>> read_package(const std::string& folder, const std::vector<archive::NewFile>& sources);

} // namespace planpaket::keeping
