#include "base/package.h"

#include "base/disk_world.h"
#include "base/durable.h"
#include "base/errors.h"
#include "base/file_lock.h"
#include "base/io_error.h"
#include "base/translate.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>

namespace planpaket::base {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t manifest_limit = 16u << 20;

/// Writes a new file and brings it to the disk; false with errno set.
bool write_file(const fs::path& path, const Bytes& bytes) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    return file && std::ranges::all_of(bytes.pieces(), [&](const auto& piece) { return write_all(file, piece); }) &&
           ::fsync(file.get()) == 0 && file.close() == 0;
}

/// Where the parts of one write stand. All names begin with ".NAME." so that the next run knows them.
struct Paths {
    explicit Paths(const PackagePlace& place)
        : output(place.output), target(output / place.name), lock(output / ("." + place.name + ".lock")),
          staged(output / ("." + place.name + ".staged")), previous(output / ("." + place.name + ".previous")) {}

    fs::path output, target, lock, staged, previous;
};

/// What people have put into a package: what its manifest does not list. Our own packages have no folders.
struct Foreign {
    std::vector<std::string> files, folders;
};

/// The foreign things in an existing target, or why it must not be replaced.
Result<Foreign> foreign_things(const PackagePlace& place, const fs::path& target, const std::vector<PackageFile>& files) {
    const auto refuse = [](std::string message, std::string hint) {
        return base::refuse("not-a-package", std::move(message), std::move(hint));
    };
    const auto not_ours = [&] {
        return refuse(trf("{} exists and is not a package of planpaket", target.string()),
                      tr("choose another output folder with -o, or move what stands there"));
    };
    if (fs::is_symlink(fs::symlink_status(target)) || !fs::is_directory(target))
        return not_ours();
    const DiskWorld disk;
    const auto names = disk.list(target.string());
    if (!names)
        return std::unexpected(names.error());
    if (names->empty())
        return Foreign{};
    const auto manifest = disk.read_file((target / place.manifest).string(), manifest_limit);
    const auto listed = manifest ? place.listed(*manifest) : std::nullopt;
    if (!listed)
        return not_ours();
    Foreign foreign;
    for (const auto& name : *names) {
        if (name == place.manifest || std::ranges::find(*listed, name) != listed->end())
            continue;
        if (std::ranges::find(files, name, &PackageFile::name) != files.end())
            return refuse(
                trf("{} is not from the package, but the new package has a file of that name", (target / name).string()),
                tr("move it out of the folder"));
        (fs::is_directory(fs::symlink_status(target / name)) ? foreign.folders : foreign.files).push_back(name);
    }
    return foreign;
}

/// Brings a foreign file of the old package into the staged one without touching the old one; false with errno set.
bool carry_over(const fs::path& from, const fs::path& to) {
    if (::link(from.c_str(), to.c_str()) == 0)
        return true;
    const auto bytes = DiskWorld().read_file(from.string(), SIZE_MAX - 1);
    return bytes && write_file(to, *bytes);
}

/// Takes a package away that is no longer in use, after moving the folders in it, which are foreign, to the one in use.
void discard(const fs::path& package, const fs::path& in_use) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(package, error)))
        return;
    for (const auto& entry : fs::directory_iterator(package, error)) {
        const auto kept = in_use / entry.path().filename();
        if (fs::is_directory(entry.symlink_status()) &&
            (fs::exists(fs::symlink_status(kept, error)) || ::rename(entry.path().c_str(), kept.c_str()) != 0))
            return;
    }
    fs::remove_all(package, error); // what cannot be removed now is met by the next run
}

/// Puts the staged folder in the target's place; false with errno set, and then the target is as it was.
bool put_in_place(const PackagePlace& place, const Paths& paths, bool replaces) {
    if (!replaces)
        return ::rename(paths.staged.c_str(), paths.target.c_str()) == 0;
    return exchange(paths.staged, paths.target, paths.previous, place.exchange);
}

/// Undoes what a killed run left half done, and clears away the rest.
void recover(const Paths& paths) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(paths.target, error)))
        fs::rename(paths.previous, paths.target, error);
    discard(paths.previous, paths.target);
    discard(paths.staged, paths.target);
}

/// Clears away, when a write ends, well or not, what stands beside the target.
class Cleaning {
public:
    explicit Cleaning(const Paths& paths) : paths_(paths) { recover(paths_); }
    Cleaning(const Cleaning&) = delete;
    Cleaning& operator=(const Cleaning&) = delete;
    ~Cleaning() { recover(paths_); }

private:
    const Paths& paths_;
};

} // namespace

Diagnostics write_package(const PackagePlace& place, const std::vector<PackageFile>& files) {
    const Paths paths(place);
    const auto failed = [](const fs::path& path) { return Diagnostics{unwritable(path.string(), errno)}; };
    std::error_code error;
    fs::create_directories(paths.output, error);
    if (error)
        return {unwritable(paths.output.string(), error.value())};
    const FileLock lock(paths.lock.string());
    if (!lock.held())
        return failed(paths.output);
    const Cleaning cleaning(paths);

    const bool replaces = fs::exists(fs::symlink_status(paths.target, error));
    Foreign foreign;
    if (replaces) {
        auto found = foreign_things(place, paths.target, files);
        if (!found)
            return found.error();
        foreign = std::move(*found);
    }
    if (::mkdir(paths.staged.c_str(), 0777) != 0)
        return failed(paths.output);
    for (const auto& file : files)
        if (!write_file(paths.staged / file.name, file.bytes))
            return failed(paths.target / file.name);
    for (const auto& name : foreign.files)
        if (!carry_over(paths.target / name, paths.staged / name))
            return failed(paths.target / name);
    if (!sync_folder(paths.staged) || !put_in_place(place, paths, replaces))
        return failed(paths.target);
    // Folders cannot be linked: they follow once the new package is in use (see discard).
    return sync_folder(paths.output) ? Diagnostics{} : failed(paths.output);
}

} // namespace planpaket::base
