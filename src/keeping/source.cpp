#include "keeping/source.h"

#include "base/errors.h"
#include "base/folder.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "making/manifest.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace planpaket::keeping {

using base::tr;
using base::trf;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_limit = std::size_t{1} << 30;

std::string flat(const base::Bytes& bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (const auto& piece : bytes.pieces())
        text += piece;
    return text;
}

} // namespace

bool is_in(const std::string& path, const char* folder) {
    return path.starts_with(std::string(folder) + '/');
}

std::string main_file(const base::Result<making::Manifest>& manifest) {
    const auto name = manifest ? manifest->main_file() : std::string();
    return name.empty() ? name : base::join(stored_plan, name);
}

std::expected<Source, base::Failure> read_source(const base::World& world, base::Sources& sources, const std::string& templates,
                                                 const std::string& path, const making::Formats& formats) {
    making::Shelf shelf(world, sources, templates);
    Source source{making::load_plan(world, sources, shelf, path), {}};
    if (!source.plan.template_errors.empty())
        return std::unexpected(base::Failure(base::Fault::document, source.plan.template_errors));
    if (!source.plan.usable())
        return std::unexpected(base::Failure(base::Fault::plan, source.plan.diagnostics));
    auto kit = making::read_kit(world, sources, templates, {source.plan.plan.language.value}, formats);
    if (!kit)
        return std::unexpected(base::Failure(base::Fault::document, kit.error()));
    source.kit = std::move(*kit);
    return source;
}

base::Result<std::vector<archive::NewFile>> source_files(const base::World& world, const Source& source,
                                                         const std::string& templates) {
    std::vector<archive::NewFile> files;
    base::Diagnostics diagnostics;
    const auto add = [&](const std::string& folder, const std::string& root, const std::vector<making::ReadFile>& read) {
        for (const auto& file : read) {
            const auto path = base::join(folder, file.path);
            if (std::ranges::find(files, path, &archive::NewFile::path) != files.end())
                continue;
            const auto bytes = world.read_file((fs::path(root) / file.path).string(), file.size);
            if (!bytes || base::sha256(*bytes) != file.sha256) {
                diagnostics.push_back(base::error("changed-file",
                                                  trf("{} was changed while it was read", (fs::path(root) / file.path).string()),
                                                  tr("try again")));
                continue;
            }
            files.push_back(archive::make_file(path, *bytes));
        }
    };
    add(stored_plan, fs::path(source.plan.path).parent_path().string(), source.plan.files);
    add(stored_templates, templates, source.plan.templates->files);
    add(stored_templates, templates, source.kit.files);
    if (source.kit.conversion) {
        add(stored_templates, templates, source.kit.conversion->reference_files);
        if (source.kit.conversion->page)
            add(stored_templates, templates, source.kit.conversion->page->files);
    }
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return files;
}

base::Result<MadePackage> make_package(Source& source, const making::Formats& formats, std::size_t jobs,
                                       const base::Progress& progress) {
    auto made = std::move(
        making::make_documents({making::order_documents(source.plan, {}, formats)}, source.kit, jobs, progress).front());
    if (!made.diagnostics.empty())
        return std::unexpected(std::move(made.diagnostics));
    MadePackage package{{}, std::move(made.missing)};
    auto text = making::write_manifest(source.plan, source.kit, made.files);
    for (auto& file : made.files)
        package.files.push_back(archive::make_file(base::join(stored_documents, file.name), std::move(file.bytes)));
    package.files.push_back(archive::make_file(base::join(stored_documents, making::manifest_name), std::move(text)));
    return package;
}

base::Result<std::vector<archive::NewFile>> read_package(const std::string& folder,
                                                         const std::vector<archive::NewFile>& sources) {
    const auto entries = base::list_folder(folder);
    if (!entries)
        return std::unexpected(entries.error());
    const auto stale = [&](std::string message) {
        return base::refuse("stale-package", std::move(message), trf("make it anew: planpaket build PLAN.toml"));
    };
    std::map<std::string, base::Bytes> contents;
    for (const auto& entry : *entries) {
        if (entry.kind != base::EntryKind::file)
            continue;
        auto bytes = base::read_file(base::join(folder, entry.name), file_limit);
        if (!bytes)
            return std::unexpected(bytes.error());
        contents.emplace(entry.name, std::move(*bytes));
    }
    const auto found = contents.find(making::manifest_name);
    const auto manifest = making::read_manifest(found == contents.end() ? std::string() : flat(found->second));
    if (!manifest)
        return base::refuse("stale-package", trf("{} is not a package of planpaket", folder),
                            trf("name the folder that 'build' has made"));
    std::set<std::string> made{making::manifest_name};
    for (const auto& file : manifest->files) {
        const auto bytes = contents.find(file.name);
        if (bytes == contents.end() || file.sha256 != base::sha256(bytes->second.pieces()))
            return stale(trf("{} is missing, or not as it was made", base::join(folder, file.name)));
        made.insert(file.name);
    }
    for (const auto& listed : manifest->sources) {
        if (listed.kind == "font" || listed.kind == "program" || listed.kind == "earlier")
            continue;
        const auto path = base::join(listed.kind == "plan" ? stored_plan : stored_templates, listed.name);
        const auto source = std::ranges::find(sources, path, &archive::NewFile::path);
        if (source == sources.end() || base::sha256(source->bytes.pieces()) != listed.sha256)
            return stale(trf("{} was made from another {}", folder, path));
    }
    std::vector<archive::NewFile> files;
    for (auto& [name, bytes] : contents)
        files.push_back(
            archive::make_file(base::join(made.contains(name) ? stored_documents : stored_signed, name), std::move(bytes)));
    return files;
}

} // namespace planpaket::keeping
