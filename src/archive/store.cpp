#include "archive/store.h"

#include "archive/algorithm.h"
#include "archive/sidecar.h"
#include "base/errors.h"
#include "base/folder.h"
#include "base/parallel.h"
#include "base/translate.h"

#include <algorithm>
#include <unordered_map>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

constexpr std::string_view scheme = "planpaket:";

base::Diagnostics damaged(const Fault& fault) {
    return {base::error("damaged-archive", fault.where + ": " + fault.message + " [" + fault.code + "]",
                        tr("'planpaket archive verify' lists all that is wrong; get the object back from a backup"))};
}

/// What `read(text, faults)` makes of an object's inventory; else the first error that it finds.
template <class Read>
auto read_object(const std::string& root, const std::string& folder, const Read& read)
    -> base::Result<typename decltype(read(std::string(), std::declval<Faults&>()))::value_type> {
    const auto text = base::read_file(base::join(base::join(root, folder), inventory_name), inventory_limit);
    if (!text)
        return std::unexpected(damaged({"E063", folder, text.error().front().message}));
    Faults faults;
    auto value = read(*text, faults);
    if (const auto error = std::ranges::find_if(faults, &Fault::is_error); error != faults.end())
        return std::unexpected(damaged(*error));
    return std::move(*value);
}

Listed list_object(const std::string& root, const std::string& folder) {
    auto summary = read_object(root, folder, [&](const std::string& text, Faults& faults) {
        return read_summary(text, base::join(folder, inventory_name), faults);
    });
    if (!summary)
        return {folder, {}, summary.error()};
    return {folder, std::move(*summary), {}};
}

/// The objects in a folder of the hierarchy that is still `depth` steps above them.
std::vector<Listed> list_below(const std::string& root, const std::string& folder, std::size_t depth) {
    if (depth == 0)
        return {list_object(root, folder)};
    const auto entries = base::list_folder(base::join(root, folder));
    if (!entries)
        return {{folder, {}, entries.error()}};
    std::vector<Listed> all;
    for (const auto& entry : *entries)
        if (entry.kind == base::EntryKind::folder)
            std::ranges::move(list_below(root, base::join(folder, entry.name), depth - 1), std::back_inserter(all));
    return all;
}

} // namespace

std::string object_id(const std::string& plan_id) {
    return std::string(scheme) + plan_id;
}

std::string plan_id(std::string_view object_id) {
    return std::string(object_id.starts_with(scheme) ? object_id.substr(scheme.size()) : object_id);
}

base::Result<Store> Store::open(const std::string& path) {
    auto root = read_root_files(base::join(path, "."));
    if (!root.specification)
        return base::refuse("not-a-store", trf("{} is not an OCFL store", path),
                            tr("name the store's folder with --store; 'planpaket archive add' makes a new one"));
    if (!root.layout)
        return base::refuse(
            "not-a-store", trf("{} names no layout of folders that planpaket knows", path),
            trf("the layouts are {} and {}", extension_name(LayoutKind::hash_and_id), extension_name(LayoutKind::hashed)));
    root.path = path;
    return Store(std::move(root));
}

std::vector<Listed> Store::list(std::size_t jobs) const {
    std::vector<std::function<std::vector<Listed>()>> tasks;
    const auto depth = root_.layout->tuples;
    if (const auto entries = base::list_folder(base::join(root_.path, ".")))
        for (const auto& entry : *entries)
            if (entry.kind == base::EntryKind::folder && entry.name != extensions_folder)
                tasks.push_back([this, depth, name = entry.name] { return list_below(root_.path, name, depth); });
    std::vector<Listed> all;
    for (auto& part : base::run_all(tasks, jobs))
        std::ranges::move(part, std::back_inserter(all));
    std::ranges::sort(all, {}, [](const Listed& listed) { return std::tie(listed.summary.id, listed.folder); });
    return all;
}

base::Result<StoredObject> Store::find(const std::string& id) const {
    const auto folder = root_.layout->path(id);
    if (base::folder_identity(base::join(root_.path, folder)) == 0)
        return base::refuse("not-in-store", trf("'{}' is not in the store {}", plan_id(id), root_.path),
                            trf("'planpaket archive list --store {}' shows what is", root_.path));
    auto inventory = read_object(root_.path, folder, [&](const std::string& text, Faults& faults) {
        auto read = read_inventory(text, base::join(folder, inventory_name), faults);
        if (read)
            check_sidecar(base::join(root_.path, folder), text, read->algorithm, folder, faults);
        return read;
    });
    if (!inventory)
        return std::unexpected(inventory.error());
    if (inventory->id != id)
        return std::unexpected(damaged({"E083", folder, trf("the object's id is '{}'", inventory->id)}));
    return StoredObject{folder, std::move(*inventory)};
}

base::Result<std::string> Store::read(const StoredObject& object, const StoredFile& file, std::size_t limit) const {
    const auto root = base::join(root_.path, object.folder);
    auto bytes = base::read_file_below(root, file.content_path, limit);
    if (!bytes)
        return std::unexpected(damaged({"E092", base::join(object.folder, file.content_path), bytes.error().front().message}));
    if (!same_digest(file.digest, base::digest(*find_algorithm(object.inventory.algorithm)->digest, *bytes)))
        return std::unexpected(damaged({"E092", base::join(object.folder, file.content_path),
                                        tr("the file has not the digest that the inventory gives for it")}));
    return bytes;
}

std::vector<StoredFile> files_of(const Inventory& inventory, const VersionBlock& version) {
    std::unordered_map<std::string_view, std::string_view> content;
    for (const auto& file : inventory.manifest)
        content.emplace(file.digest, file.path);
    std::vector<StoredFile> files;
    for (const auto& file : version.state)
        if (!file.path.empty())
            files.push_back({std::string(file.path), lower_case(file.digest), std::string(content[file.digest])});
    std::ranges::sort(files, {}, &StoredFile::path);
    return files;
}

} // namespace planpaket::archive
