#pragma once

/// The options of commands that make documents: --format and --jobs.

#include "cli/command.h"
#include "making/format.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::cli {

std::vector<std::string> format_names();

/// Why they cannot be followed; nothing when they can.
std::optional<Outcome> refuse_making_options(const Arguments& arguments, Context& context);

/// Those asked for, else PDF and DOCX. Precondition: not refused.
making::Formats formats_of(const Arguments& arguments);

/// How many jobs, else as many as there are processor cores. Precondition: not refused.
std::size_t jobs_of(const Arguments& arguments);

} // namespace planpaket::cli
