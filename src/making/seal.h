#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "signature/reservation.h"

#include <string>

namespace planpaket::making {

/// Draws seals with the name, role and time of a request, in the typography of the style of the folder `templates`. Errors: those
/// of reading the style and its fonts.
base::Result<signature::DrawSeal> seal_drawer(const base::World& world, base::Sources& sources, const std::string& templates,
                                              const signature::SignatureRequest& request);

} // namespace planpaket::making
