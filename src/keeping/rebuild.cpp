#include "keeping/rebuild.h"

#include "base/folder.h"
#include "base/memory_world.h"
#include "base/translate.h"
#include "keeping/source.h"
#include "making/manifest.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace planpaket::keeping {

using base::trf;

namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;

/// What a version holds, as far as documents are made of it and compared with it.
struct Held {
    base::MemoryWorld world;
    std::map<std::string, std::string> documents; ///< SHA-512 by path.
    making::Formats formats;
    std::string main_file; ///< Of the plan.
    std::string program;   ///< The version that made the documents.
    bool compared = false; ///< Some tell of changes from an earlier plan, which is not held.
};

base::Result<Held> read_version(const archive::Store& store, const archive::StoredObject& object,
                                const archive::VersionBlock& version) {
    Held held;
    for (const auto& file : archive::files_of(object.inventory, version)) {
        const bool manifest = file.path == base::join(stored_documents, making::manifest_name);
        if (is_in(file.path, stored_documents)) {
            held.documents.emplace(file.path, file.digest);
            if (const auto ending = std::filesystem::path(file.path).extension().string(); !manifest && !ending.empty())
                if (const auto format = making::format_named(ending.substr(1)))
                    held.formats.insert(*format);
        }
        if (!manifest && !is_in(file.path, stored_plan) && !is_in(file.path, stored_templates))
            continue;
        auto text = store.read(object, file, file_limit);
        if (!text)
            return std::unexpected(text.error());
        if (manifest) {
            const auto read = making::read_manifest(*text);
            held.main_file = main_file(read);
            held.program = read ? read->program : std::string();
            held.compared =
                read && std::ranges::find(read->sources, "earlier", &making::ListedSource::kind) != read->sources.end();
        } else
            held.world.files.emplace(file.path, std::move(*text));
    }
    return held;
}

} // namespace

archive::Faults rebuild_version(const archive::Store& store, const archive::StoredObject& object,
                                const archive::VersionBlock& version, std::size_t jobs) {
    const auto where = base::join(object.folder, version.name);
    const auto failed = [&](const base::Diagnostics& diagnostics) {
        archive::Faults faults;
        for (const auto& diagnostic : diagnostics)
            faults.push_back({"not-rebuilt", where, diagnostic.message});
        return faults;
    };
    const auto held = read_version(store, object, version);
    if (!held)
        return failed(held.error());
    if (held->main_file.empty())
        return {};
    if (held->compared)
        return {{"not-rebuilt", where, trf("its documents tell of changes from an earlier plan, which it does not hold")}};
    base::Sources sources;
    auto source = read_source(held->world, sources, stored_templates, held->main_file, held->formats);
    if (!source)
        return failed(source.error().groups.front());
    const auto package = make_package(*source, held->formats, jobs);
    if (!package || !package->missing.empty())
        return failed(package ? package->missing : package.error());
    archive::Faults faults;
    auto wanted = held->documents;
    for (const auto& file : package->files) {
        const auto found = wanted.find(file.path);
        if (found == wanted.end())
            faults.push_back({"other-bytes", base::join(where, file.path), trf("the file is made now, but is not stored")});
        else if (found->second != file.sha512)
            faults.push_back({"other-bytes", base::join(where, file.path),
                              trf("the file is made with other bytes now; planpaket {} made the stored one", held->program)});
        if (found != wanted.end())
            wanted.erase(found);
    }
    for (const auto& [path, digest] : wanted)
        faults.push_back({"other-bytes", base::join(where, path), trf("the file is stored, but is not made now")});
    return faults;
}

void rebuild_all(const std::string& path, std::size_t jobs, archive::Verdict& verdict, const base::Progress& progress) {
    const auto store = archive::Store::open(path);
    if (!store) {
        verdict.faults.push_back({"not-rebuilt", "", store.error().front().message});
        return;
    }
    std::size_t versions = 0, done = 0;
    for (const auto& object : verdict.objects)
        versions += object.versions;
    progress(done, versions);
    for (auto& object : verdict.objects) {
        const auto stored = store->find(object.id);
        if (!stored || std::ranges::any_of(object.faults, &archive::Fault::is_error))
            continue;
        for (const auto& version : stored->inventory.versions) {
            auto faults = rebuild_version(*store, *stored, version, jobs);
            object.faults.insert(object.faults.end(), faults.begin(), faults.end());
            progress(++done, versions);
        }
    }
}

} // namespace planpaket::keeping
