#include "cli/manual.h"

#include "base/translate.h"
#include "cli/commands.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::cli {

using base::mark;
using base::tr;

namespace {

constexpr std::size_t columns = 80;

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// Wraps a paragraph; every line begins at column `indent`, where the first already stands.
std::string wrap(std::string_view text, std::size_t indent) {
    std::string lines;
    std::size_t at = indent;
    bool first = true;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (!first && at + 1 + letters(word) > columns) {
            lines += '\n' + std::string(indent, ' ');
            at = indent;
        } else if (!first) {
            lines += ' ';
            ++at;
        }
        lines += word;
        at += letters(word);
        first = false;
    }
    return lines + '\n';
}

/// Names on the left, what they mean on the right.
std::string listing(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::size_t width = 0;
    for (const auto& [name, meaning] : rows)
        width = std::max(width, letters(name));
    width = std::min<std::size_t>(width, 24);
    std::string text;
    for (const auto& [name, meaning] : rows) {
        text += "  " + name;
        text += letters(name) > width ? '\n' + std::string(width + 4, ' ') : std::string(width + 2 - letters(name), ' ');
        text += wrap(meaning, width + 4);
    }
    return text;
}

std::string options_listing(const std::vector<Option>& options) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& option : options)
        rows.emplace_back(option_form(option), tr(option.description));
    return listing(rows);
}

} // namespace

const std::vector<Option>& global_options() {
    static const std::vector<Option> options{{.name = "help",
                                              .letter = 'h',
                                              .argument = "",
                                              .description = mark("Explain the program, or the command it stands with")},
                                             {.name = "version",
                                              .letter = 'V',
                                              .argument = "",
                                              .description = mark("Name the version, and those of libharu, qpdf and pandoc")}};
    return options;
}

const std::vector<ExitCode>& exit_codes() {
    static const std::vector<ExitCode> codes{
        {0, mark("Done.")},
        {1, mark("A fault in the program itself.")},
        {2, mark("The command line is wrong.")},
        {3, mark("There are remarks, and --strict makes them count.")},
        {10, mark("The plan is wrong.")},
        {11, mark("A document could not be made to its standard, or not be written.")},
        {14, mark("A program that some formats need (pandoc) is missing.")},
    };
    return codes;
}

const std::vector<Variable>& variables() {
    static const std::vector<Variable> all{
        {"PLANPAKET_TEMPLATES", mark("The folder of templates to use when --templates does not name one.")},
        {"SOURCE_DATE_EPOCH", mark("The moment, in seconds since 1970, that stands for now where a date has to be written.")},
        {"NO_COLOR", mark("When set, nothing is coloured.")},
        {"LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
         mark("The language of messages: Swedish (sv), else English. Documents follow the plan.")},
    };
    return all;
}

std::string option_form(const Option& option) {
    std::string form = option.letter == '\0' ? "--" + option.name : fmt::format("-{}, --{}", option.letter, option.name);
    return option.argument.empty() ? form : form + ' ' + option.argument;
}

std::string manual() {
    std::string text =
        fmt::format("{}\n\n{}\n  planpaket {}\n\n{}\n",
                    tr("planpaket makes the decision documents of a municipal crime prevention plan from a TOML file"),
                    tr("Usage:"), tr("COMMAND [WORDS AND OPTIONS]"), tr("Commands:"));
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& command : commands())
        rows.emplace_back(command.name, tr(command.summary));
    text += listing(rows) + '\n' + tr("Options:") + '\n' + options_listing(global_options()) + '\n' + tr("Exit codes:") + '\n';
    rows.clear();
    for (const auto& code : exit_codes())
        rows.emplace_back(fmt::format("{:>2}", code.number), tr(code.meaning));
    text += listing(rows) + '\n' + tr("Environment:") + '\n';
    rows.clear();
    for (const auto& variable : variables())
        rows.emplace_back(variable.name, tr(variable.meaning));
    text +=
        listing(rows) + '\n' + wrap(tr("'planpaket help COMMAND' explains a command with examples; so does 'man planpaket'."), 0);
    return text;
}

std::string manual(const Command& command) {
    std::string text =
        fmt::format("{}\n\n{}\n  planpaket {} {}\n", tr(command.summary), tr("Usage:"), command.name, command.arguments);
    for (const auto* paragraph : command.description)
        text += '\n' + wrap(tr(paragraph), 0);
    auto options = command.options;
    options.push_back(global_options().front());
    text += std::string("\n") + tr("Options:") + '\n' + options_listing(options) + '\n' + tr("Examples:") + '\n';
    for (const auto& example : command.examples)
        text += fmt::format("  {}\n      {}", example.line, wrap(tr(example.description), 6));
    return text;
}

} // namespace planpaket::cli
