#include "cli/commands.h"

#include "base/errors.h"
#include "base/package.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "cli/collated_package.h"
#include "cli/collation_remarks.h"
#include "cli/collected.h"
#include "cli/making_options.h"
#include "making/kit.h"
#include "making/load.h"
#include "terminal/progress_bar.h"

#include <filesystem>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

std::vector<Collected> collect_all(const std::vector<std::string>& paths, const signature::Trust& trust, Context& context,
                                   std::size_t jobs) {
    const auto now = context.world.now();
    std::vector<std::function<Collected()>> tasks;
    for (const auto& path : paths)
        tasks.push_back([&] { return collect(path, trust, now); });
    terminal::ProgressBar bar(context.err, context.progress);
    bar.show(0, tasks.size());
    return base::run_all(tasks, jobs, [&](std::size_t done) { bar.show(done, tasks.size()); });
}

/// Puts the deliveries of the districts together, and tells what is wrong with them.
base::Diagnostics collate_into(making::LoadedPlan& registry, std::vector<Collected> collected) {
    std::vector<collation::Delivery> deliveries;
    std::vector<collation::Refused> refused;
    base::Diagnostics diagnostics;
    for (auto& each : collected) {
        diagnostics.insert(diagnostics.end(), each.errors.begin(), each.errors.end());
        if (each.delivery)
            deliveries.push_back(std::move(*each.delivery));
        else
            refused.push_back(std::move(*each.refused));
    }
    auto city =
        std::make_shared<collation::Collation>(collation::collate(registry.plan, std::move(deliveries), std::move(refused)));
    for (const auto& delivery : city->deliveries)
        registry.deliveries.push_back({delivery.plan_id, delivery.size, delivery.sha256});
    const auto found = tell(*city);
    diagnostics.insert(diagnostics.end(), found.begin(), found.end());
    registry.collation = std::move(city);
    return diagnostics;
}

/// The register with all that is wrong with it as one; nothing if districts can be collated by it.
std::optional<Outcome> refuse_registry(const making::LoadedPlan& registry, Context& context) {
    if (!registry.usable()) {
        report(context, {registry.template_errors, registry.diagnostics});
        return base::has_error(registry.diagnostics) ? Outcome::plan_wrong : Outcome::document_failed;
    }
    if (!registry.plan.district.empty())
        return std::nullopt;
    report(context, {{base::Severity::error, "no-district", registry.plan.span,
                      trf("{} names no districts whose plans are to be collated", registry.path),
                      tr("add them: [[district]] with id, name, plan and due")}});
    return Outcome::plan_wrong;
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() < 2)
        return usage_error(context, tr("'collate' needs a register of districts, and deliveries"),
                           "planpaket collate REGISTER.toml DELIVERY…");
    if (const auto refused = refuse_making_options(arguments, context))
        return *refused;
    signature::Trust trust;
    if (arguments.has("trust")) {
        auto read = signature::read_trust(context.world, arguments.value("trust"));
        if (!read) {
            report(context, read.error());
            return Outcome::signature_failed;
        }
        trust = std::move(*read);
    }
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    auto registry = making::load_plan(context.world, context.sources, shelf, arguments.words.front());
    if (const auto refused = refuse_registry(registry, context))
        return *refused;
    const auto formats = formats_of(arguments);
    const auto jobs = jobs_of(arguments);
    auto kit = making::read_kit(context.world, context.sources, shelf.root(), {registry.plan.language.value}, formats);
    if (!kit) {
        report(context, kit.error());
        return Outcome::document_failed;
    }

    const auto [paths, others] = find_deliveries(context.world, {arguments.words.begin() + 1, arguments.words.end()});
    auto found = collate_into(registry, collect_all(paths, trust, context, jobs));
    found.insert(found.end(), others.begin(), others.end());
    const std::filesystem::path output = arguments.value("output", "output");
    const auto package = make_collated_package(registry, *kit, formats, output.string(), context, jobs);
    if (package.files > 0) {
        context.out << (output / registry.plan.id.value).string() << ": " << base::trn("{} file", "{} files", package.files)
                    << '\n';
        const auto& city = *registry.collation;
        context.out << trf("{} of {} districts counted: {} problems, {} causes, {} actions", city.counted(),
                           city.districts.size(), city.problems, city.causes, city.actions)
                    << '\n'
                    << std::flush;
    }
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
                        {.name = "format",
                         .argument = "FORMAT…",
                         .description = mark("pdf, docx, odt or html (default: pdf and docx); CSV is always made"),
                         .completion = Completion::words,
                         .words = format_names(),
                         .list = true},
                        {.name = "trust",
                         .argument = "DIR",
                         .description =
                             mark("The certificates that you trust, and CRLs if you have some: .pem, .crt, .cer, .der, .crl"),
                         .completion = Completion::folders},
                        {.name = "strict", .argument = "", .description = mark("End with exit code 3 if there are remarks")},
                        templates_option(),
                        {.name = "jobs",
                         .letter = 'j',
                         .argument = "N",
                         .description =
                             mark("Read so many deliveries, and make so many documents, at once (default: as many as there are "
                                  "processor cores)")}},
            .examples = {{"planpaket collate stockholm-2025.toml inbox --trust anchors",
                          mark("Collate all that stands in a folder, and see whether the signatures hold.")},
                         {"planpaket collate stockholm-2025.toml bromma.zip farsta.eml --format pdf,docx,html",
                          mark("Collate two deliveries, and make a web page, too.")}},
            .completion = Completion::files,
            .run = run};
}

} // namespace planpaket::cli
