#pragma once

#include "pandoc/nodes.h"

namespace planpaket::pandoc {

/// A table. Its first columns of row headers become Pandoc's row head columns; a group row begins a body of its own.
Json table(BlockWriter& writer, const document::Table& table);

/// One row without headings, which only puts blocks side by side. `weights`: relative widths; all alike where they are missing.
Json layout_table(const std::vector<Json>& cells, const std::vector<double>& weights);

} // namespace planpaket::pandoc
