#pragma once

#include <string_view>

namespace planpaket::signature {

/// Whether `bytes` is the PDF `original` with nothing appended but what a later signature may bring: signatures, timestamps,
/// validation data, fields for them, properties. That it begins with the same bytes does not say so: what was appended before
/// it was signed can show something else. The signatures themselves are not verified here.
bool only_signed_since(std::string_view original, std::string_view bytes);

} // namespace planpaket::signature
