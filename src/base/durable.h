#pragma once

/// Steps of writing so that nothing is lost, whatever happens. Functions give false, with errno set, when they failed.

#include "base/descriptor.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace planpaket::base {

bool write_all(const Descriptor& file, std::string_view bytes);

/// Brings a folder's list of names to the disk; "" is the folder that the program runs in. Some file systems have nothing to
/// bring and say EINVAL: that is no failure.
bool sync_folder(const std::filesystem::path& folder);

/// Puts what stands at `staged` in the place of `target`, which then stands at `staged` or, if the file system cannot exchange
/// (or may not: `in_one_step`), at `aside`. After a failure the target is as it was.
bool exchange(const std::string& staged, const std::string& target, const std::string& aside, bool in_one_step);

/// A new file beside `target`, of those permissions that the process's mask lets it have. `file` is closed if it could not be
/// made.
struct FileBeside {
    FileBeside(const std::filesystem::path& target, unsigned permissions);

    std::string path;
    Descriptor file;
};

} // namespace planpaket::base
