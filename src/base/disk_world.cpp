#include "base/disk_world.h"

#include "base/descriptor.h"
#include "base/io_error.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>

namespace planpaket::base {

Result<std::string> DiskWorld::read_file(const std::string& path, std::size_t limit) const {
    const auto unreadable = [&](int error) { return std::unexpected(Diagnostics{unreadable_file(path, error)}); };
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return unreadable(errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return unreadable(errno);
    if (S_ISDIR(status.st_mode))
        return unreadable(EISDIR);
    std::string text;
    // What a file says of its size is a hint only: pipes say 0, and a file may grow. A little more, so that what is appended to a
    // large file does not move it.
    if (const auto size = std::min(static_cast<std::size_t>(std::max<off_t>(status.st_size, 0)), limit); size > 0)
        text.reserve(size + size / 64 + 1);
    for (;;) {
        const auto had = text.size();
        const auto room = text.capacity() - had;
        ssize_t count = 0;
        text.resize_and_overwrite(had + (room > 0 ? room : std::size_t{1} << 16U), [&](char* begin, std::size_t size) {
            count = ::read(file.get(), begin + had, size - had);
            return had + static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        });
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(errno);
        if (count == 0)
            return text;
        if (text.size() > limit)
            return std::unexpected(Diagnostics{file_too_large(path, limit)});
    }
}

Result<std::vector<std::string>> DiskWorld::list(const std::string& folder) const {
    struct Close {
        void operator()(DIR* stream) const { ::closedir(stream); }
    };
    const std::unique_ptr<DIR, Close> stream(::opendir(folder.c_str()));
    if (!stream)
        return std::unexpected(Diagnostics{unreadable_folder(folder, errno)});
    std::vector<std::string> names;
    errno = 0;
    while (const auto* entry = ::readdir(stream.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..")
            names.push_back(name);
        errno = 0;
    }
    if (errno != 0)
        return std::unexpected(Diagnostics{unreadable_folder(folder, errno)});
    std::ranges::sort(names);
    return names;
}

std::string DiskWorld::resolve(const std::string& path) const {
    std::error_code error;
    const auto resolved = std::filesystem::weakly_canonical(path, error);
    return error ? path : resolved.string();
}

std::optional<std::string> DiskWorld::environment(const std::string& name) const {
    const char* value = std::getenv(name.c_str());
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::chrono::sys_seconds DiskWorld::clock() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

} // namespace planpaket::base
