#pragma once

#include "cli/command.h"

namespace planpaket::cli {

/// planpaket decide: writes a decision or a correction into a plan.
Command decide_command();

} // namespace planpaket::cli
