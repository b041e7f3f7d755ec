#pragma once

#include "distribution/carrier.h"

#include <map>
#include <string>

namespace planpaket::making {

/// A package that `build` made, against its manifest.
struct CheckedPackage {
    std::string plan; ///< "plan-id 1.0", as the manifest says.
    std::size_t files = 0;
    /// PDFs that begin with the bytes that were made, and go on, and how many those are: only signatures may do that.
    std::map<std::string, std::size_t> extended;
    base::Diagnostics wrong;
};

/// Wrong: those of read_manifest(); "missing-file", "changed-file". A remark: "added-file" (people may put files into a package).
/// Precondition: the files are those of a folder.
CheckedPackage check_package(const distribution::Carried& folder);

} // namespace planpaket::making
