#pragma once

#include "document/document.h"

namespace planpaket::compose {

/// Makes every id of a document stand once (the first one keeps it) and every `#id` link lead somewhere: one to an id that this
/// document does not have becomes its words alone.
void settle_anchors(document::Document& document);

} // namespace planpaket::compose
