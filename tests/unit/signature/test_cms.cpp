#include "authority.h"
#include "signature/cms.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::signature;
using namespace authority;

namespace {

const std::string document = "the document";

/// What is wrong with a signature of the document: what read_cms() says, or what the content says then; empty if nothing is.
std::string fault(const Cms& cms, std::string_view content = document) {
    const auto read = read_cms(written(cms));
    return read ? check_content(read->cms.get(), *read, {content}).reason : read.error();
}

bool says(const std::string& reason, std::string_view word) {
    return reason.find(word) != std::string::npos;
}

Finding finding(const Cms& cms, std::string_view content = document) {
    const auto read = read_cms(written(cms));
    BOOST_REQUIRE_MESSAGE(read, read.error());
    return check_content(read->cms.get(), *read, {content}).finding;
}

const Party& chair() {
    static const auto authority = root();
    static const auto made = issue("Chair", &authority);
    return made;
}

Party with(Kind kind) {
    const auto authority = root();
    return issue("Signer", &authority, {.kind = kind, .extensions = {}});
}

/// Signed by a key of a kind, with these algorithms; `digest` is null for what has its own.
Cms signed_by(Kind kind, const std::string& hash, const EVP_MD* hash_function, const std::string& value, const EVP_MD* digest) {
    const auto signer = with(kind);
    auto made = cms(signer, document);
    made.digest = hash;
    made.attributes[1] = message_digest(document, hash_function);
    made.algorithm_of_value = value;
    made.sign = [=](std::string_view bytes) { return sign(signer, digest, bytes); };
    return made;
}

const char* const rsa = "1.2.840.113549.1.1.1";
const char* const sha256_with_rsa = "1.2.840.113549.1.1.11";
const char* const pss = "1.2.840.113549.1.1.10";
const std::string null("\x05\x00", 2);

Cms rsa_cms() {
    return signed_by(Kind::rsa, algorithm(sha256), EVP_sha256(), algorithm(sha256_with_rsa, null), EVP_sha256());
}

/// The RSA signature of what stands in the place of the DigestInfo.
std::string raw_rsa(const Party& by, const std::string& info) {
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(by.key.get(), nullptr));
    std::string value(256, '\0');
    auto size = value.size();
    EVP_PKEY_sign_init(context.get());
    EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING);
    EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size,
                  reinterpret_cast<const unsigned char*>(info.data()), info.size());
    return value;
}

Cms with_digest_info(const std::function<std::string(std::string_view)>& info) {
    auto made = rsa_cms();
    made.sign = [signer = made.signer, info](std::string_view bytes) { return raw_rsa(signer, info(bytes)); };
    return made;
}

/// PSS whose parameters say one thing, and whose value is made with SHA-256 and this mask.
Cms pss_cms(const char* hash, const char* mask_hash, const EVP_MD* mask) {
    auto made = rsa_cms();
    made.algorithm_of_value =
        algorithm(pss, sequence({tlv(0xA0, algorithm(hash)), tlv(0xA1, algorithm("1.2.840.113549.1.1.8", algorithm(mask_hash))),
                                 tlv(0xA2, integer(32))}));
    made.sign = [signer = made.signer, mask](std::string_view bytes) {
        const auto digest = digest_of({bytes}, EVP_sha256());
        const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(signer.key.get(), nullptr));
        std::string value(256, '\0');
        auto size = value.size();
        EVP_PKEY_sign_init(context.get());
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256());
        EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), mask);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), 32);
        EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size,
                      reinterpret_cast<const unsigned char*>(digest.data()), digest.size());
        return value;
    };
    return made;
}

/// SHAKE256 of 64 bytes.
std::string shake(std::string_view bytes) {
    return digest_of({bytes}, Hash{.name = {}, .function = EVP_shake256(), .size = 64});
}

Cms ed448_cms(const std::string& hash) {
    auto made = signed_by(Kind::ed448, hash, EVP_sha256(), algorithm("1.3.101.113"), nullptr);
    made.attributes[1] = attribute("1.2.840.113549.1.9.4", octets(shake(document)));
    return made;
}

Cms plain_ecdsa_cms() {
    auto made = cms(chair(), document);
    made.algorithm_of_value = algorithm("0.4.0.127.0.7.1.1.4.1.3");
    made.sign = [](std::string_view bytes) {
        const auto pair = from_der<ECDSA_SIG>(sign(chair(), EVP_sha256(), bytes), d2i_ECDSA_SIG);
        std::string both(64, '\0');
        auto* data = reinterpret_cast<unsigned char*>(both.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), data, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), data + 32, 32);
        return both;
    };
    return made;
}

Cms named(const std::string& attribute) {
    auto made = cms(chair(), document);
    made.attributes[2] = attribute;
    return made;
}

std::optional<Naming> naming(const std::string& attribute) {
    const auto read = read_cms(written(named(attribute)));
    return read ? std::optional(read->naming) : std::nullopt;
}

} // namespace

BOOST_AUTO_TEST_SUITE(cms_signatures)

BOOST_AUTO_TEST_CASE(accepts_every_algorithm_that_is_known) {
    const auto length = [](int bits) { return algorithm("2.16.840.1.101.3.4.2.18", integer(bits)); };
    const std::vector<std::pair<const char*, Cms>> all{
        {"RSA", rsa_cms()},
        {"RSA that names no digest", signed_by(Kind::rsa, algorithm(sha512), EVP_sha512(), algorithm(rsa, null), EVP_sha512())},
        {"PSS", pss_cms(sha256, sha256, EVP_sha256())},
        {"ECDSA", cms(chair(), document)},
        {"ECDSA with SHA-3", signed_by(Kind::p256, algorithm("2.16.840.1.101.3.4.2.8"), EVP_sha3_256(),
                                       algorithm("2.16.840.1.101.3.4.3.10"), EVP_sha3_256())},
        {"plain ECDSA", plain_ecdsa_cms()},
        {"Ed25519", signed_by(Kind::ed25519, algorithm(sha512), EVP_sha512(), algorithm("1.3.101.112"), nullptr)},
        {"Ed448", ed448_cms(algorithm(shake256))},
        {"Ed448 with a length", ed448_cms(length(512))}};
    for (const auto& [name, each] : all) {
        BOOST_TEST(fault(each) == "", name);
        BOOST_TEST(says(fault(each, "another document"), "the document was changed"), name);
        auto forged = each;
        forged.sign = [sign = each.sign](std::string_view bytes) { return sign(std::string(bytes) + "?"); };
        BOOST_TEST(fault(forged) == "it was not made by the signer's key", name);
    }
}

BOOST_AUTO_TEST_CASE(accepts_an_rsa_digest_without_parameter) {
    BOOST_TEST(fault(with_digest_info([](std::string_view bytes) {
                   return sequence({algorithm(sha256), octets(digest_of({bytes}, EVP_sha256()))});
               })) == "");
}

BOOST_AUTO_TEST_CASE(refuses_an_rsa_signature_that_holds_another_digest) {
    BOOST_TEST(says(fault(with_digest_info([](std::string_view bytes) {
                        return sequence({algorithm(sha512, null), octets(digest_of({bytes}, EVP_sha512()))});
                    })),
                    "holds sha512"));
}

BOOST_AUTO_TEST_CASE(refuses_an_rsa_signature_that_holds_more) {
    const auto digest = [](std::string_view bytes) { return octets(digest_of({bytes}, EVP_sha256())); };
    const std::vector<std::function<std::string(std::string_view)>> infos{
        [&](std::string_view bytes) {
            return sequence({algorithm(sha256, null), digest(bytes)}) + "more";
        },
        [&](std::string_view bytes) {
            return sequence({algorithm(sha256, octets("more")), digest(bytes)});
        },
        [&](std::string_view bytes) {
            return sequence({algorithm(sha256, null), digest(bytes), octets("more")});
        },
        [&](std::string_view bytes) { return digest_of({bytes}, EVP_sha256()); }};
    for (const auto& info : infos)
        BOOST_TEST(fault(with_digest_info(info)) == "it was not made by the signer's key");
}

BOOST_AUTO_TEST_CASE(refuses_algorithms_that_contradict_each_other) {
    auto other_digest = cms(chair(), document);
    other_digest.algorithm_of_value = algorithm("1.2.840.10045.4.3.3"); // with SHA-384; made with SHA-256
    auto other_key = cms(chair(), document);
    other_key.algorithm_of_value = algorithm(sha256_with_rsa, null);
    const std::vector<Cms> all{other_digest,
                               other_key,
                               pss_cms(sha384, sha256, EVP_sha256()),
                               pss_cms(sha256, sha384, EVP_sha384()),
                               pss_cms(sha256, sha1, EVP_sha1()),
                               signed_by(Kind::ed25519, algorithm(sha256), EVP_sha256(), algorithm("1.3.101.112"), nullptr),
                               signed_by(Kind::ed448, algorithm(sha512), EVP_sha512(), algorithm("1.3.101.113"), nullptr)};
    for (const auto& each : all)
        BOOST_TEST(says(fault(each), "contradict each other"), fault(each));
}

BOOST_AUTO_TEST_CASE(refuses_plain_ecdsa_of_another_length) {
    auto longer = plain_ecdsa_cms();
    longer.sign = [sign = longer.sign](std::string_view bytes) {
        auto value = sign(bytes);
        return "\0" + value.insert(32, 1, '\0');
    };
    BOOST_TEST(fault(longer) == "it was not made by the signer's key");
}

BOOST_AUTO_TEST_CASE(refuses_weak_digests) {
    const std::vector<Cms> all{
        signed_by(Kind::p256, algorithm(sha1), EVP_sha1(), algorithm("1.2.840.10045.4.1"), EVP_sha1()),
        signed_by(Kind::p256, algorithm(sha256), EVP_sha256(), algorithm("1.2.840.10045.4.1"), EVP_sha1()),
        signed_by(Kind::rsa, algorithm("1.2.840.113549.2.5"), EVP_md5(), algorithm(rsa, null), EVP_md5()),
        signed_by(Kind::p256, algorithm("2.16.840.1.101.3.4.2.4"), EVP_sha224(), algorithm("1.2.840.10045.4.3.1"), EVP_sha224())};
    for (const auto& each : all)
        BOOST_TEST(says(fault(each), "too weak"), fault(each));
}

BOOST_AUTO_TEST_CASE(what_is_not_supported_is_not_called_wrong) {
    auto ml_dsa = cms(chair(), document);
    ml_dsa.algorithm_of_value = algorithm("2.16.840.1.101.3.4.3.17");
    auto gost = cms(chair(), document);
    gost.digest = algorithm("1.2.643.7.1.1.2.2");
    gost.algorithm_of_value = algorithm("1.2.643.7.1.1.3.2");
    const auto short_shake = ed448_cms(algorithm("2.16.840.1.101.3.4.2.18", integer(256)));
    for (const auto& each : {ml_dsa, gost, short_shake}) {
        BOOST_CHECK(finding(each) == Finding::unsupported);
        BOOST_TEST(says(fault(each), "is not supported"), fault(each));
    }
    // What can be known is said.
    BOOST_CHECK(finding(ml_dsa, "another document") == Finding::wrong);
}

BOOST_AUTO_TEST_CASE(attributes_are_signed_in_their_order_however_they_stand) {
    for (const bool in_order : {false, true}) {
        auto made = cms(chair(), document);
        std::ranges::sort(made.attributes, std::greater{});
        made.sorted = false;
        if (in_order)
            made.sign = [attributes = made.attributes](std::string_view) { return sign(chair(), EVP_sha256(), set(attributes)); };
        BOOST_TEST(fault(made) == (in_order ? "" : "it was not made by the signer's key"));
    }
}

BOOST_AUTO_TEST_CASE(refuses_attributes_that_are_missing_or_of_something_else) {
    auto no_digest = cms(chair(), document);
    no_digest.attributes.erase(no_digest.attributes.begin() + 1);
    BOOST_TEST(fault(no_digest) == "the signature has no message digest");
    auto two_digests = cms(chair(), document);
    two_digests.attributes.push_back(message_digest(document));
    BOOST_TEST(fault(two_digests) == "the signature has no message digest");
    auto other_type = cms(chair(), document);
    other_type.attributes[0] = content_type(tst_info);
    BOOST_TEST(fault(other_type) == "the signature is of something else than a document");
    auto other_content = cms(chair(), document);
    other_content.type = tst_info;
    BOOST_TEST(fault(other_content) == "the signature is of something else than a document");
}

BOOST_AUTO_TEST_CASE(a_signature_without_attributes_is_of_the_content_itself) {
    auto made = cms(chair(), document);
    made.attributes.clear();
    made.content = document;
    BOOST_TEST(fault(made) == "");
    BOOST_TEST(fault(made, "another document") == "it was not made by the signer's key");
    BOOST_CHECK(read_cms(written(made))->naming == Naming::none);
}

BOOST_AUTO_TEST_CASE(wants_one_signer_with_a_certificate_and_no_content) {
    auto two = cms(chair(), document);
    two.signers = 2;
    BOOST_TEST(fault(two) == "the signature does not have exactly one signer");
    auto none = cms(chair(), document);
    none.certificates = {der(with(Kind::p256).certificate)};
    BOOST_TEST(fault(none) == "the signer's certificate is not in the signature");
    auto content = cms(chair(), document);
    content.content = document;
    BOOST_TEST(says(fault(content), "brings its own content"));
    BOOST_TEST(read_cms("\x30\x03\x02\x01\x05").error() == "its contents are no CMS signature");
}

BOOST_AUTO_TEST_CASE(the_first_certificate_named_is_the_signers) {
    const auto own = certificate_id(chair().certificate, EVP_sha256());
    const auto other = certificate_id(with(Kind::p256).certificate, EVP_sha256());
    BOOST_CHECK(naming(signing_certificate_v2({own})) == Naming::strong);
    BOOST_CHECK(naming(signing_certificate_v2({own, other})) == Naming::strong);
    BOOST_CHECK(naming(signing_certificate_v2({certificate_id(chair().certificate, EVP_sha512(), algorithm(sha512))})) ==
                Naming::strong);
    BOOST_CHECK(naming(signing_certificate_v2({other, own})) == std::nullopt);
    BOOST_CHECK(naming(signing_certificate_v2({other})) == std::nullopt);
    BOOST_CHECK(naming(signing_certificate_v2({})) == std::nullopt);
}

BOOST_AUTO_TEST_CASE(the_issuer_and_number_that_are_named_are_the_signers) {
    const auto named_with = [](const std::string& serial) {
        return naming(signing_certificate_v2({certificate_id(chair().certificate, EVP_sha256(), {}, serial)}));
    };
    BOOST_CHECK(named_with(issuer_serial(chair().certificate)) == Naming::strong);
    BOOST_CHECK(named_with(issuer_serial(chair().certificate, 1)) == std::nullopt);
    const auto elsewhere = root("Another root");
    const auto name = der(X509_get_subject_name(elsewhere.certificate.get()), i2d_X509_NAME);
    const auto number = der(X509_get0_serialNumber(chair().certificate.get()), i2d_ASN1_INTEGER);
    BOOST_CHECK(named_with(sequence({sequence({tlv(0xA4, name)}), number})) == std::nullopt);
}

BOOST_AUTO_TEST_CASE(a_certificate_named_by_sha1_is_named_weakly) {
    const auto own = certificate_id(chair().certificate, EVP_sha1());
    BOOST_CHECK(naming(signing_certificate_v1({own})) == Naming::weak);
    BOOST_CHECK(naming(signing_certificate_v2({certificate_id(chair().certificate, EVP_sha1(), algorithm(sha1))})) ==
                Naming::weak);
    BOOST_CHECK(naming(signing_certificate_v1({certificate_id(with(Kind::p256).certificate, EVP_sha1())})) == std::nullopt);
    auto both = named(signing_certificate_v1({own}));
    both.attributes.push_back(signing_certificate_v2({certificate_id(chair().certificate, EVP_sha256())}));
    BOOST_CHECK(read_cms(written(both))->naming == Naming::strong);
    auto neither = cms(chair(), document);
    neither.attributes.pop_back();
    BOOST_CHECK(read_cms(written(neither))->naming == Naming::none);
}

BOOST_AUTO_TEST_CASE(reads_no_more_certificates_than_it_must) {
    auto made = cms(chair(), document);
    made.certificates.resize(most_certificates, made.certificates.front());
    BOOST_CHECK(finding(made) == Finding::good);
    made.certificates.push_back(made.certificates.front());
    BOOST_CHECK(finding(made) == Finding::unsupported);
    BOOST_TEST(says(fault(made), "more than 1000 certificates"));
}

BOOST_AUTO_TEST_SUITE_END()
