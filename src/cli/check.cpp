#include "cli/commands.h"

#include "base/errors.h"
#include "base/translate.h"
#include "cli/options.h"
#include "making/load.h"
#include "terminal/diagnostics.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::trf;

namespace {

std::string as_json(const base::Sources& sources, const std::vector<base::Diagnostics>& groups) {
    auto list = nlohmann::ordered_json::array();
    std::size_t errors = 0;
    for (const auto& group : groups)
        for (const auto& diagnostic : group) {
            const auto& span = diagnostic.span;
            nlohmann::ordered_json entry{{"severity", terminal::name(diagnostic.severity)}, {"code", diagnostic.code}};
            entry["file"] = span.source == 0 ? "" : sources.get(span.source).path;
            entry["line"] = span.line;
            entry["column"] = span.column;
            entry["end_line"] = span.end_line;
            entry["end_column"] = span.end_column;
            entry["message"] = diagnostic.message;
            entry["hint"] = diagnostic.hint;
            errors += diagnostic.severity == base::Severity::error ? 1 : 0;
            list.push_back(std::move(entry));
        }
    const nlohmann::ordered_json whole{{"errors", errors}, {"remarks", list.size() - errors}, {"diagnostics", list}};
    return whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.empty())
        return usage_error(context, base::tr("'check' needs a plan"), "planpaket check PLAN.toml");
    const auto format = arguments.value("format", "text");

    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    std::vector<base::Diagnostics> groups{{}}; // the first: of the templates
    bool errors = false;
    bool remarks = false;
    std::string clean;
    for (const auto& path : arguments.words) {
        auto loaded = making::load_plan(context.world, context.sources, shelf, path);
        if (!loaded.template_errors.empty())
            groups.front() = std::move(loaded.template_errors);
        auto& diagnostics = loaded.diagnostics;
        errors = errors || base::has_error(diagnostics);
        remarks = remarks || !diagnostics.empty();
        if (diagnostics.empty())
            clean += trf("{}: nothing to remark on", path) + '\n';
        groups.push_back(std::move(diagnostics));
    }
    for (auto& group : groups)
        terminal::sort(group);
    const bool templates_wrong = !groups.front().empty();
    if (format == "json")
        context.out << as_json(context.sources, groups);
    else {
        context.out << clean;
        report(context, std::move(groups));
    }
    if (errors)
        return Outcome::plan_wrong;
    if (templates_wrong)
        return Outcome::document_failed;
    return remarks && arguments.has("strict") ? Outcome::remarks : Outcome::done;
}

} // namespace

Command check_command() {
    return {.name = "check",
            .arguments = "PLAN.toml…",
            .summary = mark("Say what is wrong with plans, and what deserves a second look"),
            .description = {mark(
                "Every error and every remark is shown with its place in the file, what it is, and how to repair it. An error "
                "stops documents from being made; a remark does not, and can be silenced in the plan, with a reason.")},
            .options = {format_option({"text", "json"}, mark("text (default), or json on standard output")),
                        templates_option(),
                        {.name = "strict", .argument = "", .description = mark("End with exit code 3 if there are remarks")}},
            .examples = {{"planpaket check plan.toml", mark("See what is wrong with a plan.")},
                         {"planpaket check --strict plans/*.toml", mark("Let a script stop at remarks, too.")}},
            .completion = Completion::plans,
            .run = run};
}

} // namespace planpaket::cli
