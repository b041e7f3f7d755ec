#include "signature/cms.h"

#include "base/translate.h"

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

base::Diagnostics cannot_sign() {
    return key_error("cannot-sign", trf("the signature cannot be made: {}", openssl_reason()),
                     tr("see whether key and certificate belong together"));
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
    const Owned<RSA_PSS_PARAMS> parameters(RSA_PSS_PARAMS_new());
    const Owned<X509_ALGOR> hash(X509_ALGOR_new());
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

/// RFC 3161, appendix A: there may be several.
std::string_view first_token(const CMS_SignerInfo* signer) {
    const int at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
    const auto* value = at >= 0 ? X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(signer, at), 0) : nullptr;
    return value != nullptr && value->type == V_ASN1_SEQUENCE ? bytes_of(value->value.sequence) : std::string_view();
}

bool add_token(CMS_SignerInfo* signer, std::string_view token) {
    return CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                         static_cast<int>(token.size())) == 1;
}

} // namespace

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
    const auto token = timestamp(bytes_of(CMS_SignerInfo_get0_signature(signer)));
    if (!token)
        return std::unexpected(token.error());
    if (!add_token(signer, *token))
        return std::unexpected(cannot_sign());
    return der(cms.get(), i2d_CMS_ContentInfo);
}

base::Result<std::string> cms_bytes(std::string_view file) {
    if (file.starts_with("-----BEGIN")) {
        const auto bio = reading(file);
        const ErrorsForgotten forgotten;
        const Owned<CMS_ContentInfo> cms(PEM_read_bio_CMS(bio.get(), nullptr, nullptr, nullptr));
        if (!cms)
            return std::unexpected(
                key_error("no-cms", tr("the signature to embed cannot be read"), tr("give a CMS signature, PEM or DER")));
        return der(cms.get(), i2d_CMS_ContentInfo);
    }
    return std::string(file);
}

std::expected<CmsSignature, std::string> read_cms(std::string_view bytes) {
    const ErrorsForgotten forgotten;
    std::size_t size = 0;
    auto cms = from_der<CMS_ContentInfo>(bytes, d2i_CMS_ContentInfo, &size);
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return std::unexpected(tr("its contents are no CMS signature"));
    auto** content = CMS_get0_content(cms.get());
    if (content != nullptr && *content != nullptr)
        return std::unexpected(tr("the signature brings its own content along instead of signing the document"));
    auto read = read_signer(cms.get(), NID_pkcs7_data);
    if (!read)
        return std::unexpected(read.error());
    auto* signer = only_signer(cms.get());
    CmsSignature signature;
    static_cast<SignerInfo&>(signature) = std::move(*read);
    signature.has_signing_time = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1) >= 0;
    signature.timestamp = first_token(signer);
    signature.size = size;
    signature.cms = std::move(cms);
    return signature;
}

} // namespace planpaket::signature
