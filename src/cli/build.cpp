#include "cli/commands.h"

#include "base/errors.h"
#include "base/nearest.h"
#include "base/package.h"
#include "base/parallel.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/compared_plan.h"
#include "cli/kit.h"
#include "cli/load.h"
#include "cli/making.h"
#include "cli/making_options.h"
#include "cli/manifest.h"
#include "pdf/conformance.h"
#include "terminal/diagnostics.h"
#include "terminal/progress_bar.h"

#include <algorithm>
#include <filesystem>
#include <fmt/ranges.h>
#include <ostream>
#include <set>

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
    return refuse_making_options(arguments, context);
}

std::vector<LoadedPlan> load_all(const std::vector<std::string>& paths, Shelf& shelf, Context& context, std::size_t jobs) {
    std::vector<std::function<LoadedPlan()>> tasks;
    for (const auto& path : paths)
        tasks.push_back([&] { return load_plan(context.world, context.sources, shelf, path); });
    return base::run_all(tasks, jobs);
}

/// Two plans that would be the same package.
Diagnostics same_id(const std::vector<LoadedPlan>& plans) {
    Diagnostics diagnostics;
    for (std::size_t i = 0; i < plans.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (plans[i].usable() && plans[k].usable() && plans[i].plan.id.value == plans[k].plan.id.value) {
                diagnostics.push_back({base::Severity::error, "same-package", plans[i].plan.id.span,
                                       trf("{} has this id, too, and would be the same package", plans[k].path),
                                       tr("give every plan an id of its own")});
                break;
            }
    return diagnostics;
}

/// A plan to compare with is read as soon as the plan itself is; what tells of changes needs one.
std::optional<Outcome> add_earlier(const Arguments& arguments, LoadedPlan& plan, Shelf& shelf, Context& context) {
    if (!arguments.has("since")) {
        for (const auto& name : arguments.values("only"))
            if (const auto* page = plan.templates->templates.find(name); page != nullptr && page->when == compose::When::earlier)
                return usage_error(context, trf("'{}' tells of changes, and no plan to compare with is named", name),
                                   tr("name it: --since PLAN-ID@v1, or --since PLAN.toml"));
        return std::nullopt;
    }
    auto earlier = load_compared(arguments.value("since"), plan.plan.id.value, store_folder(arguments), shelf, context);
    if (!earlier)
        return earlier.error();
    plan.earlier = std::make_shared<EarlierPlan>(EarlierPlan{std::move(earlier->loaded.plan), std::move(earlier->loaded.files)});
    return std::nullopt;
}

/// A name given to --only that is no document of any of the plans' templates, or one that only 'collate' makes.
std::optional<Outcome> refuse_only(const std::vector<std::string>& only, const std::vector<LoadedPlan>& plans, Context& context) {
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

Diagnostics write(const LoadedPlan& plan, const Kit& kit, Made& made, const std::string& output) {
    std::vector<base::PackageFile> files;
    auto text = manifest(plan, kit, made.files);
    for (auto& file : made.files)
        files.push_back({file.name, std::move(file.bytes)});
    files.push_back({manifest_name, std::move(text)});
    if (files.size() == 1)
        return {}; // nothing but the manifest: what was asked for needs a program that is missing
    return base::write_package({output, plan.plan.id.value, manifest_name, listed_files}, files);
}

/// Tells of remarks how many there are; 'check' shows them. They go then: of a long plan there are many, and its documents need
/// room.
void mention_remarks(std::vector<LoadedPlan>& plans, Context& context) {
    for (auto& plan : plans)
        if (plan.usable() && !plan.diagnostics.empty()) {
            context.err << trf("{}: {}; 'planpaket check' shows them", plan.path, terminal::render_count(plan.diagnostics))
                        << '\n';
            plan.diagnostics = Diagnostics(); // "= {}" would keep their room
        }
}

/// What is known once plans, templates and style are read, and what is wrong in them.
struct Reading {
    std::vector<LoadedPlan> plans;
    std::optional<Kit> kit;          ///< Nothing if there is nothing to make, or nothing to make it with.
    std::vector<Diagnostics> groups; ///< First of templates and style, then of each wrong plan.
    bool plan_wrong = false;         ///< Not only unfit for a conforming document.
};

Reading read(const std::vector<std::string>& paths, const Formats& formats, Shelf& shelf, Context& context, std::size_t jobs) {
    Reading reading{load_all(paths, shelf, context, jobs), std::nullopt, {{}}, false};
    for (const auto& plan : reading.plans) {
        if (!plan.template_errors.empty())
            reading.groups.front() = plan.template_errors;
        if (base::has_error(plan.diagnostics))
            reading.groups.push_back(plan.diagnostics);
    }
    const auto repeated = same_id(reading.plans);
    if (!repeated.empty())
        reading.groups.push_back(repeated);
    for (auto group = reading.groups.begin() + 1; group != reading.groups.end(); ++group)
        reading.plan_wrong |= std::ranges::any_of(*group, [](const auto& each) {
            return each.severity == base::Severity::error && !pdf::is_conformance_fault(each.code);
        });
    if (!repeated.empty() || std::ranges::none_of(reading.plans, &LoadedPlan::usable))
        return reading;
    std::set<std::string> languages;
    for (const auto& plan : reading.plans)
        if (plan.usable())
            languages.insert(plan.plan.language.value);
    if (auto kit = read_kit(context.world, context.sources, shelf.root(), languages, formats))
        reading.kit = std::move(*kit);
    else
        reading.groups.front().insert(reading.groups.front().end(), kit.error().begin(), kit.error().end());
    return reading;
}

/// What came of a plan.
struct Delivery {
    std::size_t files = 0;
    Diagnostics failures;
    Diagnostics missing; ///< A program; what needs none is there.
};

/// Makes the documents and writes the packages, per plan.
std::vector<Delivery> make_packages(const std::vector<Making>& makings, const Kit& kit, const std::string& output,
                                    Context& context, std::size_t jobs) {
    std::size_t total = 0;
    for (const auto& making : makings)
        total += count_files(making);
    std::vector<Made> made;
    {
        terminal::ProgressBar bar(context.err, context.progress);
        bar.show(0, total);
        made = make_documents(makings, kit, jobs, [&](std::size_t done) { bar.show(done, total); });
    }
    std::vector<std::function<Delivery()>> tasks;
    for (std::size_t i = 0; i < makings.size(); ++i)
        tasks.push_back([&, i]() -> Delivery {
            auto& [files, diagnostics, missing] = made[i];
            const auto count = files.size();
            auto failures = diagnostics.empty() ? write(*makings[i].plan, kit, made[i], output) : std::move(diagnostics);
            return {failures.empty() ? count : 0, std::move(failures), std::move(missing)};
        });
    return base::run_all(tasks, jobs);
}

Outcome run(const Arguments& arguments, Context& context) {
    if (const auto refused = refuse(arguments, context))
        return *refused;
    const auto jobs = jobs_of(arguments);
    const auto formats = formats_of(arguments);
    Shelf shelf(context.world, context.sources, arguments.value("templates", context.templates));
    auto [plans, kit, groups, plan_wrong] = read(arguments.words, formats, shelf, context, jobs);
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
        std::vector<Making> makings;
        for (auto& plan : plans)
            if (plan.usable())
                makings.push_back(plan_making(plan, only, formats));
        const std::filesystem::path output = arguments.value("output", "output");
        Diagnostics absent; // said once, not for every plan
        const auto deliveries = make_packages(makings, *kit, output.string(), context, jobs);
        for (std::size_t i = 0; i < makings.size(); ++i) {
            const auto& [files, failures, absences] = deliveries[i];
            if (files > 0)
                context.out << fmt::format("{}: {}\n", (output / makings[i].plan->plan.id.value).string(),
                                           base::trn("{} file", "{} files", files));
            failed = failed || !failures.empty();
            groups.push_back(failures);
            absent.insert(absent.end(), absences.begin(), absences.end());
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
    return {.name = "build",
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
                        {.name = "format",
                         .argument = "FORMAT…",
                         .description = mark("pdf, docx, odt or html (default: pdf and docx); html is one page of the plan"),
                         .completion = Completion::words,
                         .words = format_names(),
                         .list = true},
                        templates_option(),
                        {.name = "jobs",
                         .letter = 'j',
                         .argument = "N",
                         .description = mark("Make so many documents at once (default: as many as there are processor cores)")}},
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
