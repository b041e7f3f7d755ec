#include "making/load.h"

#include "base/errors.h"
#include "compose/compose.h"
#include "plan/read.h"
#include "plan/remarks.h"

#include <filesystem>

namespace planpaket::making {

bool LoadedPlan::usable() const {
    return templates != nullptr && !base::has_error(diagnostics);
}

LoadedPlan load_plan(const base::World& world, base::Sources& sources, Shelf& shelf, const std::string& path) {
    LoadedPlan loaded;
    loaded.path = path;
    const RecordingWorld recording(world);
    plan::ReadOptions options;
    options.documents = shelf.document_names();
    auto plan = plan::read(sources, path,
                           {[&](const std::string& file) { return recording.read_file(file, options.limits.bytes); },
                            [&](const std::string& file) { return recording.resolve(file); }},
                           options);
    if (!plan) {
        loaded.diagnostics = std::move(plan.error());
        return loaded;
    }
    loaded.plan = std::move(*plan);
    loaded.files = within(recording.files(), std::filesystem::path(path).parent_path().string());
    loaded.diagnostics = plan::remarks(loaded.plan);
    auto templates = shelf.get(loaded.plan.language.value, loaded.plan.language.span);
    if (!templates) {
        const auto& first = templates.error().front();
        const bool of_plan = first.code == "unknown-language" && first.span.source != 0;
        (of_plan ? loaded.diagnostics : loaded.template_errors) = std::move(templates.error());
        return loaded;
    }
    loaded.templates = *templates;
    const auto prose = compose::check_prose(loaded.plan, loaded.templates->templates);
    loaded.diagnostics.insert(loaded.diagnostics.end(), prose.begin(), prose.end());
    if (auto names = compose::documents_to_make(loaded.plan, loaded.templates->templates); !names)
        loaded.diagnostics.insert(loaded.diagnostics.end(), names.error().begin(), names.error().end());
    return loaded;
}

} // namespace planpaket::making
