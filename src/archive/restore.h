#pragma once

#include "archive/store.h"
#include "base/diagnostic.h"

#include <string>

namespace planpaket::archive {

/// Writes the files of a version into a new folder, each checked against its digest; the folder appears whole or not at all, and
/// nothing that stands there is touched. Errors: "file-exists", "unwritable", "damaged-archive".
base::Diagnostics restore(const Store& store, const StoredObject& object, const VersionBlock& version, const std::string& target);

} // namespace planpaket::archive
