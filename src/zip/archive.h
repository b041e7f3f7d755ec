#pragma once

/// ZIP archives (APPNOTE 6.3), read and written with libzip.

#include "base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::zip {

/// A file in an archive.
struct Part {
    std::string name; ///< "word/document.xml"
    std::string bytes;
    bool stored = false; ///< Not compressed: the first part of an ODF package (ODF 1.2 part 3, 3.3). Not told of what was read.
};

struct Limits {
    std::size_t parts = 1000;
    std::size_t bytes = std::size_t{512} << 20U; ///< Of all parts together, unpacked.
    std::size_t ratio = 1032;                    ///< Unpacked to packed, of a part over a mebibyte; deflate itself has no more.
    bool flat = false;                           ///< Whether a part in a folder is wrong.
};

struct Contents {
    std::vector<Part> parts; ///< In the archive's order; what could be read.
    base::Diagnostics wrong; ///< What could not, or must not.
};

/// What an archive that nobody vouches for has in it. Sizes are judged by what the archive says before anything is unpacked, and
/// what unpacks to another size or checksum is damaged. Wrong: "no-zip" (no archive, or damaged), "zip-too-large" (beyond a
/// limit: then no part is read), "zip-link" (or anything else than a file or folder), "zip-encrypted", "zip-method" (neither
/// stored nor deflated), "zip-folder" (where they have to be flat), "zip-duplicate" (two parts of one name).
Contents read_archive(std::string_view bytes, const Limits& limits = {});

/// Whether the bytes begin as an archive does.
bool is_archive(std::string_view bytes);

/// An archive of these parts in this order; a function of them alone: every part bears the earliest date that ZIP knows.
std::string write_archive(const std::vector<Part>& parts);

} // namespace planpaket::zip
