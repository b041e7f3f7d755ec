#include "signature/timestamp.h"

#include "base/translate.h"

#include <array>
#include <openssl/err.h>
#include <openssl/rand.h>

#include "signature/certificate.h"
#include "signature/strength.h"

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

struct Request {
    std::string bytes;
    Owned<TS_REQ> request;
};

struct IntegerDeleter {
    void operator()(ASN1_INTEGER* p) const { ASN1_INTEGER_free(p); }
    void operator()(X509_ALGOR* p) const { X509_ALGOR_free(p); }
};

Request make_request(const std::string& digest_value, Digest digest) {
    Request made{{}, Owned<TS_REQ>(TS_REQ_new())};
    const Owned<TS_MSG_IMPRINT> imprint(TS_MSG_IMPRINT_new());
    const std::unique_ptr<X509_ALGOR, IntegerDeleter> algorithm(X509_ALGOR_new());
    X509_ALGOR_set_md(algorithm.get(), evp(digest));
    std::array<unsigned char, 8> random{};
    const std::unique_ptr<ASN1_INTEGER, IntegerDeleter> nonce(ASN1_INTEGER_new());
    std::string bytes = digest_value; // OpenSSL takes no const
    const bool done = made.request && imprint && TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
                      TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                             static_cast<int>(bytes.size())) == 1 &&
                      RAND_bytes(random.data(), static_cast<int>(random.size())) == 1;
    std::uint64_t value = 0;
    for (const auto byte : random)
        value = (value << 8U) | byte;
    if (done && ASN1_INTEGER_set_uint64(nonce.get(), value >> 1U) == 1 && TS_REQ_set_version(made.request.get(), 1) == 1 &&
        TS_REQ_set_msg_imprint(made.request.get(), imprint.get()) == 1 &&
        TS_REQ_set_nonce(made.request.get(), nonce.get()) == 1 && TS_REQ_set_cert_req(made.request.get(), 1) == 1)
        made.bytes = der(made.request.get(), i2d_TS_REQ);
    return made;
}

bool same_nonce(const TS_REQ* request, const TS_TST_INFO* info) {
    const auto* given = TS_TST_INFO_get_nonce(info);
    return given != nullptr && ASN1_INTEGER_cmp(TS_REQ_get_nonce(request), given) == 0;
}

/// Whether a token names its authority's certificate, as it must: else the key's owner is a guess (RFC 3161, 2.4.1; RFC 5816).
bool names_authority(PKCS7_SIGNER_INFO* signer, X509* authority, const Certificates& others) {
    const auto attribute = [&](int nid) -> std::string_view {
        const auto* value = PKCS7_get_signed_attribute(signer, nid);
        if (value == nullptr || value->type != V_ASN1_SEQUENCE)
            return {};
        return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value->value.sequence)),
                static_cast<std::size_t>(ASN1_STRING_length(value->value.sequence))};
    };
    const auto first = from_der<ESS_SIGNING_CERT>(attribute(NID_id_smime_aa_signingCertificate), d2i_ESS_SIGNING_CERT);
    const auto second = from_der<ESS_SIGNING_CERT_V2>(attribute(NID_id_smime_aa_signingCertificateV2), d2i_ESS_SIGNING_CERT_V2);
    const auto chain = chain_from(authority, others);
    return OSSL_ESS_check_signing_certs(first.get(), second.get(), chain.get(), 1) > 0;
}

} // namespace

base::Result<std::string> request_timestamp(const network::Http& http, const std::string& url, const std::string& digest_value,
                                            Digest digest) {
    const auto refuse = [&](const std::string& reason) {
        ERR_clear_error();
        return std::unexpected(key_error("bad-timestamp", trf("the timestamp of {} cannot be used: {}", url, reason),
                                         tr("nothing was signed; try again, or ask another timestamp authority")));
    };
    const auto request = make_request(digest_value, digest);
    if (request.bytes.empty())
        return refuse(openssl_reason());
    const auto answer = http({.url = url,
                              .media_type = "application/timestamp-query",
                              .body = request.bytes,
                              .expected = "application/timestamp-reply"});
    if (!answer)
        return std::unexpected(answer.error());
    std::size_t used = 0;
    const auto response = from_der<TS_RESP>(*answer, d2i_TS_RESP, &used);
    if (!response || used != answer->size())
        return refuse(tr("it is damaged"));
    const auto status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
    auto* token = TS_RESP_get_token(response.get());
    if (status < 0 || status > 1 || token == nullptr)
        return refuse(trf("it was refused (status {})", status));
    auto bytes = der(token, i2d_PKCS7);
    const auto read = read_timestamp(bytes);
    if (!read)
        return refuse(read.error());
    if (read->imprint != digest_value || EVP_MD_get_type(read->digest) != EVP_MD_get_type(evp(digest)))
        return refuse(tr("it is of something else"));
    if (!same_nonce(request.request.get(), TS_RESP_get_tst_info(response.get())))
        return refuse(tr("it answers another request (the nonce is wrong)"));
    return bytes;
}

std::expected<Timestamp, std::string> read_timestamp(std::string_view bytes) {
    const auto refuse = [](const std::string& reason) {
        ERR_clear_error();
        return std::unexpected(reason);
    };
    Timestamp read;
    const auto token = from_der<PKCS7>(bytes, d2i_PKCS7, &read.size);
    const Owned<TS_TST_INFO> info(token && PKCS7_type_is_signed(token.get()) ? PKCS7_to_TS_TST_INFO(token.get()) : nullptr);
    if (!info)
        return refuse(tr("the timestamp is damaged"));
    auto* imprint = TS_TST_INFO_get_msg_imprint(info.get());
    const auto* value = TS_MSG_IMPRINT_get_msg(imprint);
    read.imprint.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                        static_cast<std::size_t>(ASN1_STRING_length(value)));
    const int digest = OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    read.digest = EVP_get_digestbynid(digest);
    const auto too_weak = [&](int nid) {
        return refuse(trf("its digest is too weak: {}", nid == NID_undef ? "?" : OBJ_nid2ln(nid)));
    };
    if (read.digest == nullptr || !is_strong(digest))
        return too_weak(digest);
    read.time = seconds_of(TS_TST_INFO_get_time(info.get()));
    if (read.time == std::chrono::sys_seconds{})
        return refuse(tr("the timestamp is damaged"));
    auto* signer = sk_PKCS7_SIGNER_INFO_value(token->d.sign->signer_info, 0);
    if (signer == nullptr)
        return refuse(tr("the timestamp is damaged"));
    const int signer_digest = OBJ_obj2nid(signer->digest_alg->algorithm);
    for (const int nid : {signer_digest, digest_of(signer->digest_enc_alg, signer_digest)})
        if (!is_strong(nid))
            return too_weak(nid);
    const auto* all = token->d.sign->cert;
    for (int i = 0; i < sk_X509_num(all); ++i)
        read.certificates.push_back(share(sk_X509_value(all, i)));
    const Owned<STACK_OF(X509)> none(sk_X509_new_null());
    struct Free {
        void operator()(STACK_OF(X509) * p) const { sk_X509_free(p); }
    };
    const std::unique_ptr<STACK_OF(X509), Free> signers(PKCS7_get0_signers(token.get(), none.get(), 0));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return refuse(tr("the timestamp does not bring its authority's certificate along"));
    read.authority = share(sk_X509_value(signers.get(), 0));
    const Owned<BIO> sink(BIO_new(BIO_s_null()));
    if (PKCS7_verify(token.get(), none.get(), nullptr, nullptr, sink.get(), PKCS7_NOVERIFY | PKCS7_BINARY) != 1)
        return refuse(tr("the timestamp's signature is wrong"));
    if (!names_authority(signer, read.authority.get(), read.certificates))
        return refuse(tr("the timestamp does not name its authority's certificate"));
    // The authority's only purpose has to be timestamping (RFC 3161, 2.3).
    if (X509_check_purpose(read.authority.get(), X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
        return refuse(trf("{} may not give timestamps", subject(read.authority.get())));
    ERR_clear_error();
    return read;
}

} // namespace planpaket::signature
