#include "archive/verify.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/options.h"
#include "keeping/rebuild.h"
#include "terminal/progress_bar.h"
#include "verification/archive_report.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

Outcome archive_verify(const Arguments& arguments, Context& context) {
    if (arguments.words.size() > 1)
        return usage_error(context, tr("'archive verify' takes one folder"), "planpaket archive verify [PATH]");
    const auto json = wants_json(arguments, context);
    if (!json)
        return Outcome::usage;
    const auto path = arguments.words.empty() ? store_folder(arguments) : arguments.words.front();
    auto verdict = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return archive::verify(path, jobs_of(arguments),
                               [&](std::size_t done, std::size_t total) { bar.show(100 * done / total, 100); });
    }();
    if (!verdict)
        return fail(context, {base::Fault::archive, verdict.error()});
    if (arguments.has("rebuild")) {
        terminal::ProgressBar bar(context.err, context.progress);
        keeping::rebuild_all(path, jobs_of(arguments), *verdict, bar.progress());
    }
    context.out << (*json ? verification::json_of(*verdict).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n'
                          : verification::as_text(path, *verdict))
                << std::flush;
    if (!*json)
        report(context, verification::diagnostics_of(*verdict));
    return verdict->errors() > 0                                ? Outcome::archive_refuses
           : arguments.has("strict") && verdict->warnings() > 0 ? Outcome::remarks
                                                                : Outcome::done;
}

} // namespace planpaket::cli
