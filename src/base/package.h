#pragma once

/// A package is a folder whose files belong together. It is written whole beside its final place and then put there in one step,
/// so that whoever looks, whenever, and whatever was killed in between, sees the old package or the new one.

#include "base/bytes.h"
#include "base/diagnostic.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::base {

struct PackageFile {
    std::string name;
    Bytes bytes;
};

struct PackagePlace {
    std::string output; ///< The folder that packages stand in; made if absent.
    std::string name;   ///< Of the package's own folder. Precondition: no slash, no leading dot.
    /// The name of the file by which a package is known as one of ours.
    std::string manifest;
    /// The names of the files that a manifest lists; nothing if the text is not a manifest of ours.
    std::function<std::optional<std::vector<std::string>>(const std::string&)> listed;
    /// Whether the file system is asked to swap two folders in one step. Where it cannot, the old folder is first moved aside:
    /// killed just then, the next run moves it back.
    bool exchange = true;
};

/// Writes the package, in the place of an older one. Nothing else is ever replaced: a folder without a manifest of ours is
/// refused
/// ("not-a-package"); files that people have put into an old package go along into the new one. Waits for another writer of the
/// same package; clears away what killed runs left. Every file and folder has reached the disk when this returns. Errors:
/// "unwritable", "not-a-package"; the old package is then as it was. Empty when all went well.
Diagnostics write_package(const PackagePlace& place, const std::vector<PackageFile>& files);

} // namespace planpaket::base
