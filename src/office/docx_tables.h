#pragma once

#include "office/page_plan.h"
#include "office/xml.h"

#include <vector>

namespace planpaket::office {

/// Gives the tables of a document their widths, spans, styles, repeated headings and bookmarks. `tables` are what they were
/// written from. Error: "pandoc-failed" where the two differ.
base::Diagnostics finish_docx_tables(pugi::xml_node body, const std::vector<PlacedTable>& tables, const typeset::Style& style);

} // namespace planpaket::office
