#include "base/memory_world.h"

#include "base/io_error.h"

#include <cerrno>
#include <filesystem>
#include <set>

namespace planpaket::base {

static std::string normal(const std::string& path) {
    return std::filesystem::path(path).lexically_normal().generic_string();
}

Result<std::string> MemoryWorld::read_file(const std::string& path, std::size_t limit) const {
    for (const auto& [name, text] : files) {
        if (normal(name) != normal(path))
            continue;
        if (text.size() > limit)
            return std::unexpected(Diagnostics{file_too_large(path, limit)});
        return text;
    }
    return std::unexpected(Diagnostics{unreadable_file(path, ENOENT)});
}

Result<std::vector<std::string>> MemoryWorld::list(const std::string& folder) const {
    auto prefix = normal(folder);
    prefix = prefix == "." ? "" : prefix.ends_with('/') ? prefix : prefix + '/';
    std::set<std::string> names;
    for (const auto& [name, text] : files)
        if (const auto path = normal(name); path.starts_with(prefix))
            names.insert(path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size()));
    if (names.empty())
        return std::unexpected(Diagnostics{unreadable_folder(folder, ENOENT)});
    return std::vector(names.begin(), names.end());
}

std::string MemoryWorld::resolve(const std::string& path) const {
    return normal("/" + path);
}

std::optional<std::string> MemoryWorld::environment(const std::string& name) const {
    const auto found = variables.find(name);
    return found == variables.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

std::chrono::sys_seconds MemoryWorld::clock() const {
    return time;
}

} // namespace planpaket::base
