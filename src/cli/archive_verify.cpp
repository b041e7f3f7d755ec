#include "archive/verify.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/archive_rebuild.h"
#include "terminal/progress_bar.h"
#include "verification/archive_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

/// Makes the documents of all versions of all sound objects anew.
void rebuild(const std::string& path, std::size_t jobs, archive::Verdict& verdict, Context& context) {
    const auto store = archive::Store::open(path);
    if (!store) {
        verdict.faults.push_back({"not-rebuilt", "", store.error().front().message});
        return;
    }
    std::size_t versions = 0, done = 0;
    for (const auto& object : verdict.objects)
        versions += object.versions;
    terminal::ProgressBar bar(context.err, context.progress);
    bar.show(0, versions);
    for (auto& object : verdict.objects) {
        const auto stored = store->find(object.id);
        if (!stored || std::ranges::any_of(object.faults, &archive::Fault::is_error))
            continue;
        for (const auto& version : stored->inventory.versions) {
            auto faults = rebuild_version(*store, *stored, version, jobs);
            object.faults.insert(object.faults.end(), faults.begin(), faults.end());
            bar.show(++done, versions);
        }
    }
}

} // namespace

Outcome archive_verify(const Arguments& arguments, Context& context) {
    if (arguments.words.size() > 1)
        return usage_error(context, tr("'archive verify' takes one folder"), "planpaket archive verify [PATH]");
    const auto json = wants_json(arguments, context);
    const auto jobs = archive_jobs(arguments, context);
    if (!json || !jobs)
        return Outcome::usage;
    const auto path = arguments.words.empty() ? store_folder(arguments) : arguments.words.front();
    auto verdict = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return archive::verify(path, *jobs, [&](std::size_t done, std::size_t total) { bar.show(100 * done / total, 100); });
    }();
    if (!verdict) {
        report(context, verdict.error());
        return Outcome::archive_refuses;
    }
    if (arguments.has("rebuild"))
        rebuild(path, *jobs, *verdict, context);
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
