#include "archive/storage_root.h"

#include "archive/content_walk.h"
#include "archive/declaration.h"
#include "archive/extensions.h"
#include "base/folder.h"
#include "base/translate.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t settings_limit = 1u << 20;

bool contains_file(const std::vector<base::Entry>& entries, std::string_view name) {
    return std::ranges::any_of(
        entries, [&](const base::Entry& entry) { return entry.name == name && entry.kind == base::EntryKind::file; });
}

void read_layout_file(StorageRoot& root) {
    const auto text = base::read_file(base::join(root.path, layout_file), settings_limit);
    const auto value = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!value.is_object() || !value.contains("extension") || !value["extension"].is_string() || !value.contains("description") ||
        !value["description"].is_string()) {
        root.faults.push_back(
            {"E070", layout_file, tr("the file is no JSON object with the texts 'extension' and 'description'")});
        return;
    }
    const std::string extension = value["extension"];
    if (!is_registered_extension(extension)) {
        root.faults.push_back({"E071", layout_file, trf("'{}' is not the name of a registered extension", extension)});
        return;
    }
    const auto config = base::read_file(
        base::join(base::join(base::join(root.path, extensions_folder), extension), "config.json"), settings_limit);
    root.layout = read_layout(extension, config ? std::optional(*config) : std::nullopt);
}

void check_extensions(StorageRoot& root) {
    const auto entries = base::list_folder(base::join(root.path, extensions_folder));
    if (!entries) {
        root.faults.push_back({"unreadable-folder", extensions_folder, entries.error().front().message});
        return;
    }
    for (const auto& entry : *entries) {
        const auto place = base::join(extensions_folder, entry.name);
        if (entry.kind != base::EntryKind::folder)
            root.faults.push_back({root.specification == Specification::v1_0 ? "E086" : "E112", place,
                                   tr("only folders of extensions belong here")});
        else if (place == staging_folder)
            root.faults.push_back(
                {"W016", place,
                 tr("a version is being added, or was when the program was stopped; the next 'archive add' clears it away")});
        else if (!is_registered_extension(entry.name))
            root.faults.push_back({"W016", place, tr("this is not the name of a registered extension")});
    }
}

/// Finds objects below a folder of the hierarchy. `depth` counts from the root.
void find_objects(StorageRoot& root, const std::string& where, std::size_t depth) {
    const auto entries = base::list_folder(base::join(root.path, where));
    if (!entries || depth > folder_depth_limit) {
        root.faults.push_back(
            {entries ? "limit" : "unreadable-folder", where,
             entries ? trf("folders are nested more than {} deep", folder_depth_limit) : entries.error().front().message});
        return;
    }
    const bool has_file =
        std::ranges::any_of(*entries, [](const base::Entry& entry) { return entry.kind == base::EntryKind::file; });
    if (std::ranges::any_of(*entries, [](const base::Entry& entry) { return entry.name.starts_with("0=ocfl_object"); }) ||
        contains_file(*entries, inventory_name)) {
        root.objects.push_back(where);
        return;
    }
    if (entries->empty())
        root.faults.push_back({"E073", where, tr("the folder is empty")});
    else if (has_file)
        root.faults.push_back({"E072", where, tr("the folder holds files, but is no object")});
    for (const auto& entry : *entries)
        if (entry.kind == base::EntryKind::folder)
            find_objects(root, base::join(where, entry.name), depth + 1);
        else if (entry.kind != base::EntryKind::file)
            root.faults.push_back({"E090", base::join(where, entry.name), tr("this is neither a file nor a folder")});
}

void read_files(StorageRoot& root, const std::vector<base::Entry>& entries) {
    root.specification = read_declaration(root.path, entries, Declares::root, "", root.faults);
    if (contains_file(entries, layout_file))
        read_layout_file(root);
}

} // namespace

StorageRoot read_root_files(const std::string& path) {
    StorageRoot root;
    root.path = path;
    if (const auto entries = base::list_folder(path))
        read_files(root, *entries);
    else
        root.faults.push_back({"unreadable-folder", "", entries.error().front().message});
    return root;
}

StorageRoot read_storage_root(const std::string& path) {
    StorageRoot root;
    root.path = path;
    const auto entries = base::list_folder(path);
    if (!entries) {
        root.faults.push_back({"unreadable-folder", "", entries.error().front().message});
        return root;
    }
    read_files(root, *entries);
    for (const auto& entry : *entries)
        if (entry.kind == base::EntryKind::link || entry.kind == base::EntryKind::special)
            root.faults.push_back({"E090", entry.name, tr("this is neither a file nor a folder")});
        else if (entry.kind == base::EntryKind::folder && entry.name == extensions_folder)
            check_extensions(root);
        else if (entry.kind == base::EntryKind::folder)
            find_objects(root, entry.name, 1);
    const auto top = std::ranges::count_if(root.objects, [](const auto& object) { return !object.contains('/'); });
    if (top > 0 && static_cast<std::size_t>(top) < root.objects.size())
        root.faults.push_back({"W015", "", tr("some objects stand at the top, others in folders")});
    return root;
}

} // namespace planpaket::archive
