#include "plans.h"

#include "base/disk_world.h"
#include "base/memory_world.h"
#include "plan/read.h"
#include "tree_dump.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket;

namespace {

std::unique_ptr<Loaded> load_from(const base::World& world, const std::string& path) {
    auto loaded = std::make_unique<Loaded>();
    plan::FileAccess files;
    files.read = [&](const std::string& name) { return world.read_file(name, 50u << 20); };
    auto read = plan::read(loaded->sources, path, files);
    BOOST_REQUIRE_MESSAGE(read.has_value(), path << "\n" << told(read ? base::Diagnostics{} : read.error()));
    loaded->plan = std::move(*read);
    const base::DiskWorld disk;
    auto templates = compose::load_templates(disk, loaded->sources, PROJECT_DIR "/templates", loaded->plan.language.value,
                                             loaded->plan.language.span);
    BOOST_REQUIRE_MESSAGE(templates.has_value(), told(templates ? base::Diagnostics{} : templates.error()));
    loaded->templates = std::move(*templates);
    return loaded;
}

} // namespace

std::unique_ptr<Loaded> load(const std::string& path) {
    const base::DiskWorld disk;
    return load_from(disk, std::string(PROJECT_DIR "/") + path);
}

std::unique_ptr<Loaded> load_text(const std::string& toml, const std::string& language) {
    base::MemoryWorld world;
    world.files["plan.toml"] = "id = \"prov\"\ntitle = \"Provplan\"\nversion = \"1.0\"\nperiod = \"2026\"\nlanguage = \"" +
                               language + "\"\nsender = { organisation = \"Kommunen\" }\n" + toml;
    return load_from(world, "plan.toml");
}

std::string told(const base::Diagnostics& diagnostics) {
    std::string out;
    for (const auto& item : diagnostics)
        out += fmt::format("{} at {}:{}: {} ({})\n", item.code, item.span.line, item.span.column, item.message, item.hint);
    return out;
}

std::string composed(const Loaded& loaded, const std::string& document) {
    const auto made = compose::compose(loaded.plan, loaded.templates, document);
    return made ? tree_dump(*made) : told(made.error());
}
