#pragma once

/// What brings a delivery to its receiver, read into files with names. Nobody vouches for the bytes: nothing is followed, written
/// or unpacked beyond limits.

#include "base/diagnostic.h"

#include <chrono>
#include <cstddef>
#include <optional>
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
    std::vector<CarriedFile> files;                 ///< What could be read.
    base::Diagnostics wrong;                        ///< What could not, or should not be there.
    std::optional<std::chrono::sys_days> date = {}; ///< When a message was sent, by its own word.
};

struct CarryingLimits {
    std::size_t bytes = std::size_t{512} << 20U; ///< Of all files together.
    std::size_t files = 10'002;
};

/// The files in a folder. Wrong: "unreadable-folder", "unreadable-file", "no-plain-file" (a folder, a link, a pipe),
/// "delivery-too-large".
Carried read_folder(const std::string& path, const CarryingLimits& limits = {});

/// The files in a ZIP archive. Wrong: what zip::read_archive finds in one that has to be flat.
Carried read_zip(std::string_view bytes, const CarryingLimits& limits = {});

/// The files that are attached to a message; or, if none of them is a delivery.json and just one is a ZIP archive, the files in
/// that and the others. Wrong: what mail::read_message and read_zip() find; "damaged-message" also if its end is missing.
Carried read_mail(std::string_view bytes, const CarryingLimits& limits = {});

} // namespace planpaket::distribution
