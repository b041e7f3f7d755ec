#pragma once

/// The world that a run reads: files, folders, environment, clock. Only its edges know it; everything between them is a function
/// of what was read here.

#include "base/diagnostic.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::base {

/// Abstract so that tests need no disk. The real one is DiskWorld, tests use MemoryWorld.
class World {
public:
    virtual ~World() = default;

    /// The whole file. Errors: "unreadable-file" (absent, a folder, no permission), "file-too-large" (over `limit` bytes; nothing
    /// beyond the limit is read). The diagnostics have no place; a caller that knows who asked for the file gives them one.
    virtual Result<std::string> read_file(const std::string& path, std::size_t limit) const = 0;

    /// The names in a folder, without "." and "..", sorted by byte. Error: "unreadable-folder".
    virtual Result<std::vector<std::string>> list(const std::string& folder) const = 0;

    /// The path made absolute, with every symbolic link in it followed as far as it exists.
    virtual std::string resolve(const std::string& path) const = 0;

    /// An environment variable that is set and not empty.
    virtual std::optional<std::string> environment(const std::string& name) const = 0;

    /// The present moment; SOURCE_DATE_EPOCH, when set to a number, takes its place.
    std::chrono::sys_seconds now() const;

protected:
    virtual std::chrono::sys_seconds clock() const = 0;
};

} // namespace planpaket::base
