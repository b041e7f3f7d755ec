#include "archive/content_walk.h"

#include "base/folder.h"
#include "base/translate.h"

namespace planpaket::archive {

using base::tr;
using base::trf;

bool walk_content(const std::string& folder, const std::string& prefix, const std::string& where,
                  std::map<std::string, std::uint64_t>& files, Faults& faults, std::size_t depth) {
    if (depth > folder_depth_limit) {
        faults.push_back({"limit", where, trf("folders are nested more than {} deep", folder_depth_limit)});
        return true;
    }
    const auto entries = base::list_folder(folder);
    if (!entries) {
        faults.push_back({"unreadable-folder", where, entries.error().front().message});
        return true;
    }
    for (const auto& entry : *entries) {
        const auto place = base::join(where, entry.name);
        switch (entry.kind) {
        case base::EntryKind::file:
            files.emplace(base::join(prefix, entry.name), entry.size);
            break;
        case base::EntryKind::folder:
            if (!walk_content(base::join(folder, entry.name), base::join(prefix, entry.name), place, files, faults, depth + 1))
                faults.push_back({"E024", place, tr("the folder is empty")});
            break;
        case base::EntryKind::link:
            faults.push_back({"E090", place, tr("a symbolic link stands where a file or folder should")});
            break;
        case base::EntryKind::special:
            faults.push_back({"E090", place, tr("this is neither a file nor a folder")});
            break;
        }
    }
    return !entries->empty();
}

} // namespace planpaket::archive
