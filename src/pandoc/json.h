#pragma once

/// Pandoc's tree as a whole type, for those who make or read it; pandoc/ast.h only names it.

#include <nlohmann/json.hpp>
