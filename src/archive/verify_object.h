#pragma once

/// Verifying one object goes in steps, so that the parts of many objects, and of one large object, can be done side by side:
/// its structure, then each older inventory by itself, then the two together, then the digests of its files.

#include "archive/fault.h"
#include "archive/inventory.h"
#include "base/digest.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace planpaket::archive {

/// What a file's digest has to be.
struct Expected {
    base::DigestAlgorithm algorithm = base::DigestAlgorithm::sha512;
    std::string digest;
    std::string code;      ///< Of the fault when it is not: "E092", "E093".
    std::string inventory; ///< Which says so: "v1/inventory.json".
    bool operator==(const Expected&) const = default;
};

/// A file whose digests are to be computed.
struct FileCheck {
    std::string path; ///< On disk.
    std::string where;
    std::uint64_t size = 0;
    std::vector<Expected> expected;
};

/// What an object's folder was found to hold.
struct ObjectStructure {
    std::string path;  ///< On disk.
    std::string where; ///< In faults.
    Faults faults;
    Specification specification = Specification::v1_1; ///< As declared.
    std::optional<Inventory> inventory;                ///< Of its root; nothing if it cannot be used.
    std::vector<std::string> older;                    ///< Names of versions before the head that have an inventory.
    std::map<std::string, std::uint64_t> content;      ///< Files in content directories, by content path, with their sizes.
};

/// Reads and checks the object's folder, its root inventory, the sidecars and the last version's copy.
ObjectStructure read_structure(const std::string& path, const std::string& where);

/// An older version's inventory, checked by itself and against the object's.
struct OlderInventory {
    Faults faults;
    bool usable = false;
    Specification specification = Specification::v1_0;
    bool names_content_directory = false;
    std::string content_directory;
    std::vector<std::pair<std::string, Expected>> expected; ///< By content path; only what the object's inventory does not say.
};

OlderInventory read_older(const ObjectStructure& object, const std::string& version);

/// Adds what is seen only across all inventories, and gives the files to be digested. `older` is in the order of `object.older`.
std::vector<FileCheck> join_inventories(ObjectStructure& object, const std::vector<OlderInventory>& older);

/// Computes a file's digests.
Faults check_file(const FileCheck& check);

} // namespace planpaket::archive
