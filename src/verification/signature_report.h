#pragma once

#include "signature/verify.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace planpaket::verification {

/// What was found out about one file.
struct FileReport {
    std::string path;
    std::size_t size = 0;
    signature::Report report;
};

/// For a person to read, in the user's language.
std::string as_text(const FileReport& file);

/// For a program.
nlohmann::ordered_json json_of(const FileReport& file);
/// [{"code", "message", "hint"}]
nlohmann::ordered_json json_of(const base::Diagnostics& errors);

/// For a program: {"verdict", "files": [{"file", "verdict", "signatures": […]}], "errors"}.
std::string as_json(const std::vector<FileReport>& files, const std::vector<base::Diagnostics>& errors);

} // namespace planpaket::verification
