#include "making/manifest.h"

#include "base/errors.h"
#include "base/translate.h"
#include "base/version.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace planpaket::making {

using base::tr;
using base::trf;
using nlohmann::ordered_json;

namespace {

constexpr const char* pandoc_id = "program:pandoc";
constexpr const char* forms = "planpaket-package-";
constexpr const char* form = "planpaket-package-1";

struct Source {
    const char* kind;
    const ReadFile* file;
};

std::vector<Source> sources_of(const LoadedPlan& plan, const Kit& kit) {
    std::vector<Source> sources;
    const auto add = [&](const char* kind, const std::vector<ReadFile>& files) {
        for (const auto& file : files)
            sources.push_back({kind, &file});
    };
    add("plan", plan.files);
    if (plan.earlier)
        add("earlier", plan.earlier->files);
    add("delivery", plan.deliveries);
    add("template", plan.templates->files);
    add("style", kit.files);
    add("font", kit.faces.get());
    if (kit.conversion) {
        add("reference", kit.conversion->reference_files);
        if (kit.conversion->page)
            add("page", kit.conversion->page->files);
    }
    return sources;
}

/// A document does not depend on the templates of others (a page holds several), nor on what other formats are made with.
bool concerns(const Source& source, const LoadedPlan& plan, const MadeFile& file) {
    const std::filesystem::path path(source.file->path);
    if (file.format == Format::csv)
        return source.kind == std::string("plan") || source.kind == std::string("delivery") || path.filename() == "terms.toml";
    if (source.kind == std::string("reference"))
        return path.begin()->string() == name_of(file.format);
    if (source.kind == std::string("page"))
        return file.format == Format::html;
    const auto& document = file.document;
    if (source.kind == std::string("earlier"))
        return file.format != Format::html && plan.templates->templates.find(document)->compares;
    return source.kind != std::string("template") || path.extension() != ".md" || path.stem() == document ||
           file.format == Format::html || plan.templates->templates.find(path.stem().string()) == nullptr;
}

/// A text of an object; "" where there is none.
std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string source_id(const Source& source) {
    return source.kind + (":" + source.file->path);
}

} // namespace

std::string write_manifest(const LoadedPlan& plan, const Kit& kit, const std::vector<MadeFile>& files) {
    const auto sources = sources_of(plan, kit);
    ordered_json root{{"form", form},
                      {"program", {{"name", "planpaket"}, {"version", base::program_version()}}},
                      {"plan",
                       {{"id", plan.plan.id.value},
                        {"title", plan.plan.title.value},
                        {"version", plan.plan.version.value},
                        {"dnr", plan.plan.matter.dnr.value}}},
                      {"files", ordered_json::array()},
                      {"sources", ordered_json::array()}};
    std::vector<bool> used(sources.size());
    bool pandoc = false;
    for (const auto& file : files) {
        auto made_from = ordered_json::array();
        for (std::size_t i = 0; i < sources.size(); ++i)
            if (concerns(sources[i], plan, file)) {
                made_from.push_back(source_id(sources[i]));
                used[i] = true;
            }
        if (file.format != Format::pdf && file.format != Format::csv) {
            made_from.push_back(pandoc_id);
            pandoc = true;
        }
        root["files"].push_back({{"name", file.name},
                                 {"media_type", media_type(file.format)},
                                 {"size", file.bytes.size()},
                                 {"sha256", file.sha256},
                                 {"made_from", std::move(made_from)}});
    }
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (used[i])
            root["sources"].push_back({{"id", source_id(sources[i])},
                                       {"kind", sources[i].kind},
                                       {"name", sources[i].file->path},
                                       {"size", sources[i].file->size},
                                       {"sha256", sources[i].file->sha256}});
    if (pandoc)
        root["sources"].push_back({{"id", pandoc_id},
                                   {"kind", "program"},
                                   {"name", "pandoc"},
                                   {"version", kit.conversion->program.get().value().version}});
    return root.dump(2) + '\n';
}

std::string Manifest::main_file() const {
    const auto plan = std::ranges::find(sources, "plan", &ListedSource::kind);
    return plan == sources.end() ? std::string() : plan->name;
}

base::Result<Manifest> read_manifest(const std::string& text) {
    const auto no_package = [] {
        return base::refuse("not-a-package", trf("{} is not what planpaket writes", manifest_name), tr("build the package anew"));
    };
    const auto root = nlohmann::json::parse(text, nullptr, false);
    const auto given = text_of(root, "form");
    if (!given.starts_with(forms))
        return no_package();
    if (given != form)
        return base::refuse("newer-package",
                            trf("the package is of the form '{}', which a later version of planpaket has made", given),
                            tr("install that version"));
    if (!root.contains("files") || !root["files"].is_array())
        return no_package();
    Manifest manifest;
    if (root.contains("program"))
        manifest.program = text_of(root["program"], "version");
    for (const auto& file : root["files"]) {
        ListedFile listed{text_of(file, "name"), 0, text_of(file, "sha256")};
        if (listed.name.empty() || listed.sha256.empty() || !file.contains("size") || !file["size"].is_number_unsigned())
            return no_package();
        listed.size = file["size"];
        manifest.files.push_back(std::move(listed));
    }
    if (root.contains("sources") && root["sources"].is_array())
        for (const auto& source : root["sources"])
            if (auto name = text_of(source, "name"); !name.empty())
                manifest.sources.push_back({text_of(source, "kind"), std::move(name), text_of(source, "sha256")});
    return manifest;
}

std::optional<std::vector<std::string>> listed_files(const std::string& text) {
    const auto manifest = read_manifest(text);
    if (!manifest)
        return std::nullopt;
    std::vector<std::string> names;
    for (const auto& file : manifest->files)
        names.push_back(file.name);
    return names;
}

} // namespace planpaket::making
