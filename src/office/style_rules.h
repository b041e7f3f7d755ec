#pragma once

/// What style.toml says of the styles that DOCX and ODT share.

#include "typeset/style.h"

#include <vector>

namespace planpaket::office {

struct StyleRule {
    const char* docx; ///< The id in DOCX; empty where only ODT has the style.
    const char* odf;  ///< The name in ODT.
    float size;       ///< In points.
    typeset::Colour colour;
    float line = 0; ///< From line to line, times the size; 0: as in the styles.
};
std::vector<StyleRule> style_rules(const typeset::Style& style);

} // namespace planpaket::office
