#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace planpaket::base {

/// Writes a file that must not exist, whole or not at all, and brings it to the disk.
/// Errors: "file-exists", "unwritable"; empty when all went well.
Diagnostics write_new_file(const std::string& path, std::string_view bytes);

/// Writes a file, in the place of an older one if there is one: whoever looks, whenever, sees the old bytes or the new. An older
/// file keeps its permissions; a link keeps leading to it. Error: "unwritable"; empty when all went well.
Diagnostics replace_file(const std::string& path, std::string_view bytes);

/// Puts bytes in the place of a file that holds `before`, whole or not at all, and brings them to the disk. Its permissions stay.
/// Errors: "file-changed" (it holds something else by now), "unwritable"; empty when all went well.
Diagnostics replace_file(const std::string& path, std::string_view before, std::string_view bytes);

} // namespace planpaket::base
