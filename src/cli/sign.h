#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command sign_command();

} // namespace planpaket::cli
