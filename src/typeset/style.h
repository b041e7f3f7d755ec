#pragma once

#include "base/diagnostic.h"

#include <string>

namespace planpaket::typeset {

struct Style;

/// Reads templates/style.toml.
base::Result<Style> read_style(const base::Sources& sources, base::SourceId source);

} // namespace planpaket::typeset
