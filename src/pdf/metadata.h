#pragma once

#include "document/document.h"

#include <string>

namespace planpaket::pdf {

/// The XMP packet (ISO 16684-1) of a document: title, language, author, dates, and the claims PDF/A-2a (ISO 19005-2, 6.6.4) and
/// PDF/UA-1 (ISO 14289-1, clause 5).
std::string xmp_packet(const document::Document& document);

/// The document information dictionary (ISO 32000-1, 14.3.3), saying the same.
std::string information(const document::Document& document);

/// What made the file, in both.
inline constexpr const char* producer = "planpaket";

} // namespace planpaket::pdf
