#pragma once

#include "base/diagnostic.h"
#include "document/document.h"
#include "office/means.h"

#include <string>

namespace planpaket::office {

/// A document as DOCX (ECMA-376, transitional). pandoc writes its words; what pandoc cannot do is done in its package, whose
/// other parts are ours: styles, head and foot, properties. The same input gives the same bytes. Errors: those of pandoc::convert
/// and draw_charts; "pandoc-failed", too, when what pandoc made is not what the tree said.
base::Result<std::string> make_docx(const document::Document& document, const Means& means);

} // namespace planpaket::office
