#include "archive/writing.h"

#include "archive/algorithm.h"
#include "archive/date_time.h"
#include "archive/declaration.h"
#include "archive/new_store.h"
#include "archive/sidecar.h"
#include "archive/staging.h"
#include "archive/version_name.h"
#include "archive/write_inventory.h"
#include "base/durable.h"
#include "base/folder.h"
#include "base/io_error.h"
#include "base/translate.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <unordered_map>

namespace planpaket::archive {

namespace fs = std::filesystem;

namespace {

base::Diagnostics failed(const std::string& path, int error) {
    return {base::unwritable(path, error)};
}

std::string staging_path(const std::string& store) {
    return base::join(store, staging_folder);
}

/// Where an object stands that was moved aside to make room for the new one.
constexpr const char* aside = "aside";
/// The new object, or the first of the folders above it that are new, too.
constexpr const char* fresh = "fresh";

/// Moves an object back that was moved aside by a run that was killed before it could put the new one in place.
void move_back(const Store& store) {
    const auto old = base::join(staging_path(store.path()), aside);
    const auto text = base::read_file(base::join(old, inventory_name), inventory_limit);
    if (!text)
        return;
    Faults faults;
    const auto inventory = read_inventory(*text, inventory_name, faults);
    if (!inventory)
        return;
    const auto place = base::join(store.path(), store.layout().path(inventory->id));
    if (base::folder_identity(place) == 0)
        ::rename(old.c_str(), place.c_str());
}

/// The object as it is to be, and the digests of its files. Texts of `version` are pointed into.
struct Plan {
    Inventory inventory;
    std::vector<std::string> digests;                                ///< In the order of the version's files.
    std::vector<std::pair<std::string, const base::Bytes*>> content; ///< By content path: what is not stored yet.
    std::vector<std::string> texts;                                  ///< What the inventory's new texts point into.
};

std::string digest_of(base::DigestAlgorithm algorithm, const base::Bytes& bytes) {
    base::Digest digest(algorithm);
    for (const auto& piece : bytes.pieces())
        digest.add(piece);
    return digest.finish();
}

Plan plan_version(const NewVersion& version, const StoredObject* object) {
    Plan plan;
    if (object != nullptr)
        plan.inventory = object->inventory;
    auto& inventory = plan.inventory;
    if (object == nullptr) {
        inventory.id = version.id;
        inventory.algorithm = "sha512";
    }
    inventory.specification = Specification::v1_1;
    const auto algorithm = inventory.algorithm == "sha256" ? base::DigestAlgorithm::sha256 : base::DigestAlgorithm::sha512;
    plan.texts.reserve(2 + 3 * version.files.size());
    const auto keep = [&](std::string text) -> std::string_view { return plan.texts.emplace_back(std::move(text)); };

    std::unordered_map<std::string, std::string_view> known; // a digest in lower case, as the manifest writes it
    known.reserve(inventory.manifest.size() + version.files.size());
    for (const auto& file : inventory.manifest)
        known.emplace(lower_case(file.digest), file.digest);
    VersionBlock block;
    block.number = inventory.versions.size() + 1;
    block.name = keep(version_name(block.number, inventory.versions.empty() ? "v1" : inventory.versions.front().name));
    block.created = keep(write_date_time(version.created));
    block.message = version.message;
    block.user_name = version.user;
    if (!version.address.empty())
        block.user_address = version.address;
    const auto content = base::join(std::string(block.name), inventory.content_directory);
    for (const auto& file : version.files) {
        const auto text = keep(algorithm == base::DigestAlgorithm::sha512 ? file.sha512 : digest_of(algorithm, file.bytes));
        auto found = known.find(std::string(text));
        if (found == known.end()) {
            found = known.emplace(text, text).first;
            const auto path = keep(base::join(content, file.path));
            inventory.manifest.push_back({text, path});
            plan.content.emplace_back(path, &file.bytes);
        }
        block.state.push_back({found->second, file.path});
    }
    // Files of one digest stand together.
    std::ranges::stable_sort(block.state, {}, &DigestPath::path);
    std::unordered_map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < block.state.size(); ++i)
        first.emplace(block.state[i].digest, i);
    std::ranges::stable_sort(block.state, {}, [&](const DigestPath& file) { return first[file.digest]; });
    inventory.head = block.name;
    inventory.versions.push_back(std::move(block));
    return plan;
}

/// Writes the new version's folder and the object's own files.
base::Diagnostics stage(Staging& staging, const std::string& folder, const Plan& plan) {
    const auto& inventory = plan.inventory;
    const auto text = write_inventory(inventory);
    const auto algorithm = inventory.algorithm == "sha256" ? base::DigestAlgorithm::sha256 : base::DigestAlgorithm::sha512;
    const auto sidecar = sidecar_text(base::digest(algorithm, text));
    const auto version = base::join(folder, inventory.head);
    std::vector<std::pair<std::string, base::Bytes>> files{
        {base::join(folder, declaration_name(Declares::object, Specification::v1_1)),
         declaration_text(Declares::object, Specification::v1_1)}};
    for (const auto& place : {version, folder}) {
        files.emplace_back(base::join(place, inventory_name), text);
        files.emplace_back(base::join(place, sidecar_name(inventory.algorithm)), sidecar);
    }
    for (const auto& [path, bytes] : plan.content)
        if (auto failure = staging.write(base::join(folder, path), *bytes); !failure.empty())
            return failure;
    for (const auto& [path, bytes] : files)
        if (auto failure = staging.write(path, bytes); !failure.empty())
            return failure;
    return {};
}

/// The folders of the object as it is; its own few files are written anew.
base::Diagnostics link_older(Staging& staging, const std::string& object, const std::string& folder) {
    const auto entries = base::list_folder(object);
    if (!entries)
        return entries.error();
    for (const auto& entry : *entries)
        if (entry.kind == base::EntryKind::folder)
            if (auto failure = staging.link_tree(base::join(object, entry.name), base::join(folder, entry.name));
                !failure.empty())
                return failure;
    return {};
}

/// Undoes base::exchange(), or the moving of a new object, as far as that can be done.
void take_back(const std::string& staged, const std::string& place, const std::string& old) {
    if (base::folder_identity(staged) != 0)
        ::renameat2(AT_FDCWD, staged.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE);
    else if (::rename(place.c_str(), staged.c_str()) == 0 && base::folder_identity(old) != 0)
        ::rename(old.c_str(), place.c_str());
}

} // namespace

NewFile make_file(std::string path, base::Bytes bytes) {
    auto digest = digest_of(base::DigestAlgorithm::sha512, bytes);
    return {std::move(path), std::move(bytes), std::move(digest)};
}

Changes changes_between(const std::vector<StoredFile>& before, const std::vector<NewFile>& now) {
    std::map<std::string_view, std::string_view> old;
    for (const auto& file : before)
        old.emplace(file.path, file.digest);
    Changes changes;
    for (const auto& file : now) {
        const auto found = old.find(file.path);
        if (found == old.end())
            changes.added.push_back(file.path);
        else if (found->second != file.sha512)
            changes.changed.push_back(file.path);
        if (found != old.end())
            old.erase(found);
    }
    for (const auto& [path, digest] : old)
        changes.removed.emplace_back(path);
    std::ranges::sort(changes.added);
    std::ranges::sort(changes.changed);
    return changes;
}

base::Result<Writing> Writing::begin(const std::string& path, WritingOptions options) {
    if (auto failure = make_store(path, options.documentation); !failure.empty())
        return std::unexpected(failure);
    auto store = Store::open(path);
    if (!store)
        return std::unexpected(store.error());
    auto lock = std::make_unique<base::FileLock>(base::join(path, ".planpaket.lock"));
    if (!lock->held())
        return std::unexpected(failed(path, errno));
    move_back(*store);
    std::error_code error;
    fs::remove_all(staging_path(path), error);
    if (error)
        return std::unexpected(failed(staging_path(path), error.value()));
    return Writing(std::move(lock), std::move(*store), std::move(options));
}

base::Result<std::string> Writing::add(const NewVersion& version) {
    const auto place = store_.layout().path(version.id);
    const auto target = base::join(store_.path(), place);
    const bool exists = base::folder_identity(target) != 0;
    auto object = exists ? store_.find(version.id) : base::Result<StoredObject>(StoredObject{});
    if (!object)
        return std::unexpected(object.error());
    const auto plan = plan_version(version, exists ? &*object : nullptr);

    // Folders above a new object that are new, too, come into place with it: an empty folder has no place in a storage root.
    std::string parent; // the last folder above that is there
    fs::path missing = place;
    if (!exists)
        for (auto step = missing.begin();
             base::folder_identity(base::join(store_.path(), base::join(parent, step->string()))) != 0;
             missing = fs::path(place).lexically_relative(parent), step = missing.begin())
            parent = base::join(parent, step->string());
    const auto first = exists ? place : base::join(parent, missing.begin()->string());
    std::string folder = fresh;
    if (!exists)
        for (auto step = std::next(missing.begin()); step != missing.end(); ++step)
            folder = base::join(folder, step->string());

    Staging staging(staging_path(store_.path()));
    auto failure = staging.failure();
    if (failure.empty())
        failure = stage(staging, folder, plan);
    if (failure.empty() && exists)
        failure = link_older(staging, target, folder);
    if (failure.empty())
        failure = staging.sync();
    if (!failure.empty())
        return std::unexpected(failure);

    const auto staged = base::join(staging.path(), fresh);
    const auto final_place = base::join(store_.path(), first);
    const auto old = base::join(staging.path(), aside);
    const bool placed =
        exists ? base::exchange(staged, final_place, old, options_.exchange) : ::rename(staged.c_str(), final_place.c_str()) == 0;
    if (!placed)
        return std::unexpected(failed(final_place, errno));
    if (!base::sync_folder(fs::path(final_place).parent_path())) {
        const int reason = errno;
        take_back(staged, final_place, old);
        return std::unexpected(failed(final_place, reason));
    }
    return std::string(plan.inventory.head);
}

} // namespace planpaket::archive
