#include "archive/staging.h"

#include "base/durable.h"
#include "base/folder.h"
#include "base/io_error.h"
#include "base/parallel.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <ranges>
#include <sys/stat.h>

namespace planpaket::archive {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t files_open = 64;
/// Waiting for the disk is no work: several files wait together, and the file system brings them there in one go. Folders have
/// so little to write that nearly all their time is waiting.
constexpr std::size_t files_waiting = 8;
constexpr std::size_t folders_waiting = 64;

base::Diagnostics failed(const std::string& path, int error) {
    return {base::unwritable(path, error)};
}

} // namespace

Staging::Staging(std::string path) : path_(std::move(path)) {
    std::error_code error;
    fs::remove_all(path_, error);
    if (!error)
        fs::create_directories(path_, error);
    if (error)
        failure_ = failed(path_, error.value());
    folders_.insert("");
}

Staging::~Staging() {
    written_.clear();
    std::error_code error;
    fs::remove_all(path_, error); // what cannot be removed now is met by the next run
}

base::Diagnostics Staging::make_folder(const std::string& folder) {
    if (folders_.contains(folder))
        return {};
    if (auto failure = make_folder(fs::path(folder).parent_path().string()); !failure.empty())
        return failure;
    if (::mkdir(base::join(path_, folder).c_str(), 0777) != 0)
        return failed(base::join(path_, folder), errno);
    folders_.insert(folder);
    return {};
}

base::Diagnostics Staging::write(const std::string& file, const base::Bytes& bytes) {
    if (auto failure = make_folder(fs::path(file).parent_path().string()); !failure.empty())
        return failure;
    const auto path = base::join(path_, file);
    base::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!opened || !std::ranges::all_of(bytes.pieces(), [&](const auto& piece) { return base::write_all(opened, piece); }))
        return failed(path, errno);
    written_.emplace_back(path, std::move(opened));
    return written_.size() < files_open ? base::Diagnostics{} : sync_files();
}

base::Diagnostics Staging::link_tree(const std::string& from, const std::string& to) {
    const auto entries = base::list_folder(from);
    if (!entries)
        return entries.error();
    if (auto failure = make_folder(to); !failure.empty())
        return failure;
    for (const auto& entry : *entries) {
        const auto source = base::join(from, entry.name);
        const auto target = base::join(to, entry.name);
        base::Diagnostics failure;
        if (entry.kind == base::EntryKind::folder)
            failure = link_tree(source, target);
        else if (entry.kind == base::EntryKind::file && ::link(source.c_str(), base::join(path_, target).c_str()) != 0 &&
                 errno != EEXIST) {
            if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
                return failed(base::join(path_, target), errno);
            const auto bytes = base::read_file(source, SIZE_MAX - 1);
            failure = bytes ? write(target, *bytes) : bytes.error();
        }
        if (!failure.empty())
            return failure;
    }
    return {};
}

base::Diagnostics Staging::sync_files() {
    std::vector<std::function<int()>> tasks;
    for (auto& [path, file] : written_)
        tasks.push_back([&file] { return ::fsync(file.get()) == 0 && file.close() == 0 ? 0 : errno; });
    const auto errors = base::run_all(tasks, files_waiting);
    base::Diagnostics failure;
    for (std::size_t i = 0; i < errors.size() && failure.empty(); ++i)
        if (errors[i] != 0)
            failure = failed(written_[i].first, errors[i]);
    written_.clear();
    return failure;
}

base::Diagnostics Staging::sync() {
    if (auto failure = sync_files(); !failure.empty())
        return failure;
    std::vector<std::function<int()>> tasks;
    for (const auto& folder : folders_ | std::views::reverse)
        tasks.push_back([&] { return base::sync_folder(base::join(path_, folder)) ? 0 : errno; });
    const auto errors = base::run_all(tasks, folders_waiting);
    const auto found = std::ranges::find_if(errors, [](int error) { return error != 0; });
    return found == errors.end() ? base::Diagnostics{} : failed(path_, *found);
}

} // namespace planpaket::archive
