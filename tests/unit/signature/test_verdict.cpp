#include "authority.h"
#include "signature/reservation.h"
#include "signature/verify.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket::signature;
using namespace authority;

namespace {

/// A file of one empty page.
std::string page() {
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", rows = "0000000000 65535 f\r\n";
    int number = 0;
    for (const char* object : {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}) {
        rows += fmt::format("{:010} 00000 n\r\n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", ++number, object);
    }
    return out + fmt::format("xref\n0 4\n{}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n{}\n%%EOF\n", rows, out.size());
}

const Party& trusted() {
    static const auto made = root();
    return made;
}
const Party& chair() {
    static const auto made = issue("Chair", &trusted());
    return made;
}

/// Of the page, signed with what `make` makes of the signed bytes, of a kind.
SignatureReport report(const std::function<Cms(std::string_view)>& make, const std::string& kind = "ETSI.CAdES.detached") {
    SignatureRequest request;
    request.time = authority::now;
    request.room = 6000;
    auto reservation = reserve(page(), "file.pdf", request);
    BOOST_REQUIRE(reservation);
    const std::string usual = "ETSI.CAdES.detached"; // as long as the other kind
    reservation->bytes.replace(reservation->bytes.find(usual), usual.size(), kind);
    const auto content = std::string(reservation->before()) + std::string(reservation->after());
    BOOST_REQUIRE(fill(*reservation, written(make(content))));
    const auto found = verify(reservation->bytes, "file.pdf", {{trusted().certificate}, {}}, authority::now);
    BOOST_REQUIRE(found);
    BOOST_REQUIRE(found->signatures.size() == 1U);
    return found->signatures.front();
}

bool says(const SignatureReport& report, std::string_view word) {
    return std::ranges::any_of(report.reasons, [&](const Reason& each) { return each.text.find(word) != std::string::npos; });
}

const std::string adobe = "adbe.pkcs7.detached";

Cms unnamed(std::string_view content) {
    auto made = cms(chair(), content);
    made.attributes.pop_back();
    return made;
}

Cms named_by_sha1(std::string_view content) {
    auto made = unnamed(content);
    made.attributes.push_back(signing_certificate_v1({certificate_id(chair().certificate, EVP_sha1())}));
    return made;
}

Cms unsupported(std::string_view content) {
    auto made = cms(chair(), content);
    made.algorithm_of_value = algorithm("1.2.643.7.1.1.3.2"); // GOST
    return made;
}

/// With a timestamp of its value by a certificate, over these bytes instead where there are any.
std::function<Cms(std::string_view)> stamped(const Party& by, const std::function<void(Cms&)>& change = {},
                                             const std::string& instead = {}) {
    return [=](std::string_view content) {
        auto made = cms(chair(), content);
        const auto value = made.sign(set(made.attributes));
        made.sign = [value](std::string_view) { return value; };
        auto stamp = token(by, instead.empty() ? value : instead);
        if (change)
            change(stamp);
        made.unsigned_attributes = {attribute("1.2.840.113549.1.9.16.2.14", written(stamp))};
        return made;
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(verdicts)

BOOST_AUTO_TEST_CASE(a_baseline_signature_reaches_its_level) {
    const auto found = report([](std::string_view content) { return cms(chair(), content); });
    BOOST_CHECK(found.verdict == Verdict::valid_but);
    BOOST_CHECK(found.level == Level::b);
    BOOST_TEST(found.is_trusted);
}

BOOST_AUTO_TEST_CASE(a_signature_of_other_bytes_is_invalid) {
    const auto found = report([](std::string_view) { return cms(chair(), "other bytes"); });
    BOOST_CHECK(found.verdict == Verdict::invalid);
    BOOST_TEST(says(found, "the document was changed"));
}

BOOST_AUTO_TEST_CASE(what_is_not_supported_is_indeterminate_and_has_no_level) {
    const auto found = report(unsupported);
    BOOST_CHECK(found.verdict == Verdict::indeterminate);
    BOOST_CHECK(!found.level);
    BOOST_TEST(says(found, "is not supported"));
}

BOOST_AUTO_TEST_CASE(a_baseline_signature_names_its_certificate) {
    const auto none = report(unnamed);
    BOOST_CHECK(none.verdict == Verdict::invalid);
    BOOST_CHECK(!none.level);
    const auto weak = report(named_by_sha1);
    BOOST_CHECK(weak.verdict == Verdict::valid_but);
    BOOST_TEST(says(weak, "by SHA-1"));
    BOOST_CHECK(!weak.level);
}

BOOST_AUTO_TEST_CASE(an_older_signature_may_name_none) {
    for (const auto& make : {unnamed, named_by_sha1}) {
        const auto found = report(make, adobe);
        BOOST_CHECK(found.verdict == Verdict::valid_but);
        BOOST_TEST(says(found, "its certificate"));
        BOOST_CHECK(!found.level);
    }
}

BOOST_AUTO_TEST_CASE(an_older_signature_may_have_no_attributes) {
    const auto bare = [](std::string_view content) {
        auto made = cms(chair(), content);
        made.attributes.clear();
        made.content = content;
        return made;
    };
    const auto found = report(bare, adobe);
    BOOST_CHECK(found.verdict == Verdict::valid_but);
    BOOST_TEST(says(found, "no signed attributes"));
    BOOST_CHECK(!found.level);
    BOOST_CHECK(report(bare).verdict == Verdict::invalid);
    BOOST_CHECK(report([&](std::string_view) { return bare("other bytes"); }, adobe).verdict == Verdict::invalid);
}

BOOST_AUTO_TEST_CASE(a_timestamp_proves_the_time_if_it_can_be_verified) {
    const auto clock = issue("Clock", &trusted(), timestamping());
    const auto right = report(stamped(clock));
    BOOST_CHECK(right.proven == authority::now);
    BOOST_CHECK(right.level == Level::t);
    const auto unknown = report(stamped(clock, [](Cms& token) { token.algorithm_of_value = algorithm("1.2.643.7.1.1.3.2"); }));
    BOOST_CHECK(unknown.verdict == Verdict::valid_but);
    BOOST_TEST(says(unknown, "its timestamp proves nothing"));
    BOOST_CHECK(!unknown.proven);
    BOOST_CHECK(unknown.level == Level::b);
    const auto contradictory =
        report(stamped(clock, [](Cms& token) { token.algorithm_of_value = algorithm("1.2.840.10045.4.3.3"); }));
    BOOST_CHECK(contradictory.verdict == Verdict::valid_but);
    BOOST_TEST(says(contradictory, "contradict each other"));
    BOOST_CHECK(contradictory.level == Level::b);
    const auto other = report(stamped(clock, {}, "another value"));
    BOOST_CHECK(other.verdict == Verdict::valid_but);
    BOOST_TEST(says(other, "of another signature"));
    BOOST_CHECK(!other.proven);
}

BOOST_AUTO_TEST_CASE(of_several_timestamps_the_first_is_taken) {
    const auto clock = issue("Clock", &trusted(), timestamping());
    const auto found = report([&](std::string_view content) {
        auto made = stamped(clock)(content);
        made.unsigned_attributes.push_back(made.unsigned_attributes.front());
        return made;
    });
    BOOST_CHECK(found.proven == authority::now);
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_without_a_timestamp_proves_nothing) {
    const auto old = issue("Old", &trusted(),
                           {.kind = Kind::p256,
                            .extensions = {},
                            .from = authority::now - std::chrono::days(9),
                            .until = authority::now - std::chrono::days(1)});
    const auto found = report([&](std::string_view content) { return cms(old, content); });
    BOOST_CHECK(found.verdict == Verdict::indeterminate);
    BOOST_TEST(says(found, "expired"));
}

BOOST_AUTO_TEST_SUITE_END()
