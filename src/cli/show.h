#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command show_command();

} // namespace planpaket::cli
