#pragma once

#include "archive/fault.h"
#include "archive/store.h"
#include "archive/verify.h"
#include "base/progress.h"

#include <cstddef>
#include <string>

namespace planpaket::keeping {

/// Makes the documents of a version anew from the plan, the templates and the style that it holds, in memory, and compares them
/// byte for byte with those stored. Faults: "other-bytes" for each that is not the same, "not-rebuilt" when they cannot be made
/// here; none for a version that holds no plan of ours.
archive::Faults rebuild_version(const archive::Store& store, const archive::StoredObject& object,
                                const archive::VersionBlock& version, std::size_t jobs);

/// Does so with all versions of all sound objects of a verified archive; the faults go into the verdict. Progress counts
/// versions.
void rebuild_all(const std::string& path, std::size_t jobs, archive::Verdict& verdict, const base::Progress& progress = {});

} // namespace planpaket::keeping
