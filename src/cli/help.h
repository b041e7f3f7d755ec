#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command help_command();

/// Reports that there is no such command, with the nearest.
Outcome unknown_command(const std::string& name, Context& context);

} // namespace planpaket::cli
