#pragma once

/// The commands, each in the file of its name.

#include "cli/command.h"

#include <string>
#include <vector>

namespace planpaket::cli {

Command new_command();
Command check_command();
Command build_command();
Command show_command();
Command decide_command();
Command archive_command();
Command sign_command();
Command verify_command();
Command distribute_command();
Command collate_command();
Command help_command();

/// All of them, in the order in which help lists them.
const std::vector<Command>& commands();

/// nullptr if there is none of that name.
const Command* find_command(const std::string& name);

/// Reports that there is no such command, with the nearest.
Outcome unknown_command(const std::string& name, Context& context);

} // namespace planpaket::cli
