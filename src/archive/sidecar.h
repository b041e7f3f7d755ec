#pragma once

#include "archive/fault.h"

#include <string>
#include <string_view>

namespace planpaket::archive {

/// The name of an inventory's sidecar: "inventory.json.sha512".
std::string sidecar_name(std::string_view algorithm);

/// What a sidecar says: the digest and the inventory's name (OCFL 1.1, section 3.6).
std::string sidecar_text(std::string_view digest);

/// Checks that the sidecar in `folder` is there and states the digest of `inventory`. Adds to `faults` under `where`.
void check_sidecar(const std::string& folder, std::string_view inventory, std::string_view algorithm, const std::string& where,
                   Faults& faults);

} // namespace planpaket::archive
