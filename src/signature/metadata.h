#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::signature {

/// The XMP packet of a PDF (ISO 32000-1, 14.3.2), as the file has it now. Nothing if it has none, or cannot be read.
std::optional<std::string> metadata(std::string_view bytes, const std::string& path);

} // namespace planpaket::signature
