#pragma once

#include "archive/staging.h"

#include <functional>
#include <string>

namespace planpaket::archive {

/// Makes a folder that appears whole or not at all, with what `fill` writes; nothing that stands there is touched. Errors:
/// "file-exists", "unwritable", and those of `fill`.
base::Diagnostics make_new_folder(const std::string& target, const std::function<base::Diagnostics(Staging&)>& fill);

} // namespace planpaket::archive
