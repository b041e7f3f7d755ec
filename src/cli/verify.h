#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command verify_command();

} // namespace planpaket::cli
