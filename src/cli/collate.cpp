#include "cli/commands.h"

#include "base/errors.h"
#include "base/translate.h"
#include "cli/options.h"
#include "receiving/receiving.h"
#include "terminal/progress_bar.h"

#include <filesystem>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() < 2)
        return usage_error(context, tr("'collate' needs a register of districts, and deliveries"),
                           "planpaket collate REGISTER.toml DELIVERY…");
    const auto trust = trust_of(arguments, context);
    if (!trust)
        return fail(context, {base::Fault::signature, trust.error()});
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    const std::filesystem::path output = arguments.value("output", "output");
    const receiving::Collating wish{.registry = arguments.words.front(),
                                    .deliveries = {arguments.words.begin() + 1, arguments.words.end()},
                                    .output = output.string(),
                                    .formats = formats_of(arguments),
                                    .jobs = jobs_of(arguments)};
    auto collated = [&] {
        terminal::ProgressBar bar(context.err, context.progress);
        return receiving::collate(context.world, context.sources, shelf, wish, *trust, bar.progress());
    }();
    if (!collated)
        return fail(context, std::move(collated.error()));
    auto& [id, city, package, found] = *collated;
    if (package.files > 0)
        context.out << (output / id).string() << ": " << base::trn("{} file", "{} files", package.files) << '\n'
                    << trf("{} of {} districts counted: {} problems, {} causes, {} actions", city->counted(),
                           city->districts.size(), city->problems, city->causes, city->actions)
                    << '\n'
                    << std::flush;
    const bool bad = base::has_error(found);
    const bool remarks = !found.empty();
    report(context, {std::move(found), package.failures, package.missing});
    return !package.failures.empty()            ? Outcome::document_failed
           : bad                                ? Outcome::signature_failed
           : !package.missing.empty()           ? Outcome::program_missing
           : remarks && arguments.has("strict") ? Outcome::remarks
                                                : Outcome::done;
}

} // namespace

Command collate_command() {
    return {.name = "collate",
            .arguments = "REGISTER.toml DELIVERY…",
            .summary = mark("Put the plans that many districts have delivered together into a citywide summary"),
            .description =
                {mark("The register is a plan file whose [[district]] tables say which plans are expected, and until when. A "
                      "delivery is a folder, a ZIP file or a message (.eml) that 'distribute' has made, or a folder full of "
                      "these. The summary goes into DIR/PLAN-ID/ like a package of 'build', with tables as CSV."),
                 mark("Every figure is counted from the plans, and compared with what each summary states. The summary tells "
                      "what is missing, not decided or late, which parties several districts share, and what is due when."),
                 mark("A delivery that is damaged, foreign, repeated, or made by a later planpaket is told and left out, and the "
                      "exit code is then 13. What districts have to be asked about is a remark.")},
            .options = {{.name = "output",
                         .letter = 'o',
                         .argument = "DIR",
                         .description = mark("Put the summary into this folder (default: output)"),
                         .completion = Completion::folders},
                        document_formats_option(mark("pdf, docx, odt or html (default: pdf and docx); CSV is always made")),
                        trust_option(),
                        {.name = "strict", .argument = "", .description = mark("End with exit code 3 if there are remarks")},
                        templates_option(),
                        jobs_option(
                            mark("Read so many deliveries, and make so many documents, at once (default: as many as there are "
                                 "processor cores)"))},
            .examples = {{"planpaket collate stockholm-2025.toml inbox --trust anchors",
                          mark("Collate all that stands in a folder, and see whether the signatures hold.")},
                         {"planpaket collate stockholm-2025.toml bromma.zip farsta.eml --format pdf,docx,html",
                          mark("Collate two deliveries, and make a web page, too.")}},
            .completion = Completion::files,
            .run = run};
}

} // namespace planpaket::cli
