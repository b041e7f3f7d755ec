#include "cli/manual_page.h"

#include "base/translate.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/manual.h"

#include <fmt/format.h>

namespace planpaket::cli {

using base::tr;

namespace {

/// A text as roff shows it unchanged: no escape, no control line, hyphens as typed.
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char byte : text) {
        if (byte == '\\')
            escaped += "\\e";
        else if (byte == '-')
            escaped += "\\-";
        else
            escaped += byte;
    }
    if (escaped.starts_with('.') || escaped.starts_with('\''))
        escaped.insert(0, "\\&");
    return escaped;
}

std::string options(const std::vector<Option>& all) {
    std::string text;
    for (const auto& option : all) {
        std::string form = option.letter == '\0' ? "" : fmt::format("\\fB\\-{}\\fR, ", option.letter);
        form += "\\fB\\-\\-" + roff(option.name) + "\\fR";
        if (!option.argument.empty())
            form += " \\fI" + roff(option.argument) + "\\fR";
        text += ".TP\n" + form + '\n' + roff(tr(option.description)) + '\n';
    }
    return text;
}

} // namespace

std::string manual_page() {
    std::string text = fmt::format(".TH PLANPAKET 1 \"\" \"planpaket {}\" \"planpaket\"\n", base::program_version());
    text += ".SH NAME\nplanpaket \\- " + roff(tr("makes the decision documents of a municipal crime prevention plan")) + '\n';
    text += ".SH SYNOPSIS\n";
    for (const auto& command : commands())
        text +=
            fmt::format(".B planpaket {}\n{} [\\fI{}\\fR]\n.br\n", command.name, roff(command.arguments), roff(tr("OPTIONS")));
    text += ".B planpaket \\-\\-version\n.SH DESCRIPTION\n" +
            roff(tr("planpaket reads a plan written as TOML, says what is wrong with it and what deserves a second look, and "
                    "makes from it "
                    "the documents that the local steering group and the district committee decide on.")) +
            '\n';
    text += ".SH COMMANDS\n";
    for (const auto& command : commands()) {
        text += fmt::format(".SS planpaket {} {}\n{}.\n", command.name, roff(command.arguments), roff(tr(command.summary)));
        for (const auto* paragraph : command.description)
            text += ".PP\n" + roff(tr(paragraph)) + '\n';
        text += options(command.options);
    }
    text += ".SH OPTIONS\n" + options(global_options());
    text += ".SH EXIT STATUS\n";
    for (const auto& code : exit_codes())
        text += fmt::format(".TP\n.B {}\n{}\n", code.number, roff(tr(code.meaning)));
    text += ".SH ENVIRONMENT\n";
    for (const auto& variable : variables())
        text += fmt::format(".TP\n.B {}\n{}\n", roff(variable.name), roff(tr(variable.meaning)));
    text += ".SH EXAMPLES\n";
    for (const auto& command : commands())
        for (const auto& example : command.examples)
            text += fmt::format(".PP\n{}\n.PP\n.RS 4\n.EX\n{}\n.EE\n.RE\n", roff(tr(example.description)), roff(example.line));
    return text;
}

} // namespace planpaket::cli
