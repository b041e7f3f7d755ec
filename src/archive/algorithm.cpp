#include "archive/algorithm.h"

#include <algorithm>
#include <array>
#include <utility>

namespace planpaket::archive {

namespace {

using base::DigestAlgorithm;

const std::array<std::pair<std::string_view, Algorithm>, 10> algorithms{{
    {"md5", {DigestAlgorithm::md5, 32, false, "E057"}},
    {"sha1", {DigestAlgorithm::sha1, 40, false, "E029"}},
    {"sha256", {DigestAlgorithm::sha256, 64, true, "E030"}},
    {"sha512", {DigestAlgorithm::sha512, 128, true, "E031"}},
    {"blake2b-512", {DigestAlgorithm::blake2b_512, 128, false, "E032"}},
    {"sha512/256", {DigestAlgorithm::sha512_256, 64, false, "E057"}},
    {"blake2b-160", {std::nullopt, 40, false, "E057"}},
    {"blake2b-256", {std::nullopt, 64, false, "E057"}},
    {"blake2b-384", {std::nullopt, 96, false, "E057"}},
    {"size", {std::nullopt, 0, false, "E057"}},
}};

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// All of it, without a branch for each: inventories are digests for the most part.
bool is_hexadecimal(std::string_view text) {
    unsigned other = 0;
    for (const char letter : text) {
        const auto digit = static_cast<unsigned char>(letter - '0');
        const auto upper = static_cast<unsigned char>((letter & ~0x20) - 'A');
        other |= static_cast<unsigned>(digit > 9) & static_cast<unsigned>(upper > 5);
    }
    return other == 0;
}

} // namespace

std::optional<Algorithm> find_algorithm(std::string_view name) {
    const auto found = std::ranges::find(algorithms, name, &decltype(algorithms)::value_type::first);
    return found == algorithms.end() ? std::nullopt : std::optional(found->second);
}

bool is_digest(std::string_view text, const Algorithm& algorithm) {
    return algorithm.digits == 0 || (text.size() == algorithm.digits && is_hexadecimal(text));
}

std::string lower_case(std::string_view digest) {
    std::string text(digest);
    std::ranges::transform(text, text.begin(), lower);
    return text;
}

bool digest_order(std::string_view one, std::string_view other) {
    return std::ranges::lexicographical_compare(one, other, {}, lower, lower);
}

bool same_digest(std::string_view one, std::string_view other) {
    return one == other || std::ranges::equal(one, other, {}, lower, lower);
}

} // namespace planpaket::archive
