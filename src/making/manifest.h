#pragma once

#include "making/documents.h"
#include "making/kit.h"
#include "making/load.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::making {

inline constexpr const char* manifest_name = "manifest.json";

/// The manifest of a package, as docs/manifest.md describes it. A function of the package's content and what it was made from:
/// nothing in it tells machine, folder or time.
std::string write_manifest(const LoadedPlan& plan, const Kit& kit, const std::vector<MadeFile>& files);

/// A file as a manifest lists it.
struct ListedFile {
    std::string name;
    std::uint64_t size = 0; ///< Bytes.
    std::string sha256;
};

/// The files that a manifest lists. Errors: "not-a-package" (no manifest that planpaket wrote), "newer-package" (of a form that
/// this version does not know).
base::Result<std::vector<ListedFile>> read_manifest(const std::string& manifest);

/// The names of the files that a manifest lists; nothing if the text is not a manifest that planpaket wrote.
std::optional<std::vector<std::string>> listed_files(const std::string& manifest);

} // namespace planpaket::making
