#pragma once

#include "base/diagnostic.h"
#include "document/document.h"

#include <string>

namespace planpaket::typeset {
struct Style;
class Fonts;
} // namespace planpaket::typeset

namespace planpaket::pdf {

/// Typesets a document and writes it as PDF. The bytes are a function of the arguments alone.
base::Result<std::string> render(const document::Document& document, const typeset::Style& style, const typeset::Fonts& fonts);

} // namespace planpaket::pdf
