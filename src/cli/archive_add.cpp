#include "base/translate.h"
#include "cli/archive.h"
#include "cli/options.h"
#include "keeping/keeping.h"
#include "terminal/progress_bar.h"

#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

Outcome archive_add(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'archive add' needs one plan"), "planpaket archive add PLAN.toml");
    const keeping::Addition addition{.plan = arguments.words.front(),
                                     .templates = templates_folder(arguments, context),
                                     .store = store_folder(arguments),
                                     .readme = context.templates + "/archive/README.txt",
                                     .package = arguments.given("package"),
                                     .signed_files = arguments.values("signed"),
                                     .draft = arguments.has("draft"),
                                     .reason = arguments.value("reason"),
                                     .user = arguments.given("user"),
                                     .address = arguments.given("address"),
                                     .jobs = jobs_of(arguments)};
    const auto added = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return keeping::add(context.world, context.sources, addition,
                            [&](std::size_t done, std::size_t total) { bar.show(total == 0 ? 0 : 100 * done / total, 100); });
    }();
    if (!added)
        return fail(context, added.error());
    report(context, added->missing);
    if (added->version.empty())
        context.out << trf("{}: nothing new: {} is stored already\n", addition.store, added->plan_id);
    else
        context.out << trf("{}: {} {}\n", addition.store, added->plan_id, added->version);
    return Outcome::done;
}

} // namespace planpaket::cli
