#pragma once

#include "document/document.h"
#include "office/charts.h"
#include "office/parts.h"
#include "office/reference.h"
#include "typeset/style.h"

#include <string>
#include <vector>

namespace planpaket::office {

/// The path of the n-th chart (from 1) in the package.
std::string odt_chart_path(std::size_t number);

/// The parts of an ODT file (ODF 1.2 part 3), in their order. `text` is content.xml.
std::vector<Part> odt_parts(const document::Document& document, const Reference& reference, const typeset::Style& style,
                            std::string text, const std::vector<Chart>& charts);

} // namespace planpaket::office
