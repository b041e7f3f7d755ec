#pragma once

/// Charts as pictures that word processors show: SVG, and the same as PNG for those that know no SVG.

#include "base/diagnostic.h"
#include "document/document.h"
#include "office/picture.h"
#include "office/rasters.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <vector>

namespace planpaket::office {

/// The pictures of a document's figures, in order; each from top to bottom: a timeline that no page can hold is several.
/// Errors: "missing-glyph", and those of Rasters::png().
base::Result<std::vector<std::vector<Picture>>> draw_charts(const document::Document& document, const typeset::Style& style,
                                                            const typeset::Fonts& fonts, Rasters& rasters);

} // namespace planpaket::office
