#include "cli/commands.h"

#include "base/errors.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/options.h"
#include "keeping/compared_plan.h"
#include "making/making.h"
#include "terminal/diagnostics.h"
#include "terminal/progress_bar.h"

#include <algorithm>
#include <filesystem>
#include <fmt/ranges.h>
#include <ostream>

namespace planpaket::cli {

using base::Diagnostics;
using base::mark;
using base::tr;
using base::trf;

namespace {

/// Why the command line cannot be followed, before anything is read; nothing when it can.
std::optional<Outcome> refuse(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, tr("'build' needs a plan"), "planpaket build PLAN.toml");
    if (arguments.has("since") && arguments.words.size() > 1)
        return usage_error(context, tr("--since is for one plan"), "planpaket build PLAN.toml --since PLAN-ID@v1");
    return std::nullopt;
}

/// A plan to compare with is read as soon as the plan itself is; what tells of changes needs one.
std::optional<Outcome> add_earlier(const Arguments& arguments, making::LoadedPlan& plan, making::Shelf& shelf, Context& context) {
    if (!arguments.has("since")) {
        for (const auto& name : arguments.values("only"))
            if (const auto* page = plan.templates->templates.find(name); page != nullptr && page->when == compose::When::earlier)
                return usage_error(context, trf("'{}' tells of changes, and no plan to compare with is named", name),
                                   tr("name it: --since PLAN-ID@v1, or --since PLAN.toml"));
        return std::nullopt;
    }
    auto earlier = keeping::load_compared(context.world, context.sources, shelf, store_folder(arguments),
                                          arguments.value("since"), plan.plan.id.value);
    if (!earlier)
        return fail(context, std::move(earlier.error()));
    plan.earlier = std::make_shared<making::EarlierPlan>(
        making::EarlierPlan{std::move(earlier->loaded.plan), std::move(earlier->loaded.files)});
    return std::nullopt;
}

/// A name given to --only that is no document of any of the plans' templates, or one that only 'collate' makes.
std::optional<Outcome> refuse_only(const std::vector<std::string>& only, const std::vector<making::LoadedPlan>& plans,
                                   Context& context) {
    for (const auto& plan : plans) {
        if (!plan.usable())
            continue;
        std::vector<std::string> names;
        for (const auto& document : plan.templates->templates.documents)
            names.push_back(document.name);
        for (const auto& name : only)
            if (std::ranges::find(names, name) == names.end()) {
                const auto near = base::nearest(name, names);
                return usage_error(context, trf("unknown document '{}'", name),
                                   near ? trf("did you mean '{}'?", *near)
                                        : trf("the documents are {}", fmt::format("{}", fmt::join(names, ", "))));
            }
        for (const auto& name : only)
            if (plan.templates->templates.find(name)->when == compose::When::collation)
                return usage_error(context, trf("'{}' tells of the plans of many districts", name),
                                   tr("'planpaket collate' makes it"));
    }
    return std::nullopt;
}

/// Tells of remarks how many there are; 'check' shows them. They go then: of a long plan there are many, and its documents need
/// room.
void mention_remarks(std::vector<making::LoadedPlan>& plans, Context& context) {
    for (auto& plan : plans)
        if (plan.usable() && !plan.diagnostics.empty()) {
            context.err << trf("{}: {}; 'planpaket check' shows them", plan.path, terminal::render_count(plan.diagnostics))
                        << '\n';
            plan.diagnostics = Diagnostics(); // "= {}" would keep their room
        }
}

Outcome run(const Arguments& arguments, Context& context) {
    if (const auto refused = refuse(arguments, context))
        return *refused;
    const auto jobs = jobs_of(arguments);
    const auto formats = formats_of(arguments);
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    auto [plans, kit, groups, plan_wrong] =
        making::read_plans(context.world, context.sources, shelf, arguments.words, formats, jobs);
    const auto only = arguments.values("only");
    if (const auto refused = refuse_only(only, plans, context))
        return *refused;

    for (auto& plan : plans)
        if (plan.usable())
            if (const auto refused = add_earlier(arguments, plan, shelf, context))
                return *refused;

    bool missing = false;
    bool failed = std::ranges::any_of(groups, [](const auto& group) { return !group.empty(); });
    if (kit) {
        mention_remarks(plans, context);
        if (groups.size() == 1)
            context.sources.let_go(); // few runs show a line of a plan from here on, and plans may be long
        std::vector<making::Order> orders;
        for (auto& plan : plans)
            if (plan.usable())
                orders.push_back(making::order_documents(plan, only, formats));
        const std::filesystem::path output = arguments.value("output", "output");
        Diagnostics absent; // said once, not for every plan
        const auto packages = [&] {
            terminal::ProgressBar bar(context.err, context.progress);
            return making::make_packages(orders, *kit, output.string(), jobs, bar.progress());
        }();
        for (std::size_t i = 0; i < orders.size(); ++i) {
            const auto& [files, failures, absences] = packages[i];
            if (files > 0)
                context.out << fmt::format("{}: {}\n", (output / orders[i].plan->plan.id.value).string(),
                                           base::trn("{} file", "{} files", files));
            failed = failed || !failures.empty();
            groups.push_back(failures);
            base::append(absent, absences);
        }
        missing = !absent.empty();
        groups.push_back(std::move(absent));
        context.out << std::flush;
    }
    report(context, groups);
    return plan_wrong ? Outcome::plan_wrong
           : failed   ? Outcome::document_failed
           : missing  ? Outcome::program_missing
                      : Outcome::done;
}

} // namespace

Command build_command() {
    return {
        .name = "build",
        .arguments = "PLAN.toml…",
        .summary = mark("Make the decision package of plans"),
        .description =
            {mark("Every document goes into DIR/PLAN-ID/, together with manifest.json, which names each file, its SHA-256 "
                  "and what it was "
                  "made from. A package appears whole or not at all, and takes the place of an older one in one step. The "
                  "same input "
                  "gives the same bytes."),
             mark("DOCX, ODT and HTML are made by the program pandoc. Where it is missing the PDFs are made all the same."),
             mark("A plan with errors makes no package. Several plans are made side by side, and one that is wrong does not "
                  "hinder the others.")},
        .options = {{.name = "output",
                     .letter = 'o',
                     .argument = "DIR",
                     .description = mark("Put packages into this folder (default: output)"),
                     .completion = Completion::folders},
                    {.name = "only",
                     .argument = "DOCUMENT…",
                     .description = mark("Make only these documents: the package then holds no others"),
                     .completion = Completion::words,
                     .words = {"beslutsunderlag", "tjansteutlatande", "bilaga-1-atgardsplan", "bilaga-2-sammanstallning",
                               "bilaga-3-metodresurser", "missiv", "protokollsutdrag", "uppfoljning", "andringar"},
                     .open = true,
                     .list = true},
                    {.name = "since",
                     .argument = "PLAN",
                     .description =
                         mark("Tell what has changed since this plan: a file, or a version in the store (PLAN-ID@v1, or v1)"),
                     .completion = Completion::plans},
                    {.name = "store",
                     .argument = "DIR",
                     .description = mark("The folder of the store that --since looks in (default: archive)"),
                     .completion = Completion::folders},
                    document_formats_option(mark("pdf, docx, odt or html (default: pdf and docx); html is one page of the plan")),
                    templates_option(),
                    jobs_option(mark("Make so many documents at once (default: as many as there are processor cores)"))},
        .examples = {{"planpaket build plan.toml", mark("Make the whole package in output/.")},
                     {"planpaket build plan.toml --only bilaga-1-atgardsplan -o draft",
                      mark("Make a draft of one document elsewhere.")},
                     {"planpaket build plan.toml --since v1",
                      mark("Tell the steering group what is new since the version that was decided.")},
                     {"planpaket build plan.toml --format pdf,docx,html", mark("Make a page for the website, too.")},
                     {"planpaket build --templates our-templates plans/*.toml",
                      mark("Make many packages, with templates of one's own.")}},
        .completion = Completion::plans,
        .run = run};
}

} // namespace planpaket::cli
