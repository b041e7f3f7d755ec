#include "signature/cms.h"

#include "base/translate.h"
#include "signature/certificate.h"
#include "signature/strength.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/rsa.h>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

base::Diagnostics cannot_sign() {
    return key_error("cannot-sign", trf("the signature cannot be made: {}", openssl_reason()),
                     tr("see whether key and certificate belong together"));
}

std::string length_bytes(std::size_t size) {
    if (size < 0x80)
        return {static_cast<char>(size)};
    std::string digits;
    for (; size > 0; size >>= 8U)
        digits.insert(digits.begin(), static_cast<char>(size & 0xFFU));
    return static_cast<char>(0x80U | digits.size()) + digits;
}

/// The signed attributes as they are signed: a SET in DER (RFC 5652, 5.4), its members sorted (X.690, 11.6).
std::string signed_attributes(const CMS_SignerInfo* signer) {
    std::vector<std::string> members;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
        members.push_back(der(CMS_signed_get_attr(signer, i), i2d_X509_ATTRIBUTE));
    std::ranges::sort(members);
    std::string body;
    for (const auto& member : members)
        body += member;
    return "\x31" + length_bytes(body.size()) + body;
}

/// AlgorithmIdentifier of the signature: RFC 5754 for RSA and ECDSA, RFC 4056 for PSS.
bool set_algorithm(X509_ALGOR* identifier, const Algorithm& algorithm) {
    const auto* digest = evp(algorithm.digest);
    if (algorithm.scheme != Scheme::rsa_pss) {
        int nid = NID_undef;
        const int key = algorithm.scheme == Scheme::ecdsa ? EVP_PKEY_EC : EVP_PKEY_RSA;
        return OBJ_find_sigid_by_algs(&nid, EVP_MD_get_type(digest), key == EVP_PKEY_EC ? NID_X9_62_id_ecPublicKey : key) == 1 &&
               X509_ALGOR_set0(identifier, OBJ_nid2obj(nid), key == EVP_PKEY_EC ? V_ASN1_UNDEF : V_ASN1_NULL, nullptr) == 1;
    }
    struct Free {
        void operator()(RSA_PSS_PARAMS* p) const { RSA_PSS_PARAMS_free(p); }
        void operator()(X509_ALGOR* p) const { X509_ALGOR_free(p); }
    };
    const std::unique_ptr<RSA_PSS_PARAMS, Free> parameters(RSA_PSS_PARAMS_new());
    const std::unique_ptr<X509_ALGOR, Free> hash(X509_ALGOR_new());
    X509_ALGOR_set_md(hash.get(), digest);
    parameters->hashAlgorithm = X509_ALGOR_dup(hash.get());
    ASN1_STRING* packed_hash = nullptr;
    ASN1_item_pack(hash.get(), ASN1_ITEM_rptr(X509_ALGOR), &packed_hash);
    parameters->maskGenAlgorithm = X509_ALGOR_new();
    X509_ALGOR_set0(parameters->maskGenAlgorithm, OBJ_nid2obj(NID_mgf1), V_ASN1_SEQUENCE, packed_hash);
    parameters->saltLength = ASN1_INTEGER_new();
    ASN1_INTEGER_set(parameters->saltLength, EVP_MD_get_size(digest));
    ASN1_STRING* packed = nullptr;
    ASN1_item_pack(parameters.get(), ASN1_ITEM_rptr(RSA_PSS_PARAMS), &packed);
    return packed != nullptr && X509_ALGOR_set0(identifier, OBJ_nid2obj(NID_rsassaPss), V_ASN1_SEQUENCE, packed) == 1;
}

/// The version 2 attribute names the certificate by a digest of it (RFC 5035, 3); whether it is the signer's.
bool names_signer(const CMS_SignerInfo* signer, X509* certificate, const Certificates& others, bool& there) {
    const auto* value = static_cast<const ASN1_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE));
    there = value != nullptr;
    if (!there)
        return true;
    const auto attribute = from_der<ESS_SIGNING_CERT_V2>(
        {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<std::size_t>(ASN1_STRING_length(value))},
        d2i_ESS_SIGNING_CERT_V2);
    if (!attribute)
        return false;
    const auto chain = chain_from(certificate, others);
    const bool same = OSSL_ESS_check_signing_certs(nullptr, attribute.get(), chain.get(), 1) > 0;
    ERR_clear_error();
    return same;
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
    auto* signers = CMS_get0_SignerInfos(cms);
    return sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
}

bool add_token(CMS_SignerInfo* signer, std::string_view token) {
    return CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                         static_cast<int>(token.size())) == 1;
}

std::string signature_value(CMS_SignerInfo* signer) {
    const auto* value = CMS_SignerInfo_get0_signature(signer);
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<std::size_t>(ASN1_STRING_length(value))};
}

} // namespace

std::string digest_of(const std::vector<std::string_view>& pieces, const EVP_MD* digest) {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::string out(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    bool done = context && EVP_DigestInit_ex(context.get(), digest, nullptr) == 1;
    for (const auto& piece : pieces)
        done = done && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
    done = done && EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size) == 1;
    out.resize(done ? size : 0);
    return out;
}

base::Result<std::string> make_cms(const Identity& identity, const Algorithm& algorithm, const std::string& document_digest,
                                   const Timestamper& timestamp) {
    const Owned<EVP_PKEY> public_key(X509_get_pubkey(identity.certificate.get()));
    Owned<CMS_ContentInfo> cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_DETACHED | CMS_BINARY));
    auto* signer = cms && public_key
                       ? CMS_add1_signer(cms.get(), identity.certificate.get(), public_key.get(), evp(algorithm.digest),
                                         CMS_PARTIAL | CMS_CADES | CMS_NOSMIMECAP | CMS_BINARY)
                       : nullptr;
    if (signer == nullptr)
        return std::unexpected(cannot_sign());
    for (const auto& certificate : identity.chain)
        if (CMS_add1_cert(cms.get(), certificate.get()) != 1)
            return std::unexpected(cannot_sign());
    X509_ALGOR* identifier = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, nullptr, &identifier);
    // OpenSSL would add signing-time when it signs, which the baseline forbids: the attributes are signed here instead.
    const bool ready =
        CMS_signed_get_attr_by_NID(signer, NID_pkcs9_contentType, -1) >= 0 ||
        CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1) == 1;
    if (!ready || !set_algorithm(identifier, algorithm) ||
        CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, document_digest.data(),
                                    static_cast<int>(document_digest.size())) != 1)
        return std::unexpected(cannot_sign());
    const auto value = identity.key->sign(signed_attributes(signer), algorithm);
    if (!value)
        return std::unexpected(value.error());
    ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), value->data(), static_cast<int>(value->size()));
    if (timestamp) {
        const auto token = timestamp(*value);
        if (!token)
            return std::unexpected(token.error());
        if (!add_token(signer, *token))
            return std::unexpected(cannot_sign());
    }
    auto bytes = der(cms.get(), i2d_CMS_ContentInfo);
    if (bytes.empty())
        return std::unexpected(cannot_sign());
    return bytes;
}

base::Result<std::string> add_timestamp(std::string_view bytes, const Timestamper& timestamp) {
    const auto cms = from_der<CMS_ContentInfo>(bytes, d2i_CMS_ContentInfo);
    auto* signer = cms ? only_signer(cms.get()) : nullptr;
    if (signer == nullptr)
        return std::unexpected(cannot_sign());
    const auto token = timestamp(signature_value(signer));
    if (!token)
        return std::unexpected(token.error());
    if (!add_token(signer, *token))
        return std::unexpected(cannot_sign());
    return der(cms.get(), i2d_CMS_ContentInfo);
}

base::Result<std::string> cms_bytes(std::string_view file) {
    if (file.starts_with("-----BEGIN")) {
        const auto bio = reading(file);
        const Owned<CMS_ContentInfo> cms(PEM_read_bio_CMS(bio.get(), nullptr, nullptr, nullptr));
        ERR_clear_error();
        if (!cms)
            return std::unexpected(
                key_error("no-cms", tr("the signature to embed cannot be read"), tr("give a CMS signature, PEM or DER")));
        return der(cms.get(), i2d_CMS_ContentInfo);
    }
    return std::string(file);
}

std::expected<CmsSignature, std::string> read_cms(std::string_view bytes) {
    const auto refuse = [](const std::string& reason) {
        ERR_clear_error();
        return std::unexpected(reason);
    };
    CmsSignature read;
    read.cms = from_der<CMS_ContentInfo>(bytes, d2i_CMS_ContentInfo, &read.size);
    if (!read.cms || OBJ_obj2nid(CMS_get0_type(read.cms.get())) != NID_pkcs7_signed)
        return refuse(tr("its contents are no CMS signature"));
    auto** content = CMS_get0_content(read.cms.get());
    if (content != nullptr && *content != nullptr)
        return refuse(tr("the signature brings its own content along instead of signing the document"));
    auto* signer = only_signer(read.cms.get());
    if (signer == nullptr)
        return refuse(tr("the signature does not have exactly one signer"));
    const Owned<STACK_OF(X509)> certificates(CMS_get1_certs(read.cms.get()));
    for (int i = 0; i < sk_X509_num(certificates.get()); ++i) {
        read.certificates.push_back(share(sk_X509_value(certificates.get(), i)));
        if (!read.signer && CMS_SignerInfo_cert_cmp(signer, read.certificates.back().get()) == 0)
            read.signer = read.certificates.back();
    }
    if (!read.signer)
        return refuse(tr("the signer's certificate is not in the signature"));
    X509_ALGOR *digest = nullptr, *algorithm = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &algorithm);
    const int digest_id = OBJ_obj2nid(digest->algorithm);
    for (const int nid : {digest_id, digest_of(algorithm, digest_id)})
        if (!is_strong(nid))
            return refuse(trf("its digest is too weak: {}", nid == NID_undef ? "?" : OBJ_nid2ln(nid)));
    read.digest = EVP_get_digestbynid(digest_id);
    read.digest_name = OBJ_nid2ln(digest_id);
    const auto* message_digest = static_cast<const ASN1_OCTET_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    if (message_digest == nullptr || read.digest == nullptr)
        return refuse(tr("the signature has no message digest"));
    read.document_digest.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(message_digest)),
                                static_cast<std::size_t>(ASN1_STRING_length(message_digest)));
    const auto* type = static_cast<const ASN1_OBJECT*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
    if (type == nullptr || OBJ_obj2nid(type) != NID_pkcs7_data)
        return refuse(tr("the signature is of something else than a document"));
    CMS_SignerInfo_set1_signer_cert(signer, read.signer.get());
    if (CMS_SignerInfo_verify(signer) != 1)
        return refuse(tr("it was not made by the signer's key"));
    if (!names_signer(signer, read.signer.get(), read.certificates, read.has_signing_certificate))
        return refuse(tr("it names another certificate than the signer's"));
    read.has_signing_time = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1) >= 0;
    read.value = signature_value(signer);
    const auto* token = static_cast<const ASN1_STRING*>(
        CMS_unsigned_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_id_smime_aa_timeStampToken), -3, V_ASN1_SEQUENCE));
    if (token != nullptr)
        read.timestamp.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(token)),
                              static_cast<std::size_t>(ASN1_STRING_length(token)));
    ERR_clear_error();
    return read;
}

} // namespace planpaket::signature
