#pragma once

#include "base/diagnostic.h"
#include "cli/command.h"
#include "signature/key.h"

namespace planpaket::cli {

/// The options that name a key, its certificate and its passphrase.
std::vector<Option> identity_options();

/// Opens the key that they name. Errors: "usage", and the key's own.
base::Result<signature::Identity> open_identity(const Arguments& arguments, const Context& context);

} // namespace planpaket::cli
