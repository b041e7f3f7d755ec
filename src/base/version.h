#pragma once

#include <string>

namespace planpaket::base {

/// Of planpaket: "0.1.0".
std::string program_version();

} // namespace planpaket::base
