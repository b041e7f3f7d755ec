#include "cli/new.h"

#include "base/new_file.h"
#include "base/translate.h"
#include "cli/report.h"

#include <filesystem>
#include <fmt/format.h>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;

namespace {

constexpr std::size_t template_limit = 1u << 20;
constexpr std::string_view year_mark = "{{ year }}";

Outcome written(const base::Diagnostics& diagnostics, const std::string& path, Context& context) {
    if (diagnostics.empty()) {
        context.out << path << '\n';
        return Outcome::done;
    }
    report(context, diagnostics);
    return diagnostics.front().code == "file-exists" ? Outcome::usage : Outcome::document_failed;
}

Outcome start_plan(const std::string& path, const std::string& templates, Context& context) {
    auto text = context.world.read_file((std::filesystem::path(templates) / "new-plan.toml").string(), template_limit);
    if (!text) {
        report(context, text.error());
        return Outcome::document_failed;
    }
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(context.world.now()));
    const auto year = fmt::format("{}", int(today.year()));
    for (auto at = text->find(year_mark); at != std::string::npos; at = text->find(year_mark, at))
        text->replace(at, year_mark.size(), year);
    return written(base::write_new_file(path, *text), path, context);
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'new' needs the name of one file to write"), "planpaket new FILE.toml");
    return start_plan(arguments.words.front(), arguments.value("templates", context.templates), context);
}

} // namespace

Command new_command() {
    return {.name = "new",
            .arguments = "FILE.toml",
            .summary = mark("Write a plan to start from"),
            .description = {mark(
                "The plan is small, whole and commented: change its words, add to it, and run 'planpaket check' often. A file "
                "that exists is never overwritten.")},
            .options = {templates_option()},
            .examples = {{"planpaket new plan.toml", mark("Start a plan.")}},
            .completion = Completion::plans,
            .run = run};
}

} // namespace planpaket::cli
