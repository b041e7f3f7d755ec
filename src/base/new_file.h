#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace planpaket::base {

/// Writes a file that must not exist, whole or not at all, and brings it to the disk.
/// Errors: "file-exists", "unwritable"; empty when all went well.
Diagnostics write_new_file(const std::string& path, std::string_view bytes);

} // namespace planpaket::base
