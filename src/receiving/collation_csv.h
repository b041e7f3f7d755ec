#pragma once

#include "collation/collation.h"
#include "compose/terms.h"
#include "making/documents.h"

#include <vector>

namespace planpaket::receiving {

/// A collation as tables for programs: leveranser.csv, antal.csv, parter.csv, tidsplan.csv (docs/collation.md).
std::vector<making::MadeFile> collation_tables(const collation::Collation& city, const compose::Terms& terms);

} // namespace planpaket::receiving
