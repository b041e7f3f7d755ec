#pragma once

/// What the operating system refused, as diagnostics. The reason is the system's own word for `error` (an errno value).

#include "base/diagnostic.h"

#include <cstddef>
#include <string>

namespace planpaket::base {

Diagnostic file_too_large(const std::string& path, std::size_t limit);
Diagnostic unreadable_file(const std::string& path, int error);
Diagnostic unreadable_folder(const std::string& path, int error);
/// `what` is the file or folder that could not be written.
Diagnostic unwritable(const std::string& what, int error);

} // namespace planpaket::base
