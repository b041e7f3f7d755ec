#pragma once

/// What brings a delivery to its receiver, read into files with names. Nobody vouches for the bytes: nothing is followed, written or
/// unpacked beyond limits.

#include "base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::distribution {

enum class Carrier { folder, zip, message };

/// "folder", "zip", "message"
const char* name(Carrier carrier);

struct CarriedFile {
    std::string name; ///< As the carrier has it: anything at all, and maybe twice.
    std::string bytes;
};

struct Carried {
    Carrier carrier = Carrier::folder;
    std::vector<CarriedFile> files; ///< What could be read.
    base::Diagnostics wrong;        ///< What could not, or should not be there.
};

struct CarryingLimits {
    std::size_t bytes = std::size_t{512} << 20U; ///< Of all files together.
    std::size_t files = 10'002;
};

/// The files in a folder. Wrong: "unreadable-folder", "unreadable-file", "no-plain-file" (a folder, a link, a pipe),
/// "delivery-too-large".
Carried read_folder(const std::string& path, const CarryingLimits& limits = {});

} // namespace planpaket::distribution
