#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::markdown {

/// The address of a link that may leave a document: http, https (with a host) or mailto (with an address), as ASCII (RFC 3986:
/// what may not stand in a URI is percent-encoded). Nothing for every other address.
std::optional<std::string> outward_address(std::string_view address);

} // namespace planpaket::markdown
