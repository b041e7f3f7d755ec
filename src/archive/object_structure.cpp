#include "archive/content_walk.h"
#include "archive/declaration.h"
#include "archive/extensions.h"
#include "archive/sidecar.h"
#include "archive/verify_object.h"
#include "archive/version_name.h"
#include "base/folder.h"
#include "base/translate.h"

#include <algorithm>

namespace planpaket::archive {

using base::tr;
using base::trf;

namespace {

bool contains(const std::vector<base::Entry>& entries, std::string_view name, base::EntryKind kind) {
    return std::ranges::any_of(entries, [&](const base::Entry& entry) { return entry.name == name && entry.kind == kind; });
}

/// One reading of an object's folder.
class Reading {
public:
    explicit Reading(ObjectStructure& object) : object_(object) {}

    void read() {
        const auto entries = base::list_folder(object_.path);
        if (!entries)
            return add("unreadable-folder", "", entries.error().front().message);
        const auto declared = read_declaration(object_.path, *entries, Declares::object, object_.where, object_.faults);
        object_.specification = declared.value_or(Specification::v1_1);
        if (!contains(*entries, inventory_name, base::EntryKind::file))
            return check_folder(*entries), add("E063", "", trf("there is no {}", inventory_name));
        auto text = base::read_file(base::join(object_.path, inventory_name), inventory_limit);
        if (!text)
            return add("E033", inventory_name, text.error().front().message);
        object_.inventory = read_inventory(*text, base::join(object_.where, inventory_name), object_.faults);
        if (!object_.inventory)
            return check_folder(*entries);
        if (declared && object_.inventory->specification != *declared)
            add("E038", inventory_name,
                trf("the inventory is of version {} of the specification, the object of {}",
                    number(object_.inventory->specification), number(*declared)));
        check_sidecar(object_.path, *text, object_.inventory->algorithm, object_.where, object_.faults);
        check_folder(*entries);
        for (const auto& version : object_.inventory->versions)
            check_version(*entries, std::string(version.name), version.number, *text);
    }

private:
    void add(const char* code, std::string_view place, std::string message) {
        object_.faults.push_back({code, base::join(object_.where, place), std::move(message)});
    }

    /// What stands in the object's folder and should not.
    void check_folder(const std::vector<base::Entry>& entries) {
        for (const auto& entry : entries) {
            const bool sidecar = entry.name.starts_with("inventory.json.") &&
                                 (!object_.inventory || entry.name == sidecar_name(object_.inventory->algorithm));
            switch (entry.kind) {
            case base::EntryKind::file:
                if (entry.name != inventory_name && !sidecar && !entry.name.starts_with("0="))
                    add("E001", entry.name, tr("this file does not belong to an object"));
                break;
            case base::EntryKind::folder:
                if (entry.name == "extensions")
                    check_extensions();
                else if (read_version_name(entry.name)) {
                    if (object_.inventory && object_.inventory->find_version(entry.name) == nullptr)
                        add("E046", entry.name, tr("the inventory has no version of this name"));
                } else if (entry.name != "logs")
                    add("E001", entry.name, tr("this folder does not belong to an object"));
                break;
            case base::EntryKind::link:
                add("E090", entry.name, tr("a symbolic link stands where a file or folder should"));
                break;
            case base::EntryKind::special:
                add("E001", entry.name, tr("this is neither a file nor a folder"));
                break;
            }
        }
    }

    void check_extensions() {
        const auto entries = base::list_folder(base::join(object_.path, "extensions"));
        if (!entries)
            return add("unreadable-folder", "extensions", entries.error().front().message);
        for (const auto& entry : *entries)
            if (entry.kind != base::EntryKind::folder)
                add("E067", "extensions/" + entry.name, tr("only folders of extensions belong here"));
            else if (!is_registered_extension(entry.name))
                add("W013", "extensions/" + entry.name, tr("this is not the name of a registered extension"));
    }

    void check_version(const std::vector<base::Entry>& root, const std::string& version, std::size_t number,
                       const std::string& root_text) {
        if (!contains(root, version, base::EntryKind::folder)) {
            add("E046", version, tr("the folder of this version is missing"));
            if (std::ranges::any_of(object_.inventory->versions, [&](const VersionBlock& other) {
                    return other.number > number && contains(root, other.name, base::EntryKind::folder);
                }))
                add("E010", version, tr("there are later versions"));
            return;
        }
        const auto folder = base::join(object_.path, version);
        const auto entries = base::list_folder(folder);
        if (!entries)
            return add("unreadable-folder", version, entries.error().front().message);
        const std::string content(object_.inventory->content_directory);
        for (const auto& entry : *entries)
            if (entry.name == content && entry.kind == base::EntryKind::folder) {
                const auto before = object_.content.size();
                walk_content(base::join(folder, content), base::join(version, content),
                             base::join(base::join(object_.where, version), content), object_.content, object_.faults);
                if (object_.content.size() == before)
                    add("W003", base::join(version, content), tr("the content directory holds no file"));
            } else {
                check_entry(version, entry);
            }
        check_copy(version, *entries, root_text);
    }

    void check_entry(const std::string& version, const base::Entry& entry) {
        const auto place = base::join(version, entry.name);
        switch (entry.kind) {
        case base::EntryKind::file:
            // The sidecar of an older inventory may be of another algorithm.
            if (entry.name != inventory_name && entry.name != sidecar_name("sha512") && entry.name != sidecar_name("sha256"))
                add("E015", place, tr("this file does not belong to a version's folder"));
            break;
        case base::EntryKind::folder:
            add("W002", place, tr("this folder does not belong to a version's folder"));
            break;
        case base::EntryKind::link:
            add("E090", place, tr("a symbolic link stands where a file or folder should"));
            break;
        case base::EntryKind::special:
            add("E015", place, tr("this is neither a file nor a folder"));
            break;
        }
    }

    /// The inventory of a version: the head's is the object's.
    void check_copy(const std::string& version, const std::vector<base::Entry>& entries, const std::string& root_text) {
        if (!contains(entries, inventory_name, base::EntryKind::file))
            return add("W010", version, tr("the version has no inventory of its own"));
        if (version != object_.inventory->versions.back().name) {
            object_.older.push_back(version);
            return;
        }
        const auto folder = base::join(object_.path, version);
        const auto text = base::read_file(base::join(folder, inventory_name), inventory_limit);
        if (!text || *text != root_text)
            return add("E064", base::join(version, inventory_name),
                       tr("the latest version's inventory is not the same as the object's"));
        check_sidecar(folder, *text, object_.inventory->algorithm, base::join(object_.where, version), object_.faults);
    }

    ObjectStructure& object_;
};

} // namespace

ObjectStructure read_structure(const std::string& path, const std::string& where) {
    ObjectStructure object;
    object.path = path;
    object.where = where;
    Reading(object).read();
    return object;
}

} // namespace planpaket::archive
