#include "authority.h"
#include "signature/chain.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::signature;
using namespace authority;

namespace {

using std::chrono::days;

const Party& trusted() {
    static const auto made = root();
    return made;
}

ChainCheck check(const Party& signer, const RevocationData& data = {}, std::chrono::sys_seconds time = authority::now,
                 const Certificates& others = {}) {
    return check_chain(signer.certificate, others, {trusted().certificate}, Statements(data), time, Purpose::signing);
}

Party authority_with(const char* usage) {
    Profile profile{.kind = Kind::p256, .extensions = {{NID_basic_constraints, "critical,CA:TRUE"}}};
    if (*usage != '\0')
        profile.extensions.emplace_back(NID_key_usage, usage);
    return issue("Authority", nullptr, profile);
}

/// Responses are produced when the computer's clock says; who signs them is good then, whatever that is.
Profile of_all_times(const std::vector<std::pair<int, std::string>>& extensions) {
    return {.kind = Kind::p256,
            .extensions = extensions,
            .from = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1),
            .until = std::chrono::sys_days(std::chrono::year(2900) / 1 / 1)};
}

Party timeless_root(const char* usage) {
    return issue("Authority", nullptr, of_all_times({{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, usage}}));
}

Standing by(const std::string& response, const Certificate& certificate, const Party& issuer) {
    return by_response(response, certificate.get(), issuer.certificate.get(), authority::now).standing;
}

} // namespace

BOOST_AUTO_TEST_SUITE(chains)

BOOST_AUTO_TEST_CASE(leads_to_an_anchor) {
    const auto found = check(issue("Chair", &trusted()));
    BOOST_CHECK(found.fault == ChainFault::none);
    BOOST_TEST(found.chain.size() == 2U);
    BOOST_CHECK(found.standing == Standing::unknown);
    BOOST_CHECK(check(issue("Chair", nullptr)).fault == ChainFault::no_anchor);
}

BOOST_AUTO_TEST_CASE(another_key_under_the_anchors_name_is_no_anchor) {
    const auto other = root();
    BOOST_CHECK(check(issue("Chair", &other)).fault == ChainFault::no_anchor);
}

BOOST_AUTO_TEST_CASE(tells_when_a_certificate_counts) {
    const auto chair = issue("Chair", &trusted());
    BOOST_CHECK(check(chair, {}, authority::now + days(3651)).fault == ChainFault::expired);
    BOOST_CHECK(check(chair, {}, authority::now - days(366)).fault == ChainFault::not_yet_valid);
}

BOOST_AUTO_TEST_CASE(an_expired_issuer_breaks_the_chain) {
    const auto middle = issue("Middle", &trusted(),
                              {.kind = Kind::p256,
                               .extensions = {{NID_basic_constraints, "critical,CA:TRUE"}},
                               .from = authority::now - days(365),
                               .until = authority::now - days(1)});
    const auto chair = issue("Chair", &middle);
    const auto found = check(chair, {}, authority::now, {middle.certificate});
    BOOST_CHECK(found.fault == ChainFault::expired);
    BOOST_TEST(found.reason.find("Middle") != std::string::npos);
    BOOST_CHECK(check(chair, {}, authority::now - days(2), {middle.certificate}).fault == ChainFault::none);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_other_uses_signs_no_documents) {
    for (const auto& [nid, value] : {std::pair(NID_key_usage, "keyEncipherment"), std::pair(NID_ext_key_usage, "serverAuth")})
        BOOST_CHECK(check(issue("Chair", &trusted(), {.kind = Kind::p256, .extensions = {{nid, value}}})).fault ==
                    ChainFault::unusable);
}

BOOST_AUTO_TEST_CASE(a_chain_is_not_followed_for_ever) {
    const auto chain_of = [](int count) {
        auto at = trusted();
        Certificates others;
        for (int i = 0; i < count; ++i) {
            at = issue("Middle " + std::to_string(i), &at,
                       {.kind = Kind::p256, .extensions = {{NID_basic_constraints, "critical,CA:TRUE"}}});
            others.push_back(at.certificate);
        }
        return check(issue("Chair", &at), {}, authority::now, others).fault;
    };
    BOOST_CHECK(chain_of(8) == ChainFault::none);
    BOOST_CHECK(chain_of(9) == ChainFault::no_anchor);
}

BOOST_AUTO_TEST_CASE(a_list_says_who_is_revoked) {
    const auto chair = issue("Chair", &trusted()), chief = issue("Chief", &trusted());
    const auto revoked_at = authority::now - days(3);
    const RevocationData data{{}, {list(trusted(), {{chair.certificate, revoked_at}})}};
    const auto found = check(chair, data);
    BOOST_CHECK(found.standing == Standing::revoked);
    BOOST_CHECK(found.revoked_at == revoked_at);
    BOOST_CHECK(check(chair, data, authority::now - days(4)).standing == Standing::good);
    BOOST_CHECK(check(chief, data).standing == Standing::good);
    BOOST_CHECK(check(chief, data, authority::now + days(31)).standing == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(believes_no_list_by_whom_may_issue_none) {
    for (const auto& [usage, standing] :
         {std::pair("critical,keyCertSign", Standing::unknown), std::pair("critical,keyCertSign,cRLSign", Standing::good),
          std::pair("", Standing::good)}) {
        const auto issuer = authority_with(usage);
        const auto chair = issue("Chair", &issuer);
        BOOST_CHECK(by_list(list(issuer, {}), chair.certificate.get(), issuer.certificate.get(), authority::now).standing ==
                    standing);
    }
}

BOOST_AUTO_TEST_CASE(believes_no_list_of_another_issuer_or_with_a_weak_digest) {
    const auto chair = issue("Chair", &trusted());
    const auto standing = [&](const std::string& list) {
        return by_list(list, chair.certificate.get(), trusted().certificate.get(), authority::now).standing;
    };
    BOOST_CHECK(standing(list(trusted(), {})) == Standing::good);
    BOOST_CHECK(standing(list(trusted(), {}, EVP_sha1())) == Standing::unknown);
    BOOST_CHECK(standing(list(root(), {})) == Standing::unknown);
    BOOST_CHECK(standing(list(root("Another root"), {})) == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(a_response_says_who_is_revoked) {
    const auto issuer = timeless_root("critical,keyCertSign,cRLSign");
    const auto chair = issue("Chair", &issuer).certificate;
    BOOST_CHECK(by(response(issuer, issuer, chair), chair, issuer) == Standing::good);
    BOOST_CHECK(by(response(issuer, issuer, chair, authority::now - days(1)), chair, issuer) == Standing::revoked);
    BOOST_CHECK(by(response(issuer, issuer, chair, authority::now + days(1)), chair, issuer) == Standing::good);
    const auto chief = issue("Chief", &issuer).certificate;
    BOOST_CHECK(by(response(issuer, issuer, chair), chief, issuer) == Standing::unknown);
    BOOST_CHECK(by(response(issuer, issuer, chair, std::nullopt, EVP_sha1()), chair, issuer) == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(believes_only_responders_that_may_answer) {
    const auto issuer = timeless_root("critical,keyCertSign,cRLSign");
    const auto chair = issue("Chair", &issuer).certificate;
    const auto standing = [&](const std::vector<std::pair<int, std::string>>& extensions) {
        const auto responder = issue("Responder", &issuer, of_all_times(extensions));
        return by(response(responder, issuer, chair), chair, issuer);
    };
    BOOST_CHECK(standing({{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "OCSPSigning"}}) == Standing::good);
    BOOST_CHECK(standing({{NID_ext_key_usage, "OCSPSigning"}}) == Standing::good);
    BOOST_CHECK(standing({{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "emailProtection"}}) ==
                Standing::unknown);
    BOOST_CHECK(standing({{NID_key_usage, "critical,digitalSignature"}}) == Standing::unknown);
    BOOST_CHECK(standing({{NID_key_usage, "critical,keyEncipherment"}, {NID_ext_key_usage, "OCSPSigning"}}) == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(believes_no_response_by_an_issuer_whose_key_signs_certificates_only) {
    const auto issuer = timeless_root("critical,keyCertSign");
    const auto chair = issue("Chair", &issuer).certificate;
    BOOST_CHECK(by(response(issuer, issuer, chair), chair, issuer) == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(what_is_revoked_stays_so_whoever_else_calls_it_good) {
    const auto issuer = timeless_root("critical,keyCertSign,cRLSign");
    const auto chair = issue("Chair", &issuer);
    const auto good = list(issuer, {}), bad = list(issuer, {{chair.certificate, authority::now - days(1)}});
    for (const auto& lists : {std::vector{good, bad}, std::vector{bad, good}})
        BOOST_CHECK(check_chain(chair.certificate, {}, {issuer.certificate}, Statements(RevocationData{{}, lists}),
                                authority::now, Purpose::signing)
                        .standing == Standing::revoked);
}

BOOST_AUTO_TEST_CASE(too_many_statements_are_not_read) {
    const auto chair = issue("Chair", &trusted());
    RevocationData data{{}, std::vector(most_statements, list(trusted(), {}))};
    BOOST_TEST(!Statements(data).are_too_many());
    BOOST_CHECK(check(chair, data).standing == Standing::good);
    data.responses.emplace_back();
    BOOST_TEST(Statements(data).are_too_many());
    BOOST_CHECK(check(chair, data).standing == Standing::unknown);
}

BOOST_AUTO_TEST_CASE(adds_each_certificate_once) {
    const auto one = issue("One", nullptr).certificate, two = issue("Two", nullptr).certificate;
    Certificates all{one};
    add_new(all, {two, one, two});
    BOOST_TEST(all.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
