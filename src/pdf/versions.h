#pragma once

#include <string>

namespace planpaket::pdf {

/// The versions of the libraries that are in use, as they name themselves: "2.3.0".
std::string libharu_version();
std::string qpdf_version();

} // namespace planpaket::pdf
