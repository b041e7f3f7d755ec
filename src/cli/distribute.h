#pragma once

#include "cli/command.h"

namespace planpaket::cli {

/// 'planpaket distribute': a decided version goes to its recipients.
Command distribute_command();

} // namespace planpaket::cli
