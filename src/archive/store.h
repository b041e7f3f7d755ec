#pragma once

/// Our store is an OCFL 1.1 storage root: an object for each plan, in it a version for each state that was decided.

#include "archive/inventory.h"
#include "archive/inventory_summary.h"
#include "archive/storage_root.h"
#include "base/diagnostic.h"

#include <functional>
#include <string>
#include <vector>

namespace planpaket::archive {

/// The id of a plan's object, a URI: "planpaket:hasselby-vallingby-2025".
std::string object_id(const std::string& plan_id);
/// What follows "planpaket:", or the whole id if it is another's.
std::string plan_id(std::string_view object_id);

/// One object as its inventory tells of it.
struct StoredObject {
    std::string folder; ///< From the storage root.
    Inventory inventory;
};

/// One object in a list.
struct Listed {
    std::string folder; ///< From the storage root.
    InventorySummary summary;
    base::Diagnostics failure; ///< Why it could not be read; then only `folder` is known.
};

/// A file of a version.
struct StoredFile {
    std::string path;         ///< Logical.
    std::string digest;       ///< By the object's algorithm.
    std::string content_path; ///< From the object's folder.
};

/// A store that is read. Errors of its functions: "not-a-store", "not-in-store", "damaged-archive".
class Store {
public:
    static base::Result<Store> open(const std::string& path);

    const std::string& path() const { return root_.path; }
    const Layout& layout() const { return *root_.layout; }

    /// All objects, sorted by id, read `jobs` at once: each one's inventory once, without a check of its digest or contents.
    /// That is for find() and verify().
    std::vector<Listed> list(std::size_t jobs) const;

    /// The object of that id; its inventory agrees with its sidecar.
    base::Result<StoredObject> find(const std::string& id) const;

    /// A file's bytes, checked against its digest.
    base::Result<std::string> read(const StoredObject& object, const StoredFile& file, std::size_t limit) const;

private:
    explicit Store(StorageRoot root) : root_(std::move(root)) {}

    StorageRoot root_;
};

/// The files of a version, sorted by path.
std::vector<StoredFile> files_of(const Inventory& inventory, const VersionBlock& version);

} // namespace planpaket::archive
