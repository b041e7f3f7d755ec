#include "base/new_file.h"

#include "base/descriptor.h"
#include "base/io_error.h"
#include "base/translate.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>

namespace planpaket::base {

namespace {

/// Gives the temporary file its name unless something has that name; false with errno set.
bool name_it(const std::string& temporary, const std::string& path) {
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    const bool linked = ::link(temporary.c_str(), path.c_str()) == 0;
    const int error = errno;
    ::unlink(temporary.c_str());
    errno = error;
    return linked;
}

bool write_whole(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(file.get()) == 0;
}

} // namespace

Diagnostics write_new_file(const std::string& path, std::string_view bytes) {
    const std::filesystem::path target(path);
    std::string temporary = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
    const auto failed = [&](int error) {
        if (error == EEXIST)
            return Diagnostics{{Severity::error,
                                "file-exists",
                                {},
                                trf("{} exists already", path),
                                tr("choose another name; nothing is overwritten")}};
        return Diagnostics{unwritable(path, error)};
    };
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, error)))
        return failed(EEXIST);
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file)
        return failed(errno);
    // mkostemp's file is for its owner alone; a plan is an ordinary file.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (!write_whole(file, bytes) || ::fchmod(file.get(), 0666 & ~mask) != 0 || file.close() != 0 || !name_it(temporary, path)) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        return failed(reason);
    }
    return {};
}

} // namespace planpaket::base
