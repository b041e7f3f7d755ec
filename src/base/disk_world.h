#pragma once

#include "base/world.h"

namespace planpaket::base {

/// The machine's own files, environment and clock.
class DiskWorld final : public World {
public:
    Result<std::string> read_file(const std::string& path, std::size_t limit) const override;
    Result<std::vector<std::string>> list(const std::string& folder) const override;
    std::string resolve(const std::string& path) const override;
    std::optional<std::string> environment(const std::string& name) const override;

protected:
    std::chrono::sys_seconds clock() const override;
};

} // namespace planpaket::base
