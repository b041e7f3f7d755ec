#pragma once

/// Charts as pictures that word processors show: SVG, and the same as PNG for those that know no SVG.

#include "base/diagnostic.h"
#include "document/document.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <string>
#include <vector>

namespace planpaket::office {

struct Chart {
    std::string svg, png;
    float width = 0, height = 0; ///< In points.
    std::string alternative;
};

/// The pictures of a document's figures, in order; each from top to bottom: a timeline that no page can hold is several. The
/// PNGs are made by rsvg-convert.
/// Errors: "missing-glyph"; "program-missing", "program-failed" (rsvg-convert).
base::Result<std::vector<std::vector<Chart>>> draw_charts(const document::Document& document, const typeset::Style& style,
                                                          const typeset::Fonts& fonts);

} // namespace planpaket::office
