#pragma once

#include "document/document.h"
#include "office/charts.h"
#include "office/parts.h"
#include "office/reference.h"
#include "office/xml.h"
#include "typeset/style.h"

#include <string>
#include <vector>

namespace planpaket::office {

/// A link to somewhere outside of the document, by the name that the text has for it.
struct OutsideLink {
    std::string id, target;
};

/// What the file is put together from, beside the text.
struct DocxContent {
    std::string text;      ///< word/document.xml
    std::string numbering; ///< word/numbering.xml; empty when there are no lists.
    std::vector<OutsideLink> links;
    std::vector<Chart> charts; ///< The n-th (from 1) has the relationship ids rIdChartN and rIdSvgN.
};

/// The relationship ids of head and foot, as sections refer to them.
inline constexpr const char *portrait_head = "rIdHeadPortrait", *portrait_foot = "rIdFootPortrait";
inline constexpr const char *landscape_head = "rIdHeadLandscape", *landscape_foot = "rIdFootLandscape";

/// The parts of a DOCX file (ECMA-376 part 2), in their order.
std::vector<Part> docx_parts(const document::Document& document, const Reference& reference, const typeset::Style& style,
                             const DocxContent& content);

} // namespace planpaket::office
