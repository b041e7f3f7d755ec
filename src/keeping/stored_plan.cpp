#include "keeping/stored_plan.h"

#include "base/errors.h"
#include "base/folder.h"
#include "base/translate.h"
#include "keeping/source.h"
#include "making/manifest.h"

#include <nlohmann/json.hpp>

namespace planpaket::keeping {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;

/// The plan's main file, which a manifest names first of the plan's; empty if it names none.
std::string main_file(const std::string& text) {
    const auto manifest = nlohmann::json::parse(text, nullptr, false);
    if (!making::listed_files(text) || !manifest.contains("sources") || !manifest["sources"].is_array())
        return {};
    for (const auto& source : manifest["sources"])
        if (source.is_object() && source.value("kind", nlohmann::json()) == "plan" && source.contains("name") &&
            source["name"].is_string())
            return base::join(stored_plan, source["name"].get<std::string>());
    return {};
}

} // namespace

base::Result<StoredPlan> read_stored_plan(const archive::Store& store, const archive::StoredObject& object,
                                          const std::string& version) {
    StoredPlan plan;
    for (const auto& file : archive::files_of(object.inventory, *object.inventory.find_version(version))) {
        const bool manifest = file.path == base::join(stored_documents, making::manifest_name);
        if (!manifest && !file.path.starts_with(std::string(stored_plan) + '/'))
            continue;
        auto text = store.read(object, file, file_limit);
        if (!text)
            return std::unexpected(std::move(text.error()));
        if (manifest)
            plan.main_file = main_file(*text);
        else
            plan.world.files.emplace(file.path, std::move(*text));
    }
    if (plan.main_file.empty())
        return base::refuse("no-plan-in-version", trf("{} {} holds no plan of planpaket", object.inventory.id, version),
                            tr("name a version that 'archive add' has stored"));
    return plan;
}

} // namespace planpaket::keeping
