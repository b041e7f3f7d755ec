#include "distribution/delivery.h"

#include "base/sha256.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::distribution;

namespace {

Delivery example() {
    Delivery delivery{.program_version = "0.1.0",
                      .plan_id = "lillkoping-2025",
                      .plan_title = "Åtgärdsplan 2025",
                      .plan_version = "1.0",
                      .dnr = "LK 2025/1",
                      .language = "sv",
                      .sender = "Lillköpings kommun",
                      .recipient_id = "beredningsgruppen",
                      .recipient_name = "Beredningsgruppen",
                      .object = "planpaket:lillkoping-2025",
                      .version = "v2",
                      .inventory_sha512 = "ab",
                      .overrides = {{"not-signed", "Undertecknas på papper"}},
                      .files = {}};
    delivery.files.push_back({.name = "missiv.pdf",
                              .kind = FileKind::document,
                              .media_type = "application/pdf",
                              .size = 3,
                              .sha256 = planpaket::base::sha256("abc"),
                              .path = {},
                              .is_signed = true});
    delivery.files.push_back({.name = "plan.toml",
                              .kind = FileKind::plan,
                              .media_type = "application/toml",
                              .size = 0,
                              .sha256 = planpaket::base::sha256(""),
                              .path = "omraden/plan.toml",
                              .is_signed = false});
    return delivery;
}

std::string code_of(const std::string& json) {
    const auto read = read_delivery(json);
    return read ? "" : read.error().front().code;
}

std::string with(const std::string& what, const std::string& instead) {
    auto json = delivery_json(example());
    const auto at = json.find(what);
    BOOST_REQUIRE(at != json.npos);
    return json.replace(at, what.size(), instead);
}

} // namespace

BOOST_AUTO_TEST_SUITE(delivery)

BOOST_AUTO_TEST_CASE(reads_what_it_writes) {
    const auto json = delivery_json(example());
    const auto read = read_delivery(json);
    BOOST_REQUIRE(read);
    BOOST_TEST(delivery_json(*read) == json);
    BOOST_TEST(read->files.at(1).path == "omraden/plan.toml");
    BOOST_TEST(read->files.at(0).is_signed);
}

BOOST_AUTO_TEST_CASE(refuses_the_form_of_a_later_version) {
    BOOST_TEST(code_of(with("planpaket-delivery-1", "planpaket-delivery-2")) == "newer-delivery");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_a_delivery) {
    BOOST_TEST(code_of("") == "no-delivery");
    BOOST_TEST(code_of("[]") == "no-delivery");
    BOOST_TEST(code_of(with("planpaket-delivery-1", "planpaket-package-1")) == "no-delivery");
}

BOOST_AUTO_TEST_CASE(refuses_names_that_lead_elsewhere) {
    for (const auto* name :
         {"../missiv.pdf", "/etc/passwd", "a\\\\b", ".hidden", "nul.pdf", "SHA256SUMS", "delivery.json", "å.pdf"})
        BOOST_TEST(code_of(with("missiv.pdf", name)) == "bad-delivery", name);
    for (const auto* path : {"../plan.toml", "/plan.toml", "a//plan.toml", "a/./plan.toml"})
        BOOST_TEST(code_of(with("omraden/plan.toml", path)) == "bad-delivery", path);
}

BOOST_AUTO_TEST_CASE(refuses_a_name_that_stands_twice) {
    BOOST_TEST(code_of(with("\"plan.toml\"", "\"missiv.pdf\"")) == "bad-delivery");
}

BOOST_AUTO_TEST_CASE(refuses_a_file_without_a_digest) {
    BOOST_TEST(code_of(with("\"sha256\": \"", "\"sha256\": \"A")) == "bad-delivery");
    BOOST_TEST(code_of(with("\"size\": 3", "\"size\": -3")) == "bad-delivery");
}

BOOST_AUTO_TEST_CASE(writes_checksums_as_sha256sum_does) {
    const auto lines = checksums(example(), "{}");
    BOOST_TEST(lines.starts_with("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  missiv.pdf\n"));
    BOOST_TEST(lines.ends_with("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  delivery.json\n"));
}

BOOST_AUTO_TEST_CASE(knows_the_names_that_are_safe_everywhere) {
    for (const auto* name : {"missiv.pdf", "bilaga-1.toml", "a", "CONTENT.txt", "com10.pdf"})
        BOOST_TEST(safe_name(name), name);
    for (const auto* name : {"", ".", "..", "a.", "a b", "a/b", "a\nb", "CON", "con.txt", "LPT1.pdf", "aux.tar.gz", "a:b"})
        BOOST_TEST(!safe_name(name), name);
}

BOOST_AUTO_TEST_SUITE_END()
