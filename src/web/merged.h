#pragma once

#include "document/document.h"

#include <vector>

namespace planpaket::web {

/// Several documents as one: the title of the first is the whole's, those of the others become headings below it.
/// Every heading has an id, every id stands once (the first one keeps it), and of the tables of contents the first one stays, two
/// levels deep. Page breaks are gone. Precondition: there is a document.
document::Document merged(std::vector<document::Document> documents);

} // namespace planpaket::web
