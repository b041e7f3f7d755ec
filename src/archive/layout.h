#pragma once

#include "base/diagnostic.h"
#include "base/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::archive {

enum class LayoutKind {
    hash_and_id, ///< 0003-hash-and-id-n-tuple-storage-layout
    hashed,      ///< 0004-hashed-n-tuple-storage-layout
};

/// Where in a storage root an object stands, by its id.
struct Layout {
    LayoutKind kind = LayoutKind::hash_and_id;
    base::DigestAlgorithm algorithm = base::DigestAlgorithm::sha256;
    std::string algorithm_name = "sha256";
    std::size_t tuple_size = 3;
    std::size_t tuples = 3;
    bool short_root = false; ///< 0004 only: the object's folder is named by the rest of the digest.

    /// Steps joined by slashes.
    std::string path(std::string_view id) const;
};

/// The layout of that name with the parameters that `config` (a JSON text; none for the defaults) gives. Nothing if it is
/// another layout or its parameters are not allowed.
std::optional<Layout> read_layout(std::string_view extension, const std::optional<std::string>& config);

const char* extension_name(LayoutKind kind);

} // namespace planpaket::archive
