#include "archive/new_store.h"

#include "archive/declaration.h"
#include "archive/staging.h"
#include "archive/storage_root.h"
#include "base/durable.h"
#include "base/file_lock.h"
#include "base/folder.h"
#include "base/io_error.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace planpaket::archive {

namespace fs = std::filesystem;

namespace {

/// Two hexadecimal digits make at most 256 folders: a few thousand plans stand in folders that a person can look through, and a
/// list of them opens few folders.
constexpr std::size_t tuple_size = 2;
constexpr std::size_t tuples = 1;

bool is_empty_or_absent(const fs::path& path) {
    std::error_code error;
    return !fs::exists(fs::symlink_status(path, error)) || (fs::is_directory(path, error) && fs::is_empty(path, error));
}

std::vector<std::pair<std::string, std::string>> root_files() {
    const char* layout = extension_name(LayoutKind::hash_and_id);
    const nlohmann::ordered_json named{
        {"extension", layout},
        {"description",
         "Each object stands in a folder named by the first two hexadecimal digits of the SHA-256 of its id, and in it "
         "in a folder named by its id, where what is no letter, digit, hyphen or underscore is percent-encoded."}};
    const nlohmann::ordered_json config{
        {"extensionName", layout}, {"digestAlgorithm", "sha256"}, {"tupleSize", tuple_size}, {"numberOfTuples", tuples}};
    return {{layout_file, named.dump(2) + '\n'},
            {base::join(base::join(extensions_folder, layout), "config.json"), config.dump(2) + '\n'},
            {declaration_name(Declares::root, Specification::v1_1), declaration_text(Declares::root, Specification::v1_1)}};
}

} // namespace

base::Diagnostics make_store(const std::string& path, const std::vector<std::pair<std::string, std::string>>& documentation) {
    const auto target = fs::absolute(path).lexically_normal();
    const auto folder = target.has_filename() ? target : target.parent_path();
    const auto parent = folder.parent_path();
    const auto name = folder.filename().string();
    const auto lock_path = parent / ("." + name + ".lock");
    std::error_code error;
    // A lock beside a store was left by a run that was killed as soon as it had made it: taking the lock clears it away.
    if (!is_empty_or_absent(folder) && !fs::exists(lock_path, error))
        return {};
    fs::create_directories(parent, error);
    if (error)
        return {base::unwritable(parent.string(), error.value())};
    const base::FileLock lock(lock_path.string());
    if (!lock.held())
        return {base::unwritable(parent.string(), errno)};
    if (!is_empty_or_absent(folder)) // another run has made it while this one waited
        return {};
    Staging staging((parent / ("." + name + ".staged")).string());
    auto failure = staging.failure();
    for (const auto& files : {root_files(), documentation})
        for (const auto& [file, text] : files)
            if (failure.empty())
                failure = staging.write(file, text);
    if (failure.empty())
        failure = staging.sync();
    if (!failure.empty())
        return failure;
    // An empty folder of that name is replaced.
    if (::rename(staging.path().c_str(), folder.c_str()) != 0)
        return {base::unwritable(folder.string(), errno)};
    if (!base::sync_folder(parent))
        return {base::unwritable(parent.string(), errno)};
    return {};
}

} // namespace planpaket::archive
