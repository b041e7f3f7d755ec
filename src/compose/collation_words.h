#pragma once

#include "collation/collation.h"
#include "compose/terms.h"

#include <string>

namespace planpaket::compose {

const std::string& finding_words(const Terms& terms, collation::Finding finding);
const std::string& signatures_words(const Terms& terms, collation::Signatures signatures);

/// Why a delivery is not counted.
std::string refusal_words(const Terms& terms, const collation::Refused& refused);

} // namespace planpaket::compose
