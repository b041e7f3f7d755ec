#include "base/durable.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <random>

namespace planpaket::base {

bool write_all(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && (::fsync(opened.get()) == 0 || errno == EINVAL);
}

bool exchange(const std::string& staged, const std::string& target, const std::string& aside, bool in_one_step) {
    if (in_one_step) {
        if (::renameat2(AT_FDCWD, staged.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0)
            return true;
        if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
            return false;
    }
    if (::rename(target.c_str(), aside.c_str()) != 0)
        return false;
    if (::rename(staged.c_str(), target.c_str()) == 0)
        return true;
    const int error = errno;
    ::rename(aside.c_str(), target.c_str());
    errno = error;
    return false;
}

FileBeside::FileBeside(const std::filesystem::path& target, unsigned permissions) {
    std::random_device random;
    do {
        path = (target.parent_path() / fmt::format(".{}.{:08x}", target.filename().string(), random())).string();
        file = Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions));
    } while (!file && errno == EEXIST);
}

} // namespace planpaket::base
