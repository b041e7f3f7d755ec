#pragma once

#include "cli/command.h"

namespace planpaket::cli {

Command collate_command();

} // namespace planpaket::cli
