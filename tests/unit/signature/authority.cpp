#include "authority.h"

#include "signature/algorithms.h"

#include <algorithm>
#include <map>

namespace authority {

using planpaket::signature::der;
using planpaket::signature::digest_of;

std::string tlv(int tag, std::string_view body) {
    std::string out(1, static_cast<char>(tag));
    std::string digits;
    for (auto size = body.size(); size > 0; size >>= 8U)
        digits.insert(digits.begin(), static_cast<char>(size & 0xFFU));
    if (body.size() < 0x80)
        out += static_cast<char>(body.size());
    else
        out += static_cast<char>(0x80U | digits.size()) + digits;
    return out.append(body);
}

static std::string joined(const std::vector<std::string>& members) {
    std::string body;
    for (const auto& member : members)
        body += member;
    return body;
}

std::string sequence(const std::vector<std::string>& members) {
    return tlv(0x30, joined(members));
}

std::string set(std::vector<std::string> members) {
    std::ranges::sort(members);
    return tlv(0x31, joined(members));
}

std::string object(const char* numbers) {
    const Owned<ASN1_OBJECT> read(OBJ_txt2obj(numbers, 1));
    return der(read.get(), i2d_ASN1_OBJECT);
}

std::string octets(std::string_view bytes) {
    return tlv(0x04, bytes);
}

std::string integer(int number) {
    const Owned<ASN1_INTEGER> made(ASN1_INTEGER_new());
    ASN1_INTEGER_set(made.get(), number);
    return der(made.get(), i2d_ASN1_INTEGER);
}

std::string algorithm(const char* numbers, const std::string& parameter) {
    return sequence({object(numbers), parameter});
}

/// RSA keys take long to make; all parties share one.
static std::shared_ptr<EVP_PKEY> key_of(Kind kind) {
    const auto made = [](EVP_PKEY* key) { return std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free); };
    switch (kind) {
    case Kind::p256:
        return made(EVP_EC_gen("P-256"));
    case Kind::rsa: {
        static const auto shared = made(EVP_RSA_gen(2048));
        return shared;
    }
    case Kind::ed25519:
        return made(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    case Kind::ed448:
        return made(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448"));
    }
    return nullptr;
}

static const EVP_MD* digest_for(const Party& party) {
    const int kind = EVP_PKEY_get_base_id(party.key.get());
    return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448 ? nullptr : EVP_sha256();
}

static Owned<ASN1_TIME> time_of(std::chrono::sys_seconds time) {
    return Owned<ASN1_TIME>(ASN1_TIME_set(nullptr, static_cast<std::time_t>(time.time_since_epoch().count())));
}

Party issue(const std::string& name, const Party* issuer, const Profile& profile) {
    static int serial = 1000;
    Party party{key_of(profile.kind), planpaket::signature::own(X509_new())};
    auto* certificate = party.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    const auto& by = issuer != nullptr ? *issuer : party;
    X509_set_issuer_name(certificate, X509_get_subject_name(by.certificate.get()));
    X509_set1_notBefore(certificate, time_of(profile.from).get());
    X509_set1_notAfter(certificate, time_of(profile.until).get());
    X509_set_pubkey(certificate, party.key.get());
    for (const auto& [nid, value] : profile.extensions) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(certificate, by.key.get(), digest_for(by));
    // Read again, as a certificate from a file is.
    party.certificate =
        planpaket::signature::own(planpaket::signature::from_der<X509>(der(party.certificate), d2i_X509).release());
    return party;
}

Party root(const std::string& name) {
    return issue(name, nullptr,
                 {.kind = Kind::p256,
                  .extensions = {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,keyCertSign,cRLSign"}}});
}

std::string list(const Party& issuer, const std::vector<std::pair<Certificate, std::chrono::sys_seconds>>& revoked,
                 const EVP_MD* digest) {
    const Owned<X509_CRL> made(X509_CRL_new());
    X509_CRL_set_version(made.get(), 1);
    X509_CRL_set_issuer_name(made.get(), X509_get_subject_name(issuer.certificate.get()));
    X509_CRL_set1_lastUpdate(made.get(), time_of(now).get());
    X509_CRL_set1_nextUpdate(made.get(), time_of(now + std::chrono::days(30)).get());
    for (const auto& [certificate, since] : revoked) {
        auto* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.get()));
        X509_REVOKED_set_revocationDate(entry, time_of(since).get());
        X509_CRL_add0_revoked(made.get(), entry);
    }
    X509_CRL_sign(made.get(), issuer.key.get(), digest);
    return der(made.get(), i2d_X509_CRL);
}

std::string response(const Party& responder, const Party& issuer, const Certificate& about,
                     std::optional<std::chrono::sys_seconds> revoked, const EVP_MD* digest) {
    const Owned<OCSP_BASICRESP> basic(OCSP_BASICRESP_new());
    const Owned<OCSP_CERTID> id(OCSP_cert_to_id(EVP_sha256(), about.get(), issuer.certificate.get()));
    const auto from = time_of(now), until = time_of(now + std::chrono::days(7));
    const auto since = revoked ? time_of(*revoked) : nullptr;
    OCSP_basic_add1_status(basic.get(), id.get(), revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD, 0, since.get(),
                           from.get(), until.get());
    // It is produced when the computer's clock says; the responder's certificates are good then, too.
    OCSP_basic_sign(basic.get(), responder.certificate.get(), responder.key.get(), digest, nullptr, 0);
    const Owned<OCSP_RESPONSE> whole(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    return der(whole.get(), i2d_OCSP_RESPONSE);
}

std::string sign(const Party& by, const EVP_MD* digest, std::string_view bytes) {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::string value(1024, '\0');
    auto size = value.size();
    EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, by.key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size, data, bytes.size());
    value.resize(size);
    return value;
}

std::string attribute(const char* numbers, const std::string& value) {
    return sequence({object(numbers), set({value})});
}

std::string content_type(const char* numbers) {
    return attribute("1.2.840.113549.1.9.3", object(numbers));
}

std::string message_digest(std::string_view content, const EVP_MD* digest) {
    return attribute("1.2.840.113549.1.9.4", octets(digest_of({content}, digest)));
}

std::string certificate_id(const Certificate& certificate, const EVP_MD* digest, const std::string& named,
                           const std::string& serial) {
    return sequence({named, octets(digest_of({der(certificate)}, digest)), serial});
}

std::string issuer_serial(const Certificate& certificate, int more) {
    const auto name = der(X509_get_issuer_name(certificate.get()), i2d_X509_NAME);
    const auto serial = ASN1_INTEGER_get(X509_get0_serialNumber(certificate.get()));
    return sequence({sequence({tlv(0xA4, name)}), integer(static_cast<int>(serial) + more)});
}

std::string signing_certificate_v2(const std::vector<std::string>& ids) {
    return attribute("1.2.840.113549.1.9.16.2.47", sequence({sequence(ids)}));
}

std::string signing_certificate_v1(const std::vector<std::string>& ids) {
    return attribute("1.2.840.113549.1.9.16.2.12", sequence({sequence(ids)}));
}

Cms cms(const Party& signer, std::string_view content) {
    Cms made;
    made.signer = signer;
    made.attributes = {content_type(made.type), message_digest(content),
                       signing_certificate_v2({certificate_id(signer.certificate, EVP_sha256())})};
    made.sign = [signer](std::string_view bytes) { return sign(signer, EVP_sha256(), bytes); };
    made.certificates = {der(signer.certificate)};
    return made;
}

std::string written(const Cms& cms) {
    const auto* certificate = cms.signer.certificate.get();
    const auto attributes = cms.sorted ? set(cms.attributes) : tlv(0x31, joined(cms.attributes));
    const auto value = cms.sign(cms.attributes.empty() ? *cms.content : attributes);
    auto own = attributes;
    own[0] = static_cast<char>(0xA0);
    const auto signer = sequence({integer(1),
                                  sequence({der(X509_get_issuer_name(certificate), i2d_X509_NAME),
                                            der(X509_get0_serialNumber(certificate), i2d_ASN1_INTEGER)}),
                                  cms.digest, cms.attributes.empty() ? "" : own, cms.algorithm_of_value, octets(value),
                                  cms.unsigned_attributes.empty() ? "" : tlv(0xA1, joined(cms.unsigned_attributes))});
    const bool brought = cms.content && !cms.attributes.empty();
    const auto content = sequence({object(cms.type), brought ? tlv(0xA0, octets(*cms.content)) : ""});
    return sequence({object("1.2.840.113549.1.7.2"),
                     tlv(0xA0, sequence({integer(1), set({cms.digest}), content, tlv(0xA0, joined(cms.certificates)),
                                         set(std::vector<std::string>(static_cast<std::size_t>(cms.signers), signer))}))});
}

Profile timestamping() {
    return {.kind = Kind::p256,
            .extensions = {{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "critical,timeStamping"}}};
}

Cms token(const Party& signer, std::string_view bytes, const std::string& nonce, const std::string& digest) {
    const auto content = sequence({integer(1), object("1.2.3.4"), sequence({digest, octets(digest_of({bytes}, EVP_sha256()))}),
                                   integer(7), tlv(0x18, "20260101000000Z"), nonce});
    auto made = cms(signer, content);
    made.type = tst_info;
    made.content = content;
    made.attributes[0] = content_type(tst_info);
    return made;
}

} // namespace authority
