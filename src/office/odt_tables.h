#pragma once

#include "office/odf_styles.h"
#include "office/page_plan.h"

#include <vector>

namespace planpaket::office {

/// Gives the tables of a text their widths, spans, styles, repeated headings and bookmarks. pandoc was given every place of them
/// as a cell. `tables` are what they were written from. Error: "pandoc-failed" where the two differ.
base::Diagnostics finish_odt_tables(pugi::xml_node text, OdfStyles& styles, const std::vector<PlacedTable>& tables,
                                    const typeset::Style& style);

} // namespace planpaket::office
