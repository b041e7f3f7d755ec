#include "cli/collated_package.h"

#include "base/package.h"
#include "cli/collation_csv.h"
#include "cli/making.h"
#include "cli/manifest.h"
#include "terminal/progress_bar.h"

namespace planpaket::cli {

CollatedPackage make_collated_package(LoadedPlan& registry, const Kit& kit, const Formats& formats, const std::string& output,
                                      Context& context, std::size_t jobs) {
    const std::vector<Making> makings{plan_making(registry, {}, formats)};
    std::vector<Made> made;
    {
        terminal::ProgressBar bar(context.err, context.progress);
        const auto total = count_files(makings.front());
        bar.show(0, total);
        made = make_documents(makings, kit, jobs, [&](std::size_t done) { bar.show(done, total); });
    }
    auto& [files, failures, missing] = made.front();
    CollatedPackage out{0, std::move(failures), std::move(missing)};
    if (!out.failures.empty())
        return out;
    for (auto& table : collation_tables(*registry.collation, registry.templates->templates.terms))
        files.push_back(std::move(table));
    auto text = manifest(registry, kit, files);
    std::vector<base::PackageFile> written;
    for (auto& file : files)
        written.push_back({file.name, std::move(file.bytes)});
    written.push_back({manifest_name, std::move(text)});
    out.failures = base::write_package({output, registry.plan.id.value, manifest_name, listed_files}, written);
    out.files = out.failures.empty() ? files.size() : 0;
    return out;
}

} // namespace planpaket::cli
