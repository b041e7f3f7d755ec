#include "signature/timestamp.h"

#include "base/translate.h"

#include <array>
#include <openssl/rand.h>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

struct Request {
    std::string bytes;
    Owned<TS_REQ> request;
};

Request make_request(const std::string& digest_value, Digest digest) {
    Request made{{}, Owned<TS_REQ>(TS_REQ_new())};
    const Owned<TS_MSG_IMPRINT> imprint(TS_MSG_IMPRINT_new());
    const Owned<X509_ALGOR> algorithm(X509_ALGOR_new());
    X509_ALGOR_set_md(algorithm.get(), evp(digest));
    std::array<unsigned char, 8> random{};
    const Owned<ASN1_INTEGER> nonce(ASN1_INTEGER_new());
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

} // namespace

base::Result<std::string> request_timestamp(const network::Http& http, const std::string& url, const std::string& digest_value,
                                            Digest digest) {
    const ErrorsForgotten forgotten;
    const auto refuse = [&](const std::string& reason) {
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
    // OpenSSL's own type reads no token with attribute certificates.
    const auto response = members(*answer);
    const auto state = members(member(response, 0, V_ASN1_SEQUENCE).value_or(""));
    const auto* number = sk_ASN1_TYPE_value(state.get(), 0);
    if (number == nullptr || number->type != V_ASN1_INTEGER)
        return refuse(tr("it is damaged"));
    const auto status = ASN1_INTEGER_get(number->value.integer);
    std::string token(member(response, 1, V_ASN1_SEQUENCE).value_or(""));
    if (status < 0 || status > 1 || token.empty())
        return refuse(trf("it was refused (status {})", status));
    const auto read = read_timestamp(token);
    if (!read || !read->undecided.empty())
        return refuse(read ? read->undecided : read.error());
    if (read->imprint != digest_value || EVP_MD_get_type(read->hash.function) != EVP_MD_get_type(evp(digest)))
        return refuse(tr("it is of something else"));
    if (read->nonce != der(TS_REQ_get_nonce(request.request.get()), i2d_ASN1_INTEGER))
        return refuse(tr("it answers another request (the nonce is wrong)"));
    return token;
}

std::expected<Timestamp, std::string> read_timestamp(std::string_view bytes) {
    const ErrorsForgotten forgotten;
    const auto refuse = [](const std::string& reason) { return std::unexpected(reason); };
    Timestamp read;
    const auto cms = from_der<CMS_ContentInfo>(bytes, d2i_CMS_ContentInfo, &read.size);
    auto** content = cms && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed ? CMS_get0_content(cms.get()) : nullptr;
    const auto statement = bytes_of(content != nullptr ? *content : nullptr);
    std::size_t used = 0;
    const auto info = from_der<TS_TST_INFO>(statement, d2i_TS_TST_INFO, &used);
    read.time = info ? seconds_of(TS_TST_INFO_get_time(info.get())) : std::chrono::sys_seconds{};
    if (!info || used != statement.size() || read.time == std::chrono::sys_seconds{})
        return refuse(tr("the timestamp is damaged"));
    auto* imprint = TS_TST_INFO_get_msg_imprint(info.get());
    read.imprint = bytes_of(TS_MSG_IMPRINT_get_msg(imprint));
    read.hash = hash_of(TS_MSG_IMPRINT_get_algo(imprint));
    if (const auto* nonce = TS_TST_INFO_get_nonce(info.get()))
        read.nonce = der(nonce, i2d_ASN1_INTEGER);
    if (read.hash.is_weak)
        return refuse(trf("its digest is too weak: {}", read.hash.name));
    const auto signer = read_signer(cms.get(), NID_id_smime_ct_TSTInfo);
    if (!signer)
        return refuse(signer.error());
    read.authority = signer->signer;
    read.certificates = signer->certificates;
    const auto signed_well = check_content(cms.get(), *signer, {statement});
    if (!signer->has_attributes || (signed_well.finding != Finding::good && signed_well.finding != Finding::unsupported))
        return refuse(tr("the timestamp's signature is wrong"));
    read.undecided = signed_well.reason;
    if (read.hash.function == nullptr)
        read.undecided = trf("whether it is of this document cannot be known here: {} is not supported", read.hash.name);
    // Else the key's owner is a guess (RFC 3161, 2.4.1; RFC 5816).
    if (signer->naming == Naming::none)
        return refuse(tr("the timestamp does not name its authority's certificate"));
    // The authority's only purpose has to be timestamping (RFC 3161, 2.3).
    if (X509_check_purpose(read.authority.get(), X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
        return refuse(trf("{} may not give timestamps", subject(read.authority.get())));
    return read;
}

} // namespace planpaket::signature
