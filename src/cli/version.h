#pragma once

#include <string>

namespace planpaket::cli {

/// The program's version, and those of the libraries and programs it makes documents with, a line each.
std::string version_text();

} // namespace planpaket::cli
