#include "cli/compared_plan.h"

#include "base/folder.h"
#include "base/memory_world.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/archive_source.h"
#include "cli/manifest.h"
#include "cli/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;

bool is_version(const std::string& word) {
    return word.size() > 1 && word.front() == 'v' &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The plan's main file, which a manifest names first of the plan's; empty if it names none.
std::string main_file(const std::string& text) {
    const auto manifest = nlohmann::json::parse(text, nullptr, false);
    if (!listed_files(text) || !manifest.contains("sources") || !manifest["sources"].is_array())
        return {};
    for (const auto& source : manifest["sources"])
        if (source.is_object() && source.value("kind", nlohmann::json()) == "plan" && source.contains("name") &&
            source["name"].is_string())
            return base::join(stored_plan, source["name"].get<std::string>());
    return {};
}

struct StoredPlan {
    base::MemoryWorld world;
    std::string main_file;
};

base::Result<StoredPlan> read_version(const FoundVersion& found) {
    StoredPlan plan;
    const auto& version = *found.object.inventory.find_version(found.version);
    for (const auto& file : archive::files_of(found.object.inventory, version)) {
        const bool manifest = file.path == base::join(stored_documents, manifest_name);
        if (!manifest && !file.path.starts_with(std::string(stored_plan) + '/'))
            continue;
        auto text = found.store.read(found.object, file, file_limit);
        if (!text)
            return std::unexpected(std::move(text.error()));
        if (manifest)
            plan.main_file = main_file(*text);
        else
            plan.world.files.emplace(file.path, std::move(*text));
    }
    if (plan.main_file.empty())
        return std::unexpected(
            base::Diagnostics{{base::Severity::error,
                               "no-plan-in-version",
                               {},
                               trf("{} {} holds no plan of planpaket", found.object.inventory.id, found.version),
                               tr("name a version that 'archive add' has stored")}});
    return plan;
}

std::expected<ComparedPlan, Outcome> checked(ComparedPlan plan, Context& context) {
    auto& loaded = plan.loaded;
    if (loaded.usable())
        return plan;
    report(context, {loaded.template_errors, loaded.diagnostics});
    return std::unexpected(has_error(loaded.diagnostics) ? Outcome::plan_wrong : Outcome::document_failed);
}

} // namespace

bool names_version(const std::string& word) {
    return is_version(word) || (word.find('@') != std::string::npos && !word.ends_with(".toml"));
}

std::expected<ComparedPlan, Outcome> load_compared(const std::string& word, const std::string& id, const std::string& store,
                                                   Shelf& shelf, Context& context) {
    if (!names_version(word))
        return checked({word, load_plan(context.world, context.sources, shelf, word)}, context);
    const auto at = word.find('@');
    const auto plan_id = is_version(word) ? id : word.substr(0, at);
    const auto version = is_version(word) ? word : word.substr(at + 1);
    if (plan_id.empty()) {
        usage_error(context, trf("'{}' is a version, but of which plan?", word), tr("name it with its plan: PLAN-ID@v2"));
        return std::unexpected(Outcome::usage);
    }
    Arguments named;
    named.options["store"] = {store};
    named.words = {plan_id};
    if (!version.empty())
        named.words.push_back(version);
    const auto found = find_version(named, context);
    if (!found)
        return std::unexpected(Outcome::archive_refuses);
    const auto stored = read_version(*found);
    if (!stored) {
        report(context, stored.error());
        return std::unexpected(Outcome::archive_refuses);
    }
    return checked({plan_id + " " + found->version, load_plan(stored->world, context.sources, shelf, stored->main_file)},
                   context);
}

} // namespace planpaket::cli
