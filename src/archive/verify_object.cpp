#include "archive/verify_object.h"

#include "archive/algorithm.h"
#include "archive/prior_state.h"
#include "archive/sidecar.h"
#include "archive/version_name.h"
#include "base/folder.h"
#include "base/translate.h"

#include <algorithm>
#include <unordered_map>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

/// What an inventory says of the digests of its files, by content path.
template <class Add>
void say_expected(const Inventory& inventory, const std::string& name, const Add& add) {
    const auto algorithm = find_algorithm(inventory.algorithm);
    for (const auto& file : inventory.manifest)
        if (!file.path.empty() && algorithm && algorithm->digest)
            add(file.path, *algorithm->digest, file.digest, "E092", name);
    for (const auto& block : inventory.fixity) {
        const auto known = find_algorithm(block.algorithm);
        for (const auto& file : block.files)
            if (!file.path.empty() && known && known->digest)
                add(file.path, *known->digest, file.digest, "E093", name);
    }
}

/// Every file in the content directories of an inventory's versions is in its manifest.
void check_completeness(const ObjectStructure& object, const Inventory& inventory, const std::string& where, Faults& faults) {
    std::vector<std::string_view> manifest;
    for (const auto& file : inventory.manifest)
        manifest.push_back(file.path);
    std::ranges::sort(manifest);
    for (const auto& version : inventory.versions) {
        const auto folder = std::string(version.name) + '/';
        for (auto file = object.content.lower_bound(folder); file != object.content.end() && file->first.starts_with(folder);
             ++file)
            if (!std::ranges::binary_search(manifest, std::string_view(file->first)))
                faults.push_back({"E023", where, trf("'{}' is not in the manifest", file->first)});
    }
}

} // namespace

OlderInventory read_older(const ObjectStructure& object, const std::string& version) {
    OlderInventory older;
    const auto folder = base::join(object.path, version);
    const auto where = base::join(object.where, version);
    const auto place = base::join(where, inventory_name);
    const auto text = base::read_file(base::join(folder, inventory_name), inventory_limit);
    if (!text) {
        older.faults.push_back({"E033", place, text.error().front().message});
        return older;
    }
    const auto inventory = read_inventory(*text, place, older.faults);
    if (!inventory)
        return older;
    older.usable = true;
    older.specification = inventory->specification;
    older.names_content_directory = inventory->names_content_directory;
    older.content_directory = inventory->content_directory;
    check_sidecar(folder, *text, inventory->algorithm, where, older.faults);
    const auto add = [&](const char* code, std::string message) { older.faults.push_back({code, place, std::move(message)}); };
    if (inventory->id != object.inventory->id)
        add("E037", trf("the id is '{}', but the object's is '{}'", inventory->id, object.inventory->id));
    if (inventory->head != version && inventory->versions.back().name != version)
        add("E040", trf("this inventory of {} says that the head is {}", version, inventory->head));
    if (inventory->content_directory != object.inventory->content_directory)
        add("E020", trf("the content directory is '{}', but the object's is '{}'", inventory->content_directory,
                        object.inventory->content_directory));
    compare_states(*inventory, *object.inventory, place, older.faults);
    check_completeness(object, *inventory, place, older.faults);

    // Most of what it says the object's inventory says, too.
    std::unordered_map<std::string_view, std::string_view> said;
    if (inventory->algorithm == object.inventory->algorithm)
        for (const auto& file : object.inventory->manifest)
            said.emplace(file.path, file.digest);
    say_expected(*inventory, base::join(version, inventory_name),
                 [&](std::string_view path, auto algorithm, std::string_view digest, const char* code, const std::string& name) {
                     const auto found = said.find(path);
                     if (std::string_view(code) != "E092" || found == said.end() || !same_digest(found->second, digest))
                         older.expected.push_back({std::string(path), {algorithm, lower_case(digest), code, name}});
                 });
    return older;
}

std::vector<FileCheck> join_inventories(ObjectStructure& object, const std::vector<OlderInventory>& older) {
    if (!object.inventory)
        return {};
    auto& faults = object.faults;
    const auto& inventory = *object.inventory;
    const auto root_place = base::join(object.where, inventory_name);
    check_completeness(object, inventory, root_place, faults);
    auto previous = Specification::v1_0;
    for (std::size_t i = 0; i < older.size(); ++i) {
        faults.insert(faults.end(), older[i].faults.begin(), older[i].faults.end());
        if (!older[i].usable)
            continue;
        const auto place = base::join(base::join(object.where, object.older[i]), inventory_name);
        if (older[i].specification < previous)
            faults.push_back({"E103", place, tr("the version is of an earlier specification than the version before it")});
        previous = older[i].specification;
        if (older[i].content_directory != inventory.content_directory ||
            (i == 0 && older[i].names_content_directory != inventory.names_content_directory))
            faults.push_back({"E019", place, tr("the content directory is not named as in the object's inventory")});
    }
    if (inventory.specification < previous)
        faults.push_back({"E103", root_place, tr("the version is of an earlier specification than the version before it")});

    std::map<std::string, FileCheck> checks;
    const auto expect = [&](const std::string& path, Expected expected) {
        const auto file = object.content.find(path);
        if (file == object.content.end()) {
            faults.push_back(
                {expected.code, base::join(object.where, expected.inventory), trf("the file '{}' is missing", path)});
            return;
        }
        auto& check = checks[path];
        if (check.path.empty())
            check = {base::join(object.path, path), base::join(object.where, path), file->second, {}};
        if (std::ranges::none_of(check.expected, [&](const Expected& each) {
                return each.algorithm == expected.algorithm && each.digest == expected.digest && each.code == expected.code;
            }))
            check.expected.push_back(std::move(expected));
    };
    say_expected(inventory, inventory_name,
                 [&](std::string_view path, auto algorithm, std::string_view digest, const char* code, const std::string& name) {
                     expect(std::string(path), {algorithm, lower_case(digest), code, name});
                 });
    for (const auto& each : older)
        for (const auto& [path, expected] : each.expected)
            expect(path, expected);
    std::vector<FileCheck> list;
    for (auto& [path, check] : checks)
        list.push_back(std::move(check));
    return list;
}

Faults check_file(const FileCheck& check) {
    std::vector<base::DigestAlgorithm> algorithms;
    for (const auto& expected : check.expected)
        if (std::ranges::find(algorithms, expected.algorithm) == algorithms.end())
            algorithms.push_back(expected.algorithm);
    const auto digests = base::digest_file(check.path, algorithms);
    if (!digests)
        return {{"unreadable-file", check.where, digests.error().front().message}};
    Faults faults;
    for (const auto& expected : check.expected) {
        const auto at = std::ranges::find(algorithms, expected.algorithm) - algorithms.begin();
        if ((*digests)[static_cast<std::size_t>(at)] != expected.digest)
            faults.push_back(
                {expected.code, check.where, trf("the file has not the digest that {} gives for it", expected.inventory)});
    }
    return faults;
}

} // namespace planpaket::archive
