#pragma once

#include "base/diagnostic.h"

#include <string>
#include <utility>
#include <vector>

namespace planpaket::archive {

/// Makes an empty store unless something stands there; then it is left as it is. A store appears whole or not at all; the folders
/// above are made if they are not there. Error: "unwritable".
base::Diagnostics make_store(const std::string& path, const std::vector<std::pair<std::string, std::string>>& documentation);

} // namespace planpaket::archive
