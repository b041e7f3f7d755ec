#pragma once

#include "base/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace planpaket::archive {

/// What the name of a digest algorithm means in an inventory (OCFL 1.1, section 3.4).
struct Algorithm {
    std::optional<base::DigestAlgorithm>
        digest;                     ///< Nothing if it is registered but not computed here: then it is left alone (E028).
    std::size_t digits = 0;         ///< Hexadecimal, of a digest.
    bool addresses = false;         ///< Whether content may be addressed by it (E025).
    const char* encoding_code = ""; ///< Of a digest that is not so written: "E031".
};

/// Nothing if it is neither in the specification's list nor in those of the extensions 0001 and 0009 (E056).
std::optional<Algorithm> find_algorithm(std::string_view name);

/// Whether a digest is written as hexadecimal digits of the right number, upper or lower case.
bool is_digest(std::string_view text, const Algorithm& algorithm);

/// Without regard to case.
std::string lower_case(std::string_view digest);
bool digest_order(std::string_view one, std::string_view other); ///< Whether one stands before the other.
bool same_digest(std::string_view one, std::string_view other);

} // namespace planpaket::archive
