#pragma once

#include "base/diagnostic.h"
#include "document/document.h"
#include "office/reference.h"
#include "pandoc/program.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <string>

namespace planpaket::office {

/// A document as ODT (OpenDocument 1.2), in the way of make_docx(), with its errors.
base::Result<std::string> make_odt(const document::Document& document, const Reference& reference, const typeset::Style& style,
                                   const typeset::Fonts& fonts, const pandoc::Program& program);

} // namespace planpaket::office
