#pragma once

/// Verifying what others have stored, or we: an OCFL storage root or a single object, of version 1.0 or 1.1.

#include "archive/fault.h"
#include "base/diagnostic.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace planpaket::archive {

/// What was found in one object.
struct ObjectVerdict {
    std::string where; ///< Its folder, from the storage root; "" for a single object.
    std::string id;    ///< "" if it could not be read.
    std::size_t versions = 0;
    std::size_t files = 0;
    std::uint64_t bytes = 0;
    Faults faults;
};

struct Verdict {
    bool storage_root = false;
    Faults faults; ///< Of the storage root itself.
    std::vector<ObjectVerdict> objects;

    std::size_t errors() const;
    std::size_t warnings() const;
};

/// Reads `path` and everything below, `jobs` files at once. `progress(done, total)` is told now and then, in parts of the work;
/// never by two threads at once. Whatever is wrong is in the verdict; error: "unreadable-folder", when `path` cannot be read.
base::Result<Verdict> verify(const std::string& path, std::size_t jobs,
                             const std::function<void(std::size_t done, std::size_t total)>& progress = {});

} // namespace planpaket::archive
