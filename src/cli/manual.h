#pragma once

#include "cli/command.h"

#include <string>

namespace planpaket::cli {

/// An option that every command takes, or that the program takes before a command.
const std::vector<Option>& global_options();

/// What the exit codes mean, in order; message ids.
struct ExitCode {
    int number;
    const char* meaning;
};
const std::vector<ExitCode>& exit_codes();

/// An environment variable that is read, and what for.
struct Variable {
    std::string name;
    const char* meaning;
};
const std::vector<Variable>& variables();

/// "-o, --output DIR"
std::string option_form(const Option& option);

/// Help on the program, and on one command, for a terminal of 80 columns, in the user's language.
std::string manual();
std::string manual(const Command& command);

} // namespace planpaket::cli
