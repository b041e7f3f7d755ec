#include "cli/commands.h"

#include "base/errors.h"
#include "base/new_file.h"
#include "base/translate.h"
#include "making/load.h"
#include "plan/next_plan.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <ostream>

namespace planpaket::cli {

namespace fs = std::filesystem;
using base::Diagnostics;
using base::mark;
using base::tr;

namespace {

constexpr std::size_t file_limit = 64u << 20;
constexpr std::string_view year_mark = "{{ year }}";

struct NewFile {
    fs::path path;
    std::string text;
};

/// Writes all of the files or none.
Outcome write(const std::vector<NewFile>& files, Context& context) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::error_code error;
        if (files[i].path.has_parent_path())
            fs::create_directories(files[i].path.parent_path(), error);
        const auto diagnostics = base::write_new_file(files[i].path.string(), files[i].text);
        if (diagnostics.empty())
            continue;
        for (std::size_t k = 0; k < i; ++k)
            fs::remove(files[k].path, error);
        report(context, diagnostics);
        return diagnostics.front().code == "file-exists" ? Outcome::usage : Outcome::document_failed;
    }
    for (const auto& file : files)
        context.out << file.path.string() << '\n';
    return Outcome::done;
}

Outcome start_plan(const fs::path& path, const std::string& templates, Context& context) {
    auto text = context.world.read_file((fs::path(templates) / "new-plan.toml").string(), file_limit);
    if (!text)
        return fail(context, {base::Fault::document, text.error()});
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(context.world.now()));
    const auto year = fmt::format("{}", int(today.year()));
    for (auto at = text->find(year_mark); at != std::string::npos; at = text->find(year_mark, at))
        text->replace(at, year_mark.size(), year);
    return write({{path, std::move(*text)}}, context);
}

/// The plan's main file becomes `path`; the files it includes go into a folder beside it, named as it is without its ending.
Outcome continue_plan(const fs::path& path, const std::string& from, making::Shelf& shelf, Context& context) {
    const auto loaded = making::load_plan(context.world, context.sources, shelf, from);
    if (base::has_error(loaded.diagnostics))
        return fail(context, {base::Fault::plan, loaded.diagnostics});
    auto next = plan::next_plan(loaded.plan);
    next.include_folder = path.stem().string() + '/';
    std::vector<NewFile> files;
    for (const auto& file : loaded.files) {
        const auto text = context.world.read_file((fs::path(from).parent_path() / file.path).string(), file_limit);
        if (!text)
            return fail(context, {base::Fault::plan, text.error()});
        const auto place = files.empty() ? path : path.parent_path() / next.include_folder / file.path;
        files.push_back({place, plan::next_text(*text, next)});
    }
    return write(files, context);
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'new' needs the name of one file to write"), "planpaket new FILE.toml");
    const auto& path = arguments.words.front();
    const auto templates = templates_folder(arguments, context);
    if (!arguments.has("from"))
        return start_plan(path, templates, context);
    making::Shelf shelf(context.world, context.sources, templates);
    return continue_plan(path, arguments.value("from"), shelf, context);
}

} // namespace

Command new_command() {
    return {
        .name = "new",
        .arguments = "FILE.toml",
        .summary = mark("Write a plan to start from"),
        .description =
            {mark("The plan is small, whole and commented: change its words, add to it, and run 'planpaket check' often. A file "
                  "that exists is never overwritten."),
             mark("With --from, the new plan is the next one after PLAN.toml: the years of its id, title and period move on, the "
                  "version begins at 0.1, and date, case numbers, decisions, follow-ups and marks of what is new are taken away. "
                  "Everything else, comments and ids as well, stays as it is. When actions are to be done is for you to decide: "
                  "their schedules are not changed. Included files go into a folder beside the new plan, of the same name.")},
        .options = {{.name = "from",
                     .argument = "PLAN.toml",
                     .description = mark("Begin the next plan from this one"),
                     .completion = Completion::plans},
                    templates_option()},
        .examples = {{"planpaket new plan.toml", mark("Start a plan.")},
                     {"planpaket new plan-2026.toml --from plan-2025.toml", mark("Go on from the plan of last year.")}},
        .completion = Completion::plans,
        .run = run};
}

} // namespace planpaket::cli
