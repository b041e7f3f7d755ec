#pragma once

#include "base/descriptor.h"

#include <string>
#include <string_view>

namespace planpaket::base {

/// A file in no folder, for programs that this process starts: they open it by its path while this object lives. Nobody can
/// change it.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes);

    /// Empty where the system has no such files, or does not show them to other programs (no /proc).
    const std::string& path() const { return path_; }

private:
    Descriptor file_;
    std::string path_;
};

} // namespace planpaket::base
