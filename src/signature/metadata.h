#pragma once

#include "signature/verify.h"

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::signature {

/// The XMP packet of a PDF (ISO 32000-1, 14.3.2), as the file has it at its end. Nothing if it has none, or cannot be read.
std::optional<std::string> metadata(std::string_view bytes, const std::string& path);

/// The part of a file that may be relied on, by what was found out about its signatures: all of it if it is not signed; else
/// what the earliest signature signed whose verdict counts, which every later signer had before him, too. Of several verdicts
/// the best counts, valid and valid but alike; an invalid signature stands for nothing. Document timestamps count where there
/// is no signature.
std::optional<std::string_view> vouched_for(std::string_view bytes, const Report& report);

} // namespace planpaket::signature
