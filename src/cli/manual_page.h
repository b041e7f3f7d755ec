#pragma once

#include <string>

namespace planpaket::cli {

/// The manual page in man(7) form, from the same words as help.
std::string manual_page();

} // namespace planpaket::cli
