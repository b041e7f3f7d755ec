#pragma once

#include <string>
#include <vector>

namespace planpaket::archive {

/// Something that a store does not keep of what the OCFL specification asks.
struct Fault {
    /// The specification's own code: "E060" for a must, "W004" for a should. What is no matter of the specification has a word:
    /// "unreadable-file", "limit", "other-bytes".
    std::string code;
    std::string where;   ///< The file or folder, by its path from what is verified; "" for that itself.
    std::string message; ///< The fact, in the user's language.

    bool is_error() const { return !code.starts_with('W'); }
    bool operator==(const Fault&) const = default;
};

using Faults = std::vector<Fault>;

} // namespace planpaket::archive
