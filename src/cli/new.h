#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command new_command();

} // namespace planpaket::cli
