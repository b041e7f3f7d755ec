#pragma once

#include <string_view>

namespace planpaket::archive {

/// Whether a name stands in the register of OCFL extensions (ocfl.github.io/extensions).
bool is_registered_extension(std::string_view name);

} // namespace planpaket::archive
