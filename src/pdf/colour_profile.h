#pragma once

#include <string>

namespace planpaket::pdf {

/// An ICC profile (ICC.1:2010, version 4.3) of sRGB (IEC 61966-2-1): primaries and the tone curve as parameters, 500 bytes.
/// The same bytes always: its date is fixed and its profile ID left zero, as the specification allows.
std::string srgb_profile();

} // namespace planpaket::pdf
