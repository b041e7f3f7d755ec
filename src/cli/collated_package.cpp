#include "cli/collated_package.h"

#include "cli/collation_csv.h"
#include "making/making.h"
#include "terminal/progress_bar.h"

namespace planpaket::cli {

making::Package make_collated_package(making::LoadedPlan& registry, const making::Kit& kit, const making::Formats& formats,
                                      const std::string& output, Context& context, std::size_t jobs) {
    auto made = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return std::move(
            making::make_documents({making::order_documents(registry, {}, formats)}, kit, jobs, bar.progress()).front());
    }();
    for (auto& table : collation_tables(*registry.collation, registry.templates->templates.terms))
        made.files.push_back(std::move(table));
    return making::write_package(registry, kit, std::move(made), output);
}

} // namespace planpaket::cli
