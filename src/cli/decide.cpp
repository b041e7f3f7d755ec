#include "cli/commands.h"

#include "base/errors.h"
#include "base/new_file.h"
#include "base/translate.h"
#include "cli/changed_world.h"
#include "making/load.h"
#include "plan/decision_dates.h"
#include "plan/figures.h"
#include "plan/record_decision.h"

#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::tr;
using base::trf;

namespace {

constexpr std::size_t file_limit = 64u << 20;

/// What the command line asks for, or why it cannot be.
class Request {
public:
    Request(const Arguments& arguments, Context& context) : arguments_(arguments), context_(context) {}

    bool wrong() const { return wrong_; }

    std::optional<std::string> text(const char* option) const {
        return arguments_.has(option) ? std::optional(arguments_.value(option)) : std::nullopt;
    }

    std::optional<plan::Date> day(const char* option) {
        if (!arguments_.has(option))
            return {};
        const auto date = plan::parse_date(arguments_.value(option));
        if (date && date->precision == plan::Precision::day)
            return date;
        refuse(trf("'{}' is no day", arguments_.value(option)), tr("write a day as 2025-04-24"));
        return {};
    }

    std::optional<plan::Date> required_day(const char* option) {
        if (!arguments_.has(option))
            refuse(trf("'decide' needs --{}", option), tr("write a day as 2025-04-24"));
        return day(option);
    }

    void refuse(const std::string& message, const std::string& hint) {
        if (!wrong_)
            usage_error(context_, message, hint);
        wrong_ = true;
    }

private:
    const Arguments& arguments_;
    Context& context_;
    bool wrong_ = false;
};

std::string body_ids(const plan::Plan& plan) {
    std::string ids;
    for (const auto& body : plan.body)
        ids += (ids.empty() ? "" : ", ") + body.id.value;
    return ids;
}

plan::DecisionRecord decision_of(Request& request, const Arguments& arguments, const plan::Plan& plan) {
    plan::DecisionRecord decision;
    decision.body = arguments.value("body");
    if (plan::find_body(plan, decision.body) == nullptr)
        request.refuse(decision.body.empty() ? tr("'decide' needs --body") : trf("the plan has no body '{}'", decision.body),
                       plan.body.empty() ? tr("add a [[body]] to the plan: who decides on it")
                                         : trf("the bodies of the plan are {}", body_ids(plan)));
    decision.date = request.required_day("date").value_or(plan::Date{});
    decision.paragraph = request.text("paragraph");
    decision.dnr = request.text("dnr");
    decision.text = request.text("text");
    decision.outcome = request.text("outcome");
    decision.immediate_approval = arguments.has("immediate-approval");
    decision.approved = request.day("approved");
    decision.announced = request.day("announced");
    if (const auto given = arguments.options.find("signatory"); given != arguments.options.end())
        for (const auto& signatory : given->second) {
            const auto colon = signatory.find(": ");
            decision.signatories.emplace_back(signatory.substr(0, colon),
                                              colon == std::string::npos ? "" : signatory.substr(colon + 2));
        }
    return decision;
}

/// The file that the plan's last decision stands in, else its main file.
std::string file_of_decisions(const making::LoadedPlan& loaded, const Context& context) {
    return loaded.plan.decision.empty() ? loaded.path : context.sources.get(loaded.plan.decision.back().span.source).path;
}

/// Puts the text in the place of the file if the plan can then be read; tells what is wrong otherwise.
Outcome write(const making::LoadedPlan& loaded, const std::string& path, const std::string& before, const std::string& after,
              making::Shelf& shelf, Context& context, making::LoadedPlan& changed) {
    if (before == after) {
        context.out << trf("{}: nothing to change", path) << '\n';
        return Outcome::done;
    }
    changed = making::load_plan(ChangedWorld(context.world, path, after), context.sources, shelf, loaded.path);
    if (base::has_error(changed.diagnostics))
        return fail(context, {base::Fault::plan, changed.diagnostics});
    if (const auto failed = base::replace_file(context.world.resolve(path), before, after); !failed.empty())
        return fail(context, {base::Fault::document, failed});
    return Outcome::done;
}

void tell(Context& context, const std::string& path, const plan::Decision& decision) {
    const auto today = std::chrono::floor<std::chrono::days>(context.world.now());
    context.out << trf("{}: the decision of {} is written", path, plan::to_string(decision.date)) << '\n';
    for (const auto& step : plan::next_steps(decision, today))
        context.out << "  " << step << '\n';
}

Outcome run(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'decide' takes one plan"), "planpaket decide PLAN.toml --body ID --date DAY");
    making::Shelf shelf(context.world, context.sources, templates_folder(arguments, context));
    const auto loaded = making::load_plan(context.world, context.sources, shelf, arguments.words.front());
    if (base::has_error(loaded.diagnostics))
        return fail(context, {base::Fault::plan, loaded.diagnostics});
    const bool correcting = arguments.has("correct"), undoing = arguments.has("undo");
    const auto path = correcting ? loaded.path : file_of_decisions(loaded, context);
    const auto before = context.world.read_file(path, file_limit);
    if (!before)
        return fail(context, {base::Fault::plan, before.error()});
    Request request(arguments, context);
    making::LoadedPlan changed;
    if (undoing) {
        if (loaded.plan.decision.empty())
            return usage_error(context, trf("{} holds no decision", loaded.path), tr("nothing was changed"));
        const auto date = plan::to_string(loaded.plan.decision.back().date);
        const auto outcome = write(loaded, path, *before, plan::without_last_decision(*before), shelf, context, changed);
        if (outcome == Outcome::done)
            context.out << trf("{}: the decision of {} is taken away", path, date) << '\n';
        return outcome;
    }
    if (correcting) {
        const auto date = request.required_day("date");
        if (!plan::state(loaded.plan).decided)
            request.refuse(trf("{} is not decided", loaded.path), tr("a draft is changed without a correction"));
        if (arguments.value("correct").empty())
            request.refuse(tr("the correction has no words"), tr("say what was wrong, what it is now, and why"));
        if (request.wrong())
            return Outcome::usage;
        const auto version = arguments.value("version-after", plan::next_version(loaded.plan.version.value));
        const auto after = plan::with_correction(*before, *date, arguments.value("correct"), version);
        const auto outcome = write(loaded, path, *before, after, shelf, context, changed);
        if (outcome == Outcome::done)
            context.out << trf("{}: the correction is written; the plan is now version {}", path, version) << '\n';
        return outcome;
    }
    const auto decision = decision_of(request, arguments, loaded.plan);
    if (request.wrong())
        return Outcome::usage;
    const auto outcome = write(loaded, path, *before, plan::with_decision(*before, decision), shelf, context, changed);
    for (const auto& each : changed.plan.decision)
        if (outcome == Outcome::done && each.body.value == decision.body && each.date == decision.date)
            tell(context, path, each);
    return outcome;
}

} // namespace

Command decide_command() {
    const auto option = [](const char* name, const char* argument, const char* description) {
        Option made{.name = name, .argument = argument, .description = description};
        return made;
    };
    auto outcome = option("outcome", "WORD", mark("decided (default), decided-with-changes, tabled or referred-back"));
    outcome.completion = Completion::words;
    outcome.words = {"decided", "decided-with-changes", "tabled", "referred-back"};
    outcome.unknown = mark("unknown outcome '{}'");
    outcome.known = mark("the outcomes are {}");
    auto signatory = option("signatory", "ROLE: NAME…", mark("Who signed; several may follow"));
    signatory.list = true;
    return {
        .name = "decide",
        .arguments = "PLAN.toml",
        .summary = mark("Write a decision, or a correction, into a plan"),
        .description =
            {mark("The decision is put after those that the plan holds; not a comment or blank line of the file is disturbed. A "
                  "decision of that body and day that is there already is completed: so the day of approval is added when it is "
                  "known. The state mark, the minutes and the covering letter follow from it. What the law asks for next, and by "
                  "when, is told."),
             mark(
                 "A decided plan is not changed in silence: --correct says what was wrong, what it is now and why, and gives the "
                 "plan its next version. Every document made from it then says so. Change the words themselves in the file.")},
        .options = {option("body", "ID", mark("Who decided: the id of a body of the plan")),
                    option("date", "DAY", mark("The day of the meeting, or of the correction, as 2025-04-24")),
                    option("paragraph", "P", mark("The paragraph of the minutes, without §")),
                    option("dnr", "DNR", mark("The case number, when other than the body's or the plan's")), outcome,
                    option("immediate-approval", "", mark("The paragraph was approved at once")),
                    option("approved", "DAY", mark("The day when the minutes were approved")),
                    option("announced", "DAY", mark("The day when the approval was announced on the notice board")),
                    option("text", "TEXT", mark("The decision as worded; Markdown")), signatory,
                    option("correct", "TEXT", mark("Write a correction instead: what was wrong, what it is now, and why")),
                    option("version-after", "VERSION", mark("The version after the correction; without it, the next number")),
                    option("undo", "", mark("Take the last decision away")), templates_option()},
        .examples = {{"planpaket decide plan.toml --body namnden --date 2025-04-24 --paragraph 12",
                      mark("The committee has decided the plan.")},
                     {"planpaket decide plan.toml --body namnden --date 2025-04-24 --approved 2025-05-05 --announced 2025-05-06",
                      mark("The minutes of that meeting are approved and announced.")},
                     {"planpaket decide plan.toml --correct \"2.3: 2026, not 2025; a slip of the pen.\" --date 2025-05-20",
                      mark("Correct a decided plan.")},
                     {"planpaket decide plan.toml --undo", mark("Take back what was written by mistake.")}},
        .completion = Completion::plans,
        .run = run};
}

} // namespace planpaket::cli
