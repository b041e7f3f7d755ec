#include "archive/new_folder.h"

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

namespace planpaket::archive {

namespace fs = std::filesystem;

namespace {

base::Diagnostics exists_already(const std::string& target) {
    return {base::error("file-exists", base::trf("{} exists already", target),
                        base::tr("choose another name with -o; nothing is overwritten"))};
}

/// Gives a folder its name unless something has it, be it an empty folder; 0 or errno.
int name_it(const std::string& folder, const std::string& name) {
    if (::renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, name.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // The folder made here is empty as long as nobody else uses it, and a folder that is not empty is not replaced.
    return ::mkdir(name.c_str(), 0777) == 0 && ::rename(folder.c_str(), name.c_str()) == 0 ? 0 : errno;
}

} // namespace

base::Diagnostics make_new_folder(const std::string& target, const std::function<base::Diagnostics(Staging&)>& fill) {
    const auto normal = fs::absolute(target).lexically_normal();
    const auto place = normal.has_filename() ? normal : normal.parent_path();
    std::error_code error;
    if (fs::exists(fs::symlink_status(place, error)))
        return exists_already(target);
    fs::create_directories(place.parent_path(), error);
    auto beside = (place.parent_path() / ("." + place.filename().string() + ".XXXXXX")).string();
    if (error || ::mkdtemp(beside.data()) == nullptr)
        return {base::unwritable(place.parent_path().string(), error ? error.value() : errno)};
    Staging staging(beside);
    auto failure = staging.failure();
    if (failure.empty())
        failure = fill(staging);
    if (failure.empty())
        failure = staging.sync();
    if (!failure.empty())
        return failure;
    if (const int reason = name_it(staging.path(), place.string()); reason != 0)
        return reason == EEXIST ? exists_already(target) : base::Diagnostics{base::unwritable(place.string(), reason)};
    if (!base::sync_folder(place.parent_path()))
        return {base::unwritable(place.string(), errno)};
    return {};
}

} // namespace planpaket::archive
