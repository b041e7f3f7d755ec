#pragma once

/// Adding to a store. A version is written whole where nobody looks, brought to the disk, and becomes visible in one step: a new
/// object is moved to its place, a new version's object is exchanged for one that has the old versions' files and the new ones.
/// Whoever looks, whenever, and whatever was killed in between, sees the store before or after.

#include "archive/store.h"
#include "base/bytes.h"
#include "base/diagnostic.h"
#include "base/file_lock.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace planpaket::archive {

struct NewFile {
    std::string path; ///< Logical. Precondition: a safe path, unlike any other of the version.
    base::Bytes bytes;
    std::string sha512; ///< Of the bytes. If the object has a file of this digest, the bytes may be left out.
};

NewFile make_file(std::string path, base::Bytes bytes);

/// How the files of a version differ from those before, by logical path, sorted.
struct Changes {
    std::vector<std::string> added, changed, removed;
    bool empty() const { return added.empty() && changed.empty() && removed.empty(); }
};

Changes changes_between(const std::vector<StoredFile>& before, const std::vector<NewFile>& now);

/// What an object is to be from now on.
struct NewVersion {
    std::string id;
    std::vector<NewFile> files;
    std::string message;
    std::string user;
    std::string address; ///< A URI; may be empty.
    std::chrono::sys_seconds created;
};

/// How a store is made and written.
struct WritingOptions {
    /// Files that a new store's folder gets beside its objects, by name: what a reader needs to know.
    std::vector<std::pair<std::string, std::string>> documentation;
    /// Whether the file system is asked to exchange two folders in one step. Where it cannot, the old one is first moved aside:
    /// killed just then, the next run moves it back.
    bool exchange = true;
};

/// Holds a store alone among all writers; waits for another one.
class Writing {
public:
    /// Makes the store if there is none, and clears away what a killed run has left. Errors: "unwritable", "not-a-store".
    static base::Result<Writing> begin(const std::string& path, WritingOptions options = {});

    const Store& store() const { return store_; }

    /// Adds a version and gives its name, "v2". Files that the object has already are not stored again. Every file and folder
    /// has reached the disk when this returns. Errors: "unwritable", "damaged-archive"; the store is then as it was.
    base::Result<std::string> add(const NewVersion& version);

private:
    Writing(std::unique_ptr<base::FileLock> lock, Store store, WritingOptions options)
        : lock_(std::move(lock)), store_(std::move(store)), options_(std::move(options)) {}

    std::unique_ptr<base::FileLock> lock_;
    Store store_;
    WritingOptions options_;
};

} // namespace planpaket::archive
