#include "signature/signature_value.h"

#include "base/translate.h"

#include <array>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

ValueCheck wrong() {
    return {Finding::wrong, tr("it was not made by the signer's key")};
}
ValueCheck unsupported(const std::string& what) {
    return {Finding::unsupported, trf("whether the signer's key made it cannot be known here: {} is not supported", what)};
}
ValueCheck disagreeing(const std::string& one, const std::string& other) {
    return {Finding::disagreeing, trf("its algorithms contradict each other: {} and {}", one, other)};
}
ValueCheck good_if(bool good) {
    return good ? ValueCheck{} : wrong();
}

bool fits(int key, Method method) {
    switch (method) {
    case Method::unknown:
        return false;
    case Method::rsa:
        return key == EVP_PKEY_RSA;
    case Method::rsa_pss:
        return key == EVP_PKEY_RSA || key == EVP_PKEY_RSA_PSS;
    case Method::dsa:
        return key == EVP_PKEY_DSA;
    case Method::ecdsa:
    case Method::plain_ecdsa:
        return key == EVP_PKEY_EC;
    case Method::ed25519:
        return key == EVP_PKEY_ED25519;
    case Method::ed448:
        return key == EVP_PKEY_ED448;
    }
    return false;
}

/// What the algorithms have against each other; nothing is computed.
ValueCheck agreement(const SignatureAlgorithm& algorithm, const Hash& hash) {
    for (const auto* each : {&hash, algorithm.hash ? &*algorithm.hash : &hash})
        if (each->is_weak)
            return {Finding::weak, trf("its digest is too weak: {}", each->name)};
    if (algorithm.method == Method::unknown)
        return unsupported(algorithm.name);
    if (algorithm.hash && *algorithm.hash != hash)
        return disagreeing(trf("{} with {}", algorithm.name, algorithm.hash->name), hash.name);
    if (algorithm.mask_hash && *algorithm.mask_hash != hash)
        return disagreeing(trf("{} with a mask of {}", algorithm.name, algorithm.mask_hash->name), hash.name);
    // RFC 8419, 3.1: each of the two has one digest.
    if ((algorithm.method == Method::ed25519 && hash.name != "sha512") ||
        (algorithm.method == Method::ed448 && hash.name != "shake256"))
        return disagreeing(algorithm.name, hash.name);
    return hash.function != nullptr ? ValueCheck{} : unsupported(hash.name);
}

/// RFC 8017, 8.2.2, by what the value holds: that tells a wrong key from another digest. The parameter of the digest's
/// algorithm may be missing (RFC 8017, A.2.4).
ValueCheck check_rsa(EVP_PKEY* key, const Hash& hash, std::string_view digest, std::string_view value) {
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key, nullptr));
    std::string held(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
    auto size = held.size();
    if (!context || EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_verify_recover(context.get(), reinterpret_cast<unsigned char*>(held.data()), &size, data_of(value),
                                value.size()) != 1)
        return wrong();
    held.resize(size);
    const auto info = from_der<X509_SIG>(held, d2i_X509_SIG);
    if (!info || der(info.get(), i2d_X509_SIG) != held)
        return wrong();
    const X509_ALGOR* algorithm = nullptr;
    const ASN1_OCTET_STRING* held_digest = nullptr;
    X509_SIG_get0(info.get(), &algorithm, &held_digest);
    if (const auto other = hash_of(algorithm); other != hash)
        return disagreeing(trf("the RSA signature holds {}", other.name), hash.name);
    const bool plain = algorithm->parameter == nullptr || algorithm->parameter->type == V_ASN1_NULL;
    return good_if(plain && bytes_of(held_digest) == digest);
}

/// By OpenSSL, over a digest.
ValueCheck check_digest(EVP_PKEY* key, const SignatureAlgorithm& algorithm, const Hash& hash, std::string_view digest,
                        std::string_view value) {
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key, nullptr));
    bool ready = context && EVP_PKEY_verify_init(context.get()) == 1;
    if (algorithm.method == Method::rsa_pss)
        ready = ready && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) == 1 &&
                EVP_PKEY_CTX_set_signature_md(context.get(), hash.function) == 1 &&
                EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), hash.function) == 1 &&
                EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), algorithm.salt) == 1;
    if (!ready)
        return unsupported(algorithm.name);
    return good_if(EVP_PKEY_verify(context.get(), data_of(value), value.size(), data_of(digest), digest.size()) == 1);
}

/// The two numbers in DER (BSI TR-03111, 5.2.2); empty if they have another length than the key's.
std::string in_der(EVP_PKEY* key, std::string_view value) {
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_bits(key) + 7) / 8;
    const Owned<ECDSA_SIG> both(ECDSA_SIG_new());
    if (value.size() != 2 * size || !both)
        return {};
    const auto number = [&](std::size_t from) { return BN_bin2bn(data_of(value.substr(from)), static_cast<int>(size), nullptr); };
    if (ECDSA_SIG_set0(both.get(), number(0), number(size)) != 1)
        return {};
    return der(both.get(), i2d_ECDSA_SIG);
}

/// RFC 8032: over all of the bytes.
ValueCheck check_edwards(EVP_PKEY* key, std::string_view value, const std::vector<std::string_view>& pieces) {
    std::string whole;
    for (const auto& piece : pieces)
        whole += piece;
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    return good_if(context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
                   EVP_DigestVerify(context.get(), data_of(value), value.size(), data_of(whole), whole.size()) == 1);
}

} // namespace

ValueCheck check_value(const X509* signer, const X509_ALGOR* algorithm, const X509_ALGOR* digest, std::string_view value,
                       const std::vector<std::string_view>& pieces) {
    const ErrorsForgotten forgotten;
    const auto named = signature_algorithm(algorithm);
    const auto hash = hash_of(digest);
    if (auto check = agreement(named, hash); check.finding != Finding::good)
        return check;
    auto* key = X509_get0_pubkey(signer);
    if (key == nullptr)
        return unsupported(tr("the kind of its key"));
    if (!fits(EVP_PKEY_get_base_id(key), named.method)) {
        const char* kind = OBJ_nid2ln(EVP_PKEY_get_base_id(key));
        return disagreeing(named.name, trf("a key of {}", kind != nullptr ? kind : "?"));
    }
    switch (named.method) {
    case Method::unknown:
        break;
    case Method::rsa:
        return check_rsa(key, hash, digest_of(pieces, hash), value);
    case Method::rsa_pss:
    case Method::dsa:
    case Method::ecdsa:
        return check_digest(key, named, hash, digest_of(pieces, hash), value);
    case Method::plain_ecdsa:
        return check_digest(key, named, hash, digest_of(pieces, hash), in_der(key, value));
    case Method::ed25519:
    case Method::ed448:
        return check_edwards(key, value, pieces);
    }
    return unsupported(named.name);
}

} // namespace planpaket::signature
