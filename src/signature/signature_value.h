#pragma once

/// Whether a signature's value is right: the one place that asks for CMS signatures and timestamps alike.

#include "signature/algorithms.h"

namespace planpaket::signature {

enum class Finding {
    good,
    wrong,
    weak,        ///< It rests on a weak digest.
    disagreeing, ///< Its algorithms contradict each other, or the key.
    unsupported, ///< It cannot be known here.
};

struct ValueCheck {
    Finding finding = Finding::good;
    std::string reason; ///< Why it is not good, in the user's language.
};

/// Whether `value` is a signature of the pieces, in their order, by the certificate's key. `digest` is what is named beside the
/// signature's own algorithm (RFC 5652, 5.3): that, the digest in the algorithm's name or parameters (RFC 4055, RFC 8933) and the
/// DigestInfo inside an RSA signature (RFC 8017, 9.2) must be one.
ValueCheck check_value(const X509* signer, const X509_ALGOR* algorithm, const X509_ALGOR* digest, std::string_view value,
                       const std::vector<std::string_view>& pieces);

} // namespace planpaket::signature
