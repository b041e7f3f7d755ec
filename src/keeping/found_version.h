#pragma once

#include "archive/store.h"

#include <string>

namespace planpaket::keeping {

/// A version that somebody names.
struct FoundVersion {
    archive::Store store;
    archive::StoredObject object;
    std::string version;
};

/// The version of that name of a plan, or of an object of somebody else's store, by its id; "" is the latest. Error:
/// "not-in-store", and those of archive::Store.
base::Result<FoundVersion> find_version(const std::string& store, const std::string& id, const std::string& version);

} // namespace planpaket::keeping
