#pragma once

#include "cli/command.h"

#include <expected>

namespace planpaket::cli {

struct UsageError {
    std::string message;
    std::string hint;
};

/// Sorts the words after a command by the command's options. Options and other words may stand in any order; after "--"
/// everything is a word. A word among the values of a list that ends in ".toml" is a plan, not a value.
std::expected<Arguments, UsageError> parse(const Command& command, const std::vector<std::string>& line);

} // namespace planpaket::cli
