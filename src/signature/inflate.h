#pragma once

#include "signature/object.h"

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::signature {

/// The bytes of a cross-reference or object stream: stored, or by /FlateDecode with or without a predictor (ISO 32000-1, 7.4.4).
/// Nothing if it has another filter, is damaged, or grows over `limit` bytes.
std::optional<std::string> decoded(const Dictionary& stream, std::string_view data, std::size_t limit);

} // namespace planpaket::signature
