#pragma once

#include "cli/command.h"
#include "signature/reservation.h"

namespace planpaket::cli {

/// Draws seals with the name, role and time of a request, in the typography of the templates' style. Errors: those of
/// reading the style and its fonts.
base::Result<signature::DrawSeal> seal_drawer(const Arguments& arguments, const Context& context,
                                              const signature::SignatureRequest& request);

} // namespace planpaket::cli
