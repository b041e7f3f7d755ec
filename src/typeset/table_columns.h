#pragma once

/// How wide the columns of a table become.

#include "typeset/setting.h"

#include <vector>

namespace planpaket::typeset {

/// Widths in points, padding included, that sum to `total`: those with which the table gets lowest (and so takes the fewest
/// pages) while no column gets narrower than what its words and its readers need. Looks at a sample of the rows of a large table.
std::vector<float> column_widths(Setting& setting, const document::Table& table, const Measure& measure, float total);

} // namespace planpaket::typeset
