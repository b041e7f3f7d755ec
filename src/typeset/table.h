#pragma once

/// Tables over pages: rows kept whole where that wastes little, else divided between lines with their boxes closed.

#include "typeset/page_flow.h"
#include "typeset/setting.h"

#include <functional>
#include <string>

namespace planpaket::typeset {

/// Sets a table into the flow, from the flow's place on. `continued` is the mark on what goes on from the page before.
/// `keep_above` is the height of headings above that wait for the table's first rows: they are drawn by `draw_above`
/// on the page where those rows begin. Rows are used up as they are set.
void set_table(Setting& setting, PageFlow& flow, document::Table& table, NodeId parent, const std::string& continued,
               float keep_above, const std::function<void()>& draw_above);

} // namespace planpaket::typeset
