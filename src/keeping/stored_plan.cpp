#include "keeping/stored_plan.h"

#include "base/errors.h"
#include "base/folder.h"
#include "base/translate.h"
#include "keeping/source.h"
#include "making/manifest.h"

namespace planpaket::keeping {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;

} // namespace

base::Result<StoredPlan> read_stored_plan(const archive::Store& store, const archive::StoredObject& object,
                                          const std::string& version) {
    StoredPlan plan;
    for (const auto& file : archive::files_of(object.inventory, *object.inventory.find_version(version))) {
        const bool manifest = file.path == base::join(stored_documents, making::manifest_name);
        if (!manifest && !is_in(file.path, stored_plan))
            continue;
        auto text = store.read(object, file, file_limit);
        if (!text)
            return std::unexpected(std::move(text.error()));
        if (manifest)
            plan.main_file = main_file(making::read_manifest(*text));
        else
            plan.world.files.emplace(file.path, std::move(*text));
    }
    if (plan.main_file.empty())
        return base::refuse("no-plan-in-version", trf("{} {} holds no plan of planpaket", object.inventory.id, version),
                            tr("name a version that 'archive add' has stored"));
    return plan;
}

} // namespace planpaket::keeping
