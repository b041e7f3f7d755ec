#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::office {

/// A file in a ZIP archive.
struct Part {
    std::string name; ///< "word/document.xml"
    std::string bytes;
    bool stored = false; ///< Not compressed: the first part of an ODF package (ODF 1.2 part 3, 3.3).
};

/// The parts of an archive, in its order. Errors: "pandoc-failed", as only pandoc's archives are read: it is no archive, or one
/// of more than 1,000 parts or 512 MiB.
base::Result<std::vector<Part>> read_archive(std::string_view bytes);

/// An archive of these parts in this order; a function of them alone: every part bears the earliest date that ZIP knows.
std::string write_archive(const std::vector<Part>& parts);

} // namespace planpaket::office
