#include "signature/strength.h"

#include <algorithm>
#include <array>
#include <memory>
#include <openssl/rsa.h>

namespace planpaket::signature {

bool is_strong(int digest) {
    constexpr std::array strong{NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_sha3_384, NID_sha3_512};
    return std::ranges::find(strong, digest) != strong.end();
}

int digest_of(const X509_ALGOR* algorithm, int otherwise) {
    const int nid = OBJ_obj2nid(algorithm->algorithm);
    if (nid == NID_rsassaPss) {
        struct Free {
            void operator()(RSA_PSS_PARAMS* p) const { RSA_PSS_PARAMS_free(p); }
        };
        const std::unique_ptr<RSA_PSS_PARAMS, Free> parameters(
            static_cast<RSA_PSS_PARAMS*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter)));
        return parameters && parameters->hashAlgorithm != nullptr ? OBJ_obj2nid(parameters->hashAlgorithm->algorithm) : NID_sha1;
    }
    int digest = NID_undef;
    return OBJ_find_sigid_algs(nid, &digest, nullptr) == 1 && digest != NID_undef ? digest : otherwise;
}

bool is_strong(const X509_ALGOR* algorithm) {
    return algorithm != nullptr && is_strong(digest_of(algorithm, NID_sha512));
}

} // namespace planpaket::signature
