#pragma once

#include <string>

namespace planpaket::cli {

/// Completion for bash, from the same words as help: commands, options, their values, plans.
std::string bash_completion();

} // namespace planpaket::cli
