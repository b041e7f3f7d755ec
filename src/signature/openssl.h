#pragma once

/// OpenSSL's things, each owned by a type that frees it.

// cms.h declares its PEM functions only after this:
#include <openssl/pem.h>

#include <cstdint>
#include <memory>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

struct OpenSslDeleter {
    void operator()(ASN1_OBJECT* p) const { ASN1_OBJECT_free(p); }
    void operator()(ASN1_STRING* p) const { ASN1_STRING_free(p); }
    void operator()(BIGNUM* p) const { BN_free(p); }
    void operator()(BIO* p) const { BIO_free_all(p); }
    void operator()(CMS_ContentInfo* p) const { CMS_ContentInfo_free(p); }
    void operator()(ECDSA_SIG* p) const { ECDSA_SIG_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
    void operator()(OCSP_BASICRESP* p) const { OCSP_BASICRESP_free(p); }
    void operator()(OCSP_CERTID* p) const { OCSP_CERTID_free(p); }
    void operator()(OCSP_REQUEST* p) const { OCSP_REQUEST_free(p); }
    void operator()(OCSP_RESPONSE* p) const { OCSP_RESPONSE_free(p); }
    void operator()(PKCS12* p) const { PKCS12_free(p); }
    void operator()(RSA_PSS_PARAMS* p) const { RSA_PSS_PARAMS_free(p); }
    void operator()(TS_REQ* p) const { TS_REQ_free(p); }
    void operator()(TS_MSG_IMPRINT* p) const { TS_MSG_IMPRINT_free(p); }
    void operator()(TS_TST_INFO* p) const { TS_TST_INFO_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(X509_ALGOR* p) const { X509_ALGOR_free(p); }
    void operator()(X509_CRL* p) const { X509_CRL_free(p); }
    void operator()(X509_SIG* p) const { X509_SIG_free(p); }
    void operator()(X509_STORE* p) const { X509_STORE_free(p); }
    void operator()(X509_STORE_CTX* p) const { X509_STORE_CTX_free(p); }
    void operator()(STACK_OF(ASN1_TYPE) * p) const { sk_ASN1_TYPE_pop_free(p, ASN1_TYPE_free); }
    void operator()(STACK_OF(GENERAL_NAME) * p) const { GENERAL_NAMES_free(p); }
    void operator()(STACK_OF(X509) * p) const { sk_X509_pop_free(p, X509_free); }
    void operator()(STACK_OF(DIST_POINT) * p) const { sk_DIST_POINT_pop_free(p, DIST_POINT_free); }
    void operator()(EXTENDED_KEY_USAGE* p) const { EXTENDED_KEY_USAGE_free(p); }
    void operator()(AUTHORITY_INFO_ACCESS* p) const { AUTHORITY_INFO_ACCESS_free(p); }
};

template <class T>
using Owned = std::unique_ptr<T, OpenSslDeleter>;
using Certificate = std::shared_ptr<X509>;
using Certificates = std::vector<Certificate>;

inline Certificate own(X509* certificate) {
    return {certificate, X509_free};
}
inline Certificate share(X509* certificate) {
    X509_up_ref(certificate);
    return own(certificate);
}

/// A read-only BIO over bytes that outlive it.
inline Owned<BIO> reading(std::string_view bytes) {
    return Owned<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

/// DER of anything that OpenSSL has an i2d function for; empty on failure.
template <class T, class Encode>
std::string der(const T* value, Encode encode) {
    unsigned char* data = nullptr;
    // Some i2d functions of OpenSSL 3.0 take no const.
    const int size = encode(const_cast<T*>(value), &data);
    std::string bytes(size > 0 ? reinterpret_cast<const char*>(data) : "", size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(data);
    return bytes;
}
inline std::string der(const Certificate& certificate) {
    return der(certificate.get(), i2d_X509);
}

/// What d2i reads of the bytes; null if it is damaged. `used`, if given, becomes the number of bytes read.
template <class T, class Decode>
Owned<T> from_der(std::string_view bytes, Decode decode, std::size_t* used = nullptr) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    Owned<T> value(decode(nullptr, &at, static_cast<long>(bytes.size())));
    if (used != nullptr)
        *used = static_cast<std::size_t>(at - reinterpret_cast<const unsigned char*>(bytes.data()));
    return value;
}

/// The bytes of a string; empty for none.
inline std::string_view bytes_of(const ASN1_STRING* string) {
    if (string == nullptr)
        return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

/// The members of a SEQUENCE; null if it is none.
inline Owned<STACK_OF(ASN1_TYPE)> members(std::string_view sequence) {
    return from_der<STACK_OF(ASN1_TYPE)>(sequence, d2i_ASN1_SEQUENCE_ANY);
}

/// A member of a kind, as bytes: a SEQUENCE whole, of others what they hold. None if it is of another kind.
inline std::optional<std::string_view> member(const Owned<STACK_OF(ASN1_TYPE)>& of, int at, int type) {
    const auto* value = at < sk_ASN1_TYPE_num(of.get()) ? sk_ASN1_TYPE_value(of.get(), at) : nullptr;
    return value != nullptr && value->type == type ? std::optional(bytes_of(value->value.asn1_string)) : std::nullopt;
}

/// What OpenSSL queues of errors until the end of a scope is forgotten there.
struct ErrorsForgotten {
    ErrorsForgotten() = default;
    ErrorsForgotten(const ErrorsForgotten&) = delete;
    ErrorsForgotten& operator=(const ErrorsForgotten&) = delete;
    ~ErrorsForgotten() { ERR_clear_error(); }
};

/// The reasons that OpenSSL has queued, and forgets them.
std::string openssl_reason();

} // namespace planpaket::signature
