#include "base/new_file.h"

#include "base/durable.h"
#include "base/errors.h"
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

/// Whether the file holds just these bytes.
bool holds(const std::string& path, std::string_view bytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return false;
    std::string part(1U << 16U, '\0');
    for (;;) {
        const auto count = ::read(file.get(), part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0 && bytes.empty();
        const auto size = static_cast<std::size_t>(count);
        if (!bytes.starts_with(std::string_view(part).substr(0, size)))
            return false;
        bytes.remove_prefix(size);
    }
}

/// Puts bytes in the place of the file that the path leads to; with `before` only if it still holds that.
Diagnostics replace(const std::string& path, std::string_view bytes, const std::string_view* before) {
    std::error_code error;
    std::filesystem::path target = path;
    if (std::filesystem::is_symlink(path, error)) {
        target = std::filesystem::canonical(path, error);
        if (error)
            return {unwritable(path, error.value())};
    }
    struct stat older {};
    const bool replaces = ::stat(target.c_str(), &older) == 0;
    // Who may not read the older one may not read this one meanwhile.
    FileBeside beside(target, replaces ? 0600 : 0666);
    if (!beside.file)
        return {unwritable(path, errno)};
    const auto failed = [&](Diagnostic why) {
        ::unlink(beside.path.c_str());
        return Diagnostics{std::move(why)};
    };
    // Only root can give files away: else it stays the writer's.
    const bool given = replaces && ::fchown(beside.file.get(), older.st_uid, older.st_gid) == 0;
    if (!write_all(beside.file, bytes) || ::fsync(beside.file.get()) != 0 ||
        (replaces && ::fchmod(beside.file.get(), older.st_mode & (given ? 07777U : 0777U)) != 0) || beside.file.close() != 0)
        return failed(unwritable(path, errno));
    if (before != nullptr && !holds(target.string(), *before))
        return failed({.code = "file-changed",
                       .span = {},
                       .message = trf("{} was changed by somebody else meanwhile", path),
                       .hint = tr("nothing was written: run the command again")});
    if (::rename(beside.path.c_str(), target.c_str()) != 0)
        return failed(unwritable(path, errno));
    if (sync_folder(target.parent_path()))
        return {};
    const int reason = errno;
    if (!replaces)
        ::unlink(target.c_str());
    return {unwritable(path, reason)};
}

} // namespace

Diagnostics write_new_file(const std::string& path, std::string_view bytes) {
    const std::filesystem::path target(path);
    const auto failed = [&](int error) {
        if (error == EEXIST)
            return Diagnostics{
                base::error("file-exists", trf("{} exists already", path), tr("choose another name; nothing is overwritten"))};
        return Diagnostics{unwritable(path, error)};
    };
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, error)))
        return failed(EEXIST);
    FileBeside beside(target, 0666);
    if (!beside.file)
        return failed(errno);
    const bool named = write_all(beside.file, bytes) && ::fsync(beside.file.get()) == 0 && beside.file.close() == 0 &&
                       name_it(beside.path, path);
    if (named && sync_folder(target.parent_path()))
        return {};
    const int reason = errno;
    ::unlink(named ? path.c_str() : beside.path.c_str());
    return failed(reason);
}

Diagnostics replace_file(const std::string& path, std::string_view before, std::string_view bytes) {
    return replace(path, bytes, &before);
}

Diagnostics replace_file(const std::string& path, std::string_view bytes) {
    return replace(path, bytes, nullptr);
}

} // namespace planpaket::base
