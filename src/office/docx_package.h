#pragma once

#include "document/document.h"
#include "office/parts.h"
#include "office/picture.h"
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
    std::vector<Picture> pictures;
};

/// The relationship ids of head and foot, as sections refer to them.
inline constexpr const char *portrait_head = "rIdHeadPortrait", *portrait_foot = "rIdFootPortrait";
inline constexpr const char *landscape_head = "rIdHeadLandscape", *landscape_foot = "rIdFootLandscape";

/// The relationship id by which the text refers to a file of a picture.
std::string picture_relationship(const Picture& picture, const Picture::File& file);

/// The parts of a DOCX file (ECMA-376 part 2), in their order.
std::vector<Part> docx_parts(const document::Document& document, const Reference& reference, const typeset::Style& style,
                             const DocxContent& content);

} // namespace planpaket::office
