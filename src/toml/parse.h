#pragma once

#include "base/diagnostic.h"
#include "toml/tree.h"

#include <string_view>

namespace planpaket::toml {

/// Parses UTF-8 text without control characters (see encoding.h) into `root`, statement by statement, so that each wrong one is
/// reported (up to a bounded number) and the others still count. The time is linear in the length of the text.
/// Returns false if the syntax was wrong anywhere.
bool parse(std::string_view text, base::SourceId source, const Limits& limits, Table& root, base::Diagnostics& diagnostics);

} // namespace planpaket::toml
