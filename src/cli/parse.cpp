#include "cli/parse.h"

#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>
#include <boost/program_options.hpp>

namespace planpaket::cli {

namespace po = boost::program_options;
using base::tr;
using base::trf;

static po::options_description described(const Command& command) {
    po::options_description description;
    for (const auto& option : command.options) {
        const auto name = option.letter == '\0' ? option.name : option.name + "," + option.letter;
        if (option.argument.empty())
            description.add_options()(name.c_str(), "");
        else if (option.list)
            description.add_options()(name.c_str(), po::value<std::vector<std::string>>()->multitoken()->composing(), "");
        else
            description.add_options()(name.c_str(), po::value<std::vector<std::string>>()->composing(), "");
    }
    description.add_options()("help,h", "");
    return description;
}

static UsageError unknown_option(const Command& command, const std::string& given) {
    std::vector<std::string> names{"--help"};
    for (const auto& option : command.options)
        names.push_back("--" + option.name);
    const auto near = base::nearest(given, names);
    return {trf("unknown option '{}'", given),
            near ? trf("did you mean '{}'?", *near) : trf("see 'planpaket help {}'", command.name)};
}

std::expected<Arguments, UsageError> parse(const Command& command, const std::vector<std::string>& line) {
    const auto description = described(command);
    Arguments arguments;
    try {
        // Abbreviated options are refused: they would change their meaning when an option is added.
        namespace style = po::command_line_style;
        const auto parsed = po::command_line_parser(line)
                                .options(description)
                                .style(style::unix_style & ~style::allow_guessing)
                                .allow_unregistered()
                                .run();
        for (const auto& given : parsed.options) {
            if (given.unregistered)
                return std::unexpected(unknown_option(command, given.original_tokens.front()));
            if (given.position_key >= 0) {
                arguments.words.insert(arguments.words.end(), given.value.begin(), given.value.end());
                continue;
            }
            auto& values = arguments.options[given.string_key];
            const auto option = std::ranges::find(command.options, given.string_key, &Option::name);
            const bool list = option != command.options.end() && option->list;
            if (!list && !values.empty())
                return std::unexpected(UsageError{trf("option '--{}' is given twice", given.string_key), tr("keep one of them")});
            for (const auto& value : given.value)
                (list && value.ends_with(".toml") ? arguments.words : values).push_back(value);
        }
    } catch (const po::invalid_command_line_syntax& error) {
        const auto option = error.get_option_name();
        if (error.kind() == po::invalid_command_line_syntax::extra_parameter)
            return std::unexpected(
                UsageError{trf("option '{}' takes no value", option), trf("see 'planpaket help {}'", command.name)});
        return std::unexpected(
            UsageError{trf("option '{}' needs a value", option), trf("see 'planpaket help {}'", command.name)});
    } catch (const po::error& error) {
        return std::unexpected(UsageError{error.what(), trf("see 'planpaket help {}'", command.name)});
    }
    return arguments;
}

} // namespace planpaket::cli
