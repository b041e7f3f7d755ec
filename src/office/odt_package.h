#pragma once

#include "document/document.h"
#include "office/parts.h"
#include "office/picture.h"
#include "office/reference.h"
#include "typeset/style.h"

#include <string>
#include <vector>

namespace planpaket::office {

/// The path of a picture's file in the package.
std::string odt_path(const Picture& picture, const Picture::File& file);

/// The parts of an ODT file (ODF 1.2 part 3), in their order. `text` is content.xml.
std::vector<Part> odt_parts(const document::Document& document, const Reference& reference, const typeset::Style& style,
                            std::string text, const std::vector<Picture>& pictures);

} // namespace planpaket::office
