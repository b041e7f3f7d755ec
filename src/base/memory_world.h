#pragma once

#include "base/world.h"

#include <map>

namespace planpaket::base {

/// A world made by hand. Paths are compared after lexical normalisation ("a/./b" is "a/b").
class MemoryWorld final : public World {
public:
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> variables;
    std::chrono::sys_seconds time{};

    Result<std::string> read_file(const std::string& path, std::size_t limit) const override;
    Result<std::vector<std::string>> list(const std::string& folder) const override;
    std::string resolve(const std::string& path) const override;
    std::optional<std::string> environment(const std::string& name) const override;

protected:
    std::chrono::sys_seconds clock() const override;
};

} // namespace planpaket::base
