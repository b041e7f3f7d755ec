#pragma once

#include "base/diagnostic.h"
#include "document/document.h"
#include "office/means.h"

#include <string>

namespace planpaket::office {

/// A document as ODT (OpenDocument 1.2), in the way of make_docx(), with its errors.
base::Result<std::string> make_odt(const document::Document& document, const Means& means);

} // namespace planpaket::office
