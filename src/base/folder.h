#pragma once

/// Reading what stands on a disk that nobody vouches for: no symbolic link is followed, nothing but an ordinary file is opened.

#include "base/diagnostic.h"
#include "base/digest.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace planpaket::base {

enum class EntryKind { file, folder, link, special };

struct Entry {
    std::string name;
    EntryKind kind = EntryKind::file;
    std::uint64_t size = 0; ///< Of a file, in bytes.
};

/// What is in a folder, sorted by name. Error: "unreadable-folder" (also if it is a link).
Result<std::vector<Entry>> list_folder(const std::string& path);

/// A whole ordinary file. Errors: "unreadable-file" (also if it is no ordinary file), "file-too-large".
Result<std::string> read_file(const std::string& path, std::size_t limit);

/// The same of a file below `folder`: no step of `path` may be a link.
Result<std::string> read_file_below(const std::string& folder, const std::string& path, std::size_t limit);

/// The digests of a file of any size, in the order of the algorithms. Error: "unreadable-file".
Result<std::vector<std::string>> digest_file(const std::string& path, const std::vector<DigestAlgorithm>& algorithms);

/// Which folder a path leads to now, however it is called: 0 if to none.
std::uint64_t folder_identity(const std::string& path);

/// "a/b"; the other of the two when one is empty.
std::string join(const std::string& folder, std::string_view name);

} // namespace planpaket::base
