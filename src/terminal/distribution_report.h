#pragma once

#include "distribution/record.h"

#include <string>

namespace planpaket::terminal {

/// What was sent to whom, when, and what the server said, for a person to read, in the user's language.
std::string as_text(const distribution::Record& record);

} // namespace planpaket::terminal
