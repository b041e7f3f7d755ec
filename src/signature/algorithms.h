#pragma once

/// The algorithms that signatures name, and which digests they may rest on: SHA-256 and what is stronger.

#include "signature/openssl.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

/// A digest as an AlgorithmIdentifier names it.
struct Hash {
    std::string name;
    const EVP_MD* function = nullptr; ///< Null if it cannot be computed here.
    std::size_t size = 0;             ///< Bytes, where the function leaves them open (SHAKE: RFC 8702, 3.1).
    bool is_weak = false;             ///< Known to be weaker than SHA-256.

    bool operator==(const Hash& other) const { return name == other.name && size == other.size; }
};
Hash hash_of(const X509_ALGOR* identifier);

/// Digest of pieces that follow each other; empty if it cannot be computed.
std::string digest_of(const std::vector<std::string_view>& pieces, const Hash& hash);
std::string digest_of(const std::vector<std::string_view>& pieces, const EVP_MD* digest);

enum class Method {
    unknown,
    rsa,     ///< RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).
    rsa_pss, ///< RFC 4056.
    dsa,
    ecdsa,       ///< RFC 5753.
    plain_ecdsa, ///< BSI TR-03111, 5.2.1: r and s, one after the other.
    ed25519,     ///< RFC 8419.
    ed448,
};

/// What the AlgorithmIdentifier of a signature says.
struct SignatureAlgorithm {
    Method method = Method::unknown;
    std::string name;
    std::optional<Hash> hash;      ///< None where it says none.
    std::optional<Hash> mask_hash; ///< PSS: of its mask.
    int salt = 0;                  ///< PSS: its length.
};
SignatureAlgorithm signature_algorithm(const X509_ALGOR* identifier);

/// Whether no digest of a signature algorithm is weak.
bool is_strong(const X509_ALGOR* algorithm);

} // namespace planpaket::signature
