#pragma once

#include "archive/fault.h"
#include "archive/inventory.h"
#include "archive/layout.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::archive {

inline constexpr const char* layout_file = "ocfl_layout.json";
inline constexpr const char* extensions_folder = "extensions";
/// Where a version stands while it is written.
inline constexpr const char* staging_folder = "extensions/planpaket-staging";

/// A storage root as its folders show it, before any object is looked into (OCFL 1.1, section 4).
struct StorageRoot {
    std::string path;
    std::optional<Specification> specification; ///< Nothing if it is not declared as it should be.
    std::optional<Layout> layout;               ///< Nothing if it names none that is known here.
    std::vector<std::string> objects;           ///< Folders of objects, from the root, sorted.
    Faults faults;
};

/// Reads a storage root's own files and finds its objects.
StorageRoot read_storage_root(const std::string& path);

/// Only its own files: `objects` stays empty.
StorageRoot read_root_files(const std::string& path);

} // namespace planpaket::archive
