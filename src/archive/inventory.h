#pragma once

/// An inventory says of an object which files it has, by digest, and which of them make up each of its versions (OCFL 1.1,
/// section 3.5).

#include "archive/fault.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::archive {

inline constexpr const char* inventory_name = "inventory.json";
inline constexpr std::size_t inventory_limit = 256u << 20; ///< Bytes.
inline constexpr std::size_t path_limit = 4096;            ///< Bytes of a logical or content path.

/// A version of the specification that objects and storage roots declare.
enum class Specification { v1_0, v1_1 };
const char* number(Specification specification); ///< "1.1"
std::optional<Specification> find_specification(std::string_view number);

/// A digest with one of its paths; a null path if it has none.
struct DigestPath {
    std::string_view digest;
    std::string_view path;
    bool operator==(const DigestPath&) const = default;
};

/// The digests of files by one algorithm beyond the object's own.
struct FixityBlock {
    std::string_view algorithm;
    std::vector<DigestPath> files;
};

/// What an object was at one time.
struct VersionBlock {
    std::string_view name;    ///< "v1"
    std::size_t number = 0;   ///< 1
    std::string_view created; ///< RFC 3339
    std::optional<std::string_view> message;
    std::optional<std::string_view> user_name;
    std::optional<std::string_view> user_address;
    std::vector<DigestPath> state; ///< Logical paths.
};

/// All texts point into what `storage` holds.
struct Inventory {
    std::shared_ptr<const void> storage;
    std::string_view id;
    Specification specification = Specification::v1_1;
    std::string_view algorithm;                     ///< "sha512" or "sha256"
    std::string_view head;                          ///< "v3"
    std::string_view content_directory = "content"; ///< One step of a path.
    bool names_content_directory = false;           ///< Rather than leave it at the default.
    std::vector<DigestPath> manifest;               ///< Content paths.
    std::vector<VersionBlock> versions;             ///< By number, from 1, none missing.
    std::vector<FixityBlock> fixity;                ///< Of known algorithms.

    const VersionBlock* find_version(std::string_view name) const;
};

/// Reads an inventory and checks all that can be checked by it alone: form, names of versions, digests, paths, dates. Keys given
/// twice, paths that lead elsewhere, nesting, sizes and numbers beyond measure are faults, too. Adds to `faults`, which then name
/// `where`. Gives nothing if it is so wrong that nothing can be checked against it; what it gives has only safe paths.
std::optional<Inventory> read_inventory(std::string_view text, const std::string& where, Faults& faults);

/// Whether a path of an inventory stays inside: no empty step, "." or "..", no leading or trailing slash, no NUL.
bool is_safe_path(std::string_view path);

} // namespace planpaket::archive
