#pragma once

/// Which digests signatures may rest on: SHA-256 and what is stronger.

#include <openssl/x509.h>

namespace planpaket::signature {

/// Whether a digest, given by its NID, is strong enough.
bool is_strong(int digest);

/// The NID of the digest that a signature algorithm names; of `otherwise` if it names none.
int digest_of(const X509_ALGOR* algorithm, int otherwise);

/// Whether the digest of a signature algorithm is strong enough. One that names none has a strong one built in (RFC 8032).
bool is_strong(const X509_ALGOR* algorithm);

} // namespace planpaket::signature
