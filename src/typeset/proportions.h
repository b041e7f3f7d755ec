#pragma once

/// How wide typesetting makes the columns of tables, for formats that are set by others.

#include "document/document.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <string>
#include <vector>

namespace planpaket::typeset {

struct MeasuredTable {
    const document::Table* table;
    float width; ///< Of all its columns, in points.
};

/// Per table the widths of its columns, in points, as on the pages of a PDF.
std::vector<std::vector<float>> proportions(const std::vector<MeasuredTable>& tables, const std::string& language,
                                            const Style& style, const Fonts& fonts);

} // namespace planpaket::typeset
