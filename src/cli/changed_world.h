#pragma once

#include "base/world.h"

#include <string>

namespace planpaket::cli {

/// A world in which one file holds something else: what a change would make of it.
class ChangedWorld final : public base::World {
public:
    ChangedWorld(const base::World& world, std::string path, std::string text)
        : world_(world), path_(std::move(path)), text_(std::move(text)) {}

    base::Result<std::string> read_file(const std::string& path, std::size_t limit) const override {
        return path == path_ ? base::Result<std::string>(text_) : world_.read_file(path, limit);
    }
    base::Result<std::vector<std::string>> list(const std::string& folder) const override { return world_.list(folder); }
    std::string resolve(const std::string& path) const override { return world_.resolve(path); }
    std::optional<std::string> environment(const std::string& name) const override { return world_.environment(name); }

protected:
    std::chrono::sys_seconds clock() const override { return world_.now(); }

private:
    const base::World& world_;
    std::string path_, text_;
};

} // namespace planpaket::cli
