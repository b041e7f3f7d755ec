#include "cli/commands.h"

#include "base/translate.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/manual_page.h"

#include <ostream>

namespace planpaket::cli {

using base::mark;
using base::trf;

static Outcome run(const Arguments& arguments, Context& context) {
    const auto form = arguments.value("as", "text");
    if (form != "text" && !arguments.words.empty())
        return usage_error(context, trf("the form '{}' is of all commands together", form), base::tr("leave the command out"));
    if (arguments.words.size() > 1)
        return usage_error(context, base::tr("help is about one command at a time"));
    if (form == "man")
        context.out << manual_page();
    else if (form == "bash")
        context.out << bash_completion();
    else if (arguments.words.empty())
        context.out << manual();
    else if (const auto* command = find_command(arguments.words.front()))
        context.out << manual(*command);
    else
        return unknown_command(arguments.words.front(), context);
    return Outcome::done;
}

Command help_command() {
    return {.name = "help",
            .arguments = "[COMMAND]",
            .summary = mark("Explain the program or one of its commands"),
            .description = {},
            .options = {{.name = "as",
                         .argument = "FORM",
                         .description = mark("text (default), man for the manual page, or bash for the completion of the shell"),
                         .completion = Completion::words,
                         .words = {"text", "man", "bash"},
                         .unknown = mark("unknown form '{}'"),
                         .known = mark("the forms are {}")}},
            .examples = {{"planpaket help build", mark("Explain how a package is built.")}},
            .completion = Completion::words,
            .words = {"new", "check", "build", "show", "help"},
            .run = run};
}

} // namespace planpaket::cli
