#pragma once

#include "base/bytes.h"
#include "base/diagnostic.h"
#include "document/document.h"

namespace planpaket::typeset {
struct Style;
class Fonts;
} // namespace planpaket::typeset

namespace planpaket::pdf {

/// Typesets a document and writes it as PDF. The bytes are a function of the arguments alone. The document is used up on the
/// way, so that it need not stand in memory beside the file.
base::Result<base::Bytes> render(document::Document document, const typeset::Style& style, const typeset::Fonts& fonts);

} // namespace planpaket::pdf
