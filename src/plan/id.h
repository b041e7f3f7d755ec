#pragma once

#include <string>
#include <string_view>

namespace planpaket::plan {

/// Whether a text has the form of an id: small letters a to z, digits and single hyphens between them.
bool is_id(std::string_view text);

/// What a name could be as an id: "Grimsta IP" as "grimsta-ip". Empty if nothing of it can stand in one.
std::string id_like(std::string_view name);

} // namespace planpaket::plan
