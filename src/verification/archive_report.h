#pragma once

#include "archive/verify.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace planpaket::verification {

/// All that is wrong, as errors and remarks.
base::Diagnostics diagnostics_of(const archive::Verdict& verdict);

/// For a program: {"kind", "errors", "warnings", "faults", "objects": [{"id", "folder", …, "faults"}]}.
nlohmann::ordered_json json_of(const archive::Verdict& verdict);

/// For a person: one line.
std::string as_text(const std::string& path, const archive::Verdict& verdict);

} // namespace planpaket::verification
