#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command build_command();

} // namespace planpaket::cli
