#include "authority.h"
#include "signature/timestamp.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using namespace planpaket::signature;
using namespace authority;

namespace {

const std::string bytes = "a signature's value";

const Party& clock_authority() {
    static const auto authority = root();
    static const auto made = issue("Clock", &authority, timestamping());
    return made;
}

std::string fault(const Cms& token) {
    const auto read = read_timestamp(written(token));
    return read ? read->undecided : read.error();
}

bool says(const std::string& reason, std::string_view word) {
    return reason.find(word) != std::string::npos;
}

/// An attribute certificate of version 2 (RFC 5755), as far as anybody looks at it.
std::string attribute_certificate() {
    return tlv(0xA2, sequence({integer(1), octets("whatever stands in there")}).substr(2));
}

/// A server that answers every request with a token, which `change` may spoil.
network::Http server(const std::function<void(Cms&)>& change = {}, const std::string& nonce = {}) {
    return [=](const network::HttpRequest& asked) -> base::Result<std::string> {
        const auto request = from_der<TS_REQ>(asked.body, d2i_TS_REQ);
        auto made =
            token(clock_authority(), bytes, nonce.empty() ? der(TS_REQ_get_nonce(request.get()), i2d_ASN1_INTEGER) : nonce);
        if (change)
            change(made);
        return sequence({sequence({integer(0)}), written(made)});
    };
}

std::string asked(const network::Http& http) {
    const auto answer =
        request_timestamp(http, "http://tsa.example/", digest_of({bytes}, EVP_sha256()), signature::Digest::sha256);
    return answer ? "" : answer.error().front().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(timestamps)

BOOST_AUTO_TEST_CASE(reads_what_a_token_says) {
    const auto read = read_timestamp(written(token(clock_authority(), bytes)));
    BOOST_REQUIRE_MESSAGE(read, read.error());
    BOOST_CHECK(read->time == authority::now);
    BOOST_TEST(read->imprint == digest_of({bytes}, read->hash));
    BOOST_TEST(subject(read->authority.get()) == "Clock");
    BOOST_TEST(read->undecided == "");
}

BOOST_AUTO_TEST_CASE(passes_over_attribute_certificates) {
    auto made = token(clock_authority(), bytes);
    made.certificates.push_back(attribute_certificate());
    const auto read = read_timestamp(written(made));
    BOOST_REQUIRE_MESSAGE(read, read.error());
    BOOST_TEST(read->certificates.size() == 1U);
}

BOOST_AUTO_TEST_CASE(knows_an_authority_named_by_either_version) {
    auto made = token(clock_authority(), bytes);
    made.attributes[2] = signing_certificate_v1({certificate_id(clock_authority().certificate, EVP_sha1())});
    BOOST_TEST(fault(made) == "");
    made.attributes.pop_back();
    BOOST_TEST(fault(made) == "the timestamp does not name its authority's certificate");
    made.attributes.push_back(signing_certificate_v2({certificate_id(root().certificate, EVP_sha256())}));
    BOOST_TEST(fault(made) == "it names another certificate than the signer's");
}

BOOST_AUTO_TEST_CASE(refuses_another_statement_than_was_signed) {
    auto made = token(clock_authority(), bytes);
    made.content = token(clock_authority(), "other bytes").content;
    BOOST_TEST(fault(made) == "the timestamp's signature is wrong");
}

BOOST_AUTO_TEST_CASE(refuses_a_value_by_another_key) {
    auto made = token(clock_authority(), bytes);
    made.sign = [](std::string_view attributes) { return sign(issue("Clock", nullptr), EVP_sha256(), attributes); };
    BOOST_TEST(fault(made) == "it was not made by the signer's key");
}

BOOST_AUTO_TEST_CASE(refuses_algorithms_that_contradict_each_other) {
    auto made = token(clock_authority(), bytes);
    made.algorithm_of_value = algorithm("1.2.840.10045.4.3.3"); // with SHA-384; made with SHA-256
    BOOST_TEST(says(fault(made), "contradict each other"));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_statement_of_time) {
    auto of_data = token(clock_authority(), bytes);
    of_data.type = "1.2.840.113549.1.7.1";
    of_data.attributes[0] = content_type(of_data.type);
    BOOST_TEST(fault(of_data) == "the signature is of something else than a document");
    auto longer = cms(clock_authority(), *token(clock_authority(), bytes).content + "more");
    longer.type = tst_info;
    longer.attributes[0] = content_type(tst_info);
    longer.content = *token(clock_authority(), bytes).content + "more";
    BOOST_TEST(fault(longer) == "the timestamp is damaged");
    auto detached = token(clock_authority(), bytes);
    detached.content.reset();
    BOOST_TEST(fault(detached) == "the timestamp is damaged");
}

BOOST_AUTO_TEST_CASE(refuses_a_statement_without_signed_attributes) {
    auto made = token(clock_authority(), bytes);
    made.attributes.clear();
    BOOST_TEST(fault(made) != "");
}

BOOST_AUTO_TEST_CASE(refuses_two_signers) {
    auto made = token(clock_authority(), bytes);
    made.signers = 2;
    BOOST_TEST(fault(made) == "the signature does not have exactly one signer");
}

BOOST_AUTO_TEST_CASE(refuses_weak_digests) {
    BOOST_TEST(says(fault(token(clock_authority(), bytes, {}, algorithm(sha1))), "too weak"));
    auto made = token(clock_authority(), bytes);
    made.digest = algorithm(sha1);
    BOOST_TEST(says(fault(made), "too weak"));
}

BOOST_AUTO_TEST_CASE(what_is_not_supported_is_not_called_wrong) {
    auto made = token(clock_authority(), bytes);
    made.algorithm_of_value = algorithm("1.2.643.7.1.1.3.2"); // GOST
    const auto read = read_timestamp(written(made));
    BOOST_REQUIRE_MESSAGE(read, read.error());
    BOOST_TEST(says(read->undecided, "is not supported"));
    const auto imprint = read_timestamp(written(token(clock_authority(), bytes, {}, algorithm("1.2.643.7.1.1.2.2"))));
    BOOST_REQUIRE_MESSAGE(imprint, imprint.error());
    BOOST_TEST(says(imprint->undecided, "is not supported"));
}

BOOST_AUTO_TEST_CASE(an_authority_has_no_other_purpose) {
    for (const char* purposes : {"critical,timeStamping,emailProtection", "critical,emailProtection", "timeStamping", ""}) {
        auto profile = timestamping();
        profile.extensions.pop_back();
        if (*purposes != '\0')
            profile.extensions.emplace_back(NID_ext_key_usage, purposes);
        BOOST_TEST(fault(token(issue("Clock", &clock_authority(), profile), bytes)) == "Clock may not give timestamps", purposes);
    }
}

BOOST_AUTO_TEST_CASE(takes_an_answer_to_its_own_request_only) {
    BOOST_TEST(asked(server()) == "");
    BOOST_TEST(asked(server([](Cms& made) { made.certificates.push_back(attribute_certificate()); })) == "");
    BOOST_TEST(says(asked(server({}, integer(1))), "the nonce is wrong"));
    BOOST_TEST(says(asked(server([](Cms& made) { made = token(clock_authority(), "other bytes"); })), "something else"));
    BOOST_TEST(says(asked(server([](Cms& made) { made.algorithm_of_value = algorithm("1.2.643.7.1.1.3.2"); })), "not supported"));
}

BOOST_AUTO_TEST_SUITE_END()
