#pragma once

#include "base/world.h"

#include <mutex>
#include <string>
#include <vector>

namespace planpaket::making {

/// A file that was read.
struct ReadFile {
    std::string path;
    std::size_t size = 0;
    std::string sha256;
};

/// A world that remembers which files were read from another one, so that a manifest can say what a document was made from.
class RecordingWorld final : public base::World {
public:
    explicit RecordingWorld(const base::World& world) : world_(world) {}

    base::Result<std::string> read_file(const std::string& path, std::size_t limit) const override;
    base::Result<std::vector<std::string>> list(const std::string& folder) const override { return world_.list(folder); }
    std::string resolve(const std::string& path) const override { return world_.resolve(path); }
    std::optional<std::string> environment(const std::string& name) const override { return world_.environment(name); }

    /// In the order of reading.
    std::vector<ReadFile> files() const;

protected:
    std::chrono::sys_seconds clock() const override { return world_.now(); }

private:
    const base::World& world_;
    mutable std::mutex mutex_;
    mutable std::vector<ReadFile> files_;
};

} // namespace planpaket::making
