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

/// Something that files were made from.
struct ListedSource {
    std::string kind; ///< "plan", "template", "style", …
    std::string name;
    std::string sha256; ///< "" of a program.
};

/// What a manifest says.
struct Manifest {
    std::string program; ///< The version of planpaket that made the package.
    std::vector<ListedFile> files;
    std::vector<ListedSource> sources;

    /// The plan's main file, which is named first of the plan's; empty if none is named.
    std::string main_file() const;
};

/// Errors: "not-a-package" (no manifest that planpaket wrote), "newer-package" (of a form that this version does not know).
base::Result<Manifest> read_manifest(const std::string& text);

/// The names of the files that a manifest lists; nothing if the text is not a manifest that planpaket wrote.
std::optional<std::vector<std::string>> listed_files(const std::string& text);

} // namespace planpaket::making
