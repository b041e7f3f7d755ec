#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command check_command();

} // namespace planpaket::cli
