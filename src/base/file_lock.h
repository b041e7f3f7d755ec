#pragma once

#include "base/descriptor.h"

#include <string>

namespace planpaket::base {

/// Holds `path` as a lock file, alone among all processes and threads; waits for it. The file is gone again when nobody holds it.
/// A killed holder holds nothing.
class FileLock {
public:
    /// Not held (see held(), errno) when the file cannot be made or the file system has no locks.
    explicit FileLock(std::string path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    bool held() const { return static_cast<bool>(file_); }

private:
    std::string path_;
    Descriptor file_;
};

} // namespace planpaket::base
