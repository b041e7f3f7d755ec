#pragma once

/// The records of distributions in the archive: each is a new version of the plan's object, the same files and one more.

#include "archive/store.h"
#include "base/diagnostic.h"
#include "distribution/record.h"

#include <chrono>
#include <string>
#include <vector>

namespace planpaket::keeping {

/// Gives the new version's name. Errors: those of archive::Writing.
base::Result<std::string> archive_distribution(const std::string& store, const std::string& object,
                                               const distribution::Record& record, std::chrono::sys_seconds now);

/// All records that a version holds, oldest first. Errors: those of Store::read.
base::Result<std::vector<distribution::Record>>
read_distributions(const archive::Store& store, const archive::StoredObject& object, const std::string& version);

} // namespace planpaket::keeping
