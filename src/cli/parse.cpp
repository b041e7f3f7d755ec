#include "cli/parse.h"

#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <fmt/ranges.h>

namespace planpaket::cli {

namespace po = boost::program_options;
using base::mark;
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

/// What is wrong with the values of an option.
static std::optional<UsageError> wrong_value(const Option& option, const Arguments& arguments) {
    if (!arguments.has(option.name))
        return std::nullopt;
    if (option.number) {
        const auto text = arguments.value(option.name);
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || value < option.number->least ||
            value > option.number->most)
            return UsageError{trf(option.unknown != nullptr ? option.unknown : mark("'{}' is not a usable number for '--{}'"),
                                  text, option.name),
                              trf("a number from {} to {}", option.number->least, option.number->most)};
    }
    if (option.completion == Completion::words && !option.open)
        for (const auto& value : option.list ? arguments.values(option.name) : std::vector{arguments.value(option.name)})
            if (std::ranges::find(option.words, value) == option.words.end())
                return UsageError{
                    trf(option.unknown != nullptr ? option.unknown : mark("unknown value '{}' of '--{}'"), value, option.name),
                    trf(option.known != nullptr ? option.known : mark("the possible values are {}"),
                        fmt::format("{}", fmt::join(option.words, ", ")))};
    return std::nullopt;
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
    for (const auto& option : command.options)
        if (auto wrong = wrong_value(option, arguments))
            return std::unexpected(std::move(*wrong));
    return arguments;
}

} // namespace planpaket::cli
