#include "cli/completion.h"

#include "cli/commands.h"
#include "cli/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace planpaket::cli {

namespace {

/// The bash commands that fill COMPREPLY. Names with spaces stay whole: one name a line.
std::string replies(Completion completion, const std::vector<std::string>& words) {
    const auto list = fmt::format("{}", fmt::join(words, " "));
    switch (completion) {
    case Completion::nothing:
        return "COMPREPLY=()";
    case Completion::files:
        return "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
    case Completion::folders:
        return "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
    case Completion::plans:
        return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\"; compgen -f -X '!*.toml' -- \"$word\"; "
                           "compgen -d -S / -- \"$word\")",
                           list);
    case Completion::words:
        return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\")", list);
    }
    return "";
}

std::string option_words(const std::vector<Option>& options) {
    std::string words;
    for (const auto& option : options)
        words += "--" + option.name + ' ';
    return words + "--help";
}

std::string option_values(const Command& command) {
    std::string cases;
    for (const auto& option : command.options) {
        if (option.argument.empty())
            continue;
        const auto pattern = option.letter == '\0' ? "" : fmt::format(" | {}:-{}", command.name, option.letter);
        cases += fmt::format("        {}:--{}{}) {} ;;\n", command.name, option.name, pattern,
                             replies(option.completion, option.words));
    }
    return cases;
}

} // namespace

std::string bash_completion() {
    std::string names;
    std::string values;
    std::string options;
    std::string words;
    for (const auto& command : commands()) {
        names += command.name + ' ';
        values += option_values(command);
        options += fmt::format("            {}) options='{}' ;;\n", command.name, option_words(command.options));
        words += fmt::format("            {}) {} ;;\n", command.name, replies(command.completion, command.words));
    }
    for (const auto& option : global_options())
        names += "--" + option.name + ' ';
    return fmt::format(R"(# Completion of planpaket for bash; made by 'planpaket help --as bash'.
_planpaket() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}} options=
    compopt -o filenames 2>/dev/null
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '{}' -- "$word")
        return
    fi
    case $command:$previous in
{}        *)
            if [[ $word == -* ]]; then
                case $command in
{}                esac
                mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
                return
            fi
            case $command in
{}            esac
            ;;
    esac
}}
complete -F _planpaket planpaket
)",
                       names, values, options, words);
}

} // namespace planpaket::cli
