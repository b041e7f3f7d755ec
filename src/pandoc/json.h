#pragma once

/// Pandoc's tree as a whole type, for those who make or read it; pandoc/ast.h only names it, which compiles in a third of the time.

#include <nlohmann/json.hpp>
