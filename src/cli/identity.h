#pragma once

#include "base/diagnostic.h"
#include "cli/command.h"
#include "signature/key.h"
#include "signature/secret.h"

namespace planpaket::cli {

/// The options that name a key, its certificate and its passphrase.
std::vector<Option> identity_options();

/// Opens the key that they name. Errors: "usage", and the key's own.
base::Result<signature::Identity> open_identity(const Arguments& arguments, const Context& context);

/// Where the options `option`-fd and `option`-file say that a secret comes from. Error: "usage".
base::Result<signature::Passphrase::From> secret_source(const Arguments& arguments, const std::string& option);

} // namespace planpaket::cli
