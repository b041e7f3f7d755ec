#pragma once

#include "zip/archive.h"

namespace planpaket::office {

using zip::Part;

/// The parts of what pandoc made. Error: "pandoc-failed".
base::Result<std::vector<Part>> read_parts(std::string_view archive);

} // namespace planpaket::office
