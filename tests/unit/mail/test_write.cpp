#include "mail/message.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::mail;

namespace {

Message example() {
    return {.from = {"Åsa", "asa@kommun.example"},
            .to = {"", "bo@stad.example"},
            .subject = "Plan",
            .date = std::chrono::sys_seconds(std::chrono::seconds(0)),
            .message_id = "1@kommun.example",
            .language = "sv",
            .text = "Hej\n",
            .attachments = {}};
}

/// What is wrong with the message after a change.
template <class Change>
std::string code_after(const Change& change) {
    auto message = example();
    change(message);
    const auto written = write_message(message);
    return written ? "" : written.error().front().code;
}

} // namespace

BOOST_AUTO_TEST_SUITE(written_message)

BOOST_AUTO_TEST_CASE(knows_addresses) {
    for (const auto* good : {"a@b", "beredning@example.se", "karin.ek+plan@sub-domain.example.se", "o'hara@example.se"})
        BOOST_TEST(is_address(good), good);
    for (const auto* bad : {"",       "@",    "a@",    "@b",    "a",    "a@b@c",  "a b@c",  "a..b@c", ".a@b",    "a.@b",
                            "a@b..c", "a@.b", "a@b.",  "a@-b",  "a@b-", "a@b.-c", "a@b-.c", "a@b_c",  "\"a\"@b", "a@[127.0.0.1]",
                            "å@b",    "a@å",  "a@b\n", "a\n@b", "a@b>", "<a@b",   "a,b@c",  "a@b,c@d"})
        BOOST_TEST(!is_address(bad), bad);
    BOOST_TEST(!is_address(std::string(65, 'a') + "@b"));
    BOOST_TEST(!is_address("a@" + std::string(64, 'b')));
    BOOST_TEST(!is_address("a@" + std::string(60, 'b') + '.' + std::string(60, 'b') + '.' + std::string(60, 'b') + '.' +
                           std::string(60, 'b') + '.' + std::string(10, 'b')));
    BOOST_TEST(!is_address(std::string_view("a\0@b", 4)));
}

BOOST_AUTO_TEST_CASE(writes_a_message_without_attachments_as_plain_text) {
    const auto written = write_message(example());
    BOOST_REQUIRE(written);
    BOOST_TEST(written->starts_with("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
    BOOST_TEST(written->ends_with("\r\n\r\nHej\r\n"));
    BOOST_TEST(written->find("multipart") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_addresses_that_are_none) {
    BOOST_TEST(code_after([](Message& m) { m.from.address = "a"; }) == "bad-address");
    BOOST_TEST(code_after([](Message& m) { m.to.address = "a@b\r\nBcc: c@d"; }) == "bad-address");
}

BOOST_AUTO_TEST_CASE(refuses_what_would_break_out_of_a_header) {
    for (const auto& bad :
         {std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3), std::string("\x1b[1m"), std::string("\xff")}) {
        BOOST_TEST(code_after([&](Message& m) { m.message_id = bad + ' '; }) == "bad-header");
        BOOST_TEST(code_after([&](Message& m) { m.language = bad + ' '; }) == "bad-header");
        BOOST_TEST(code_after([&](Message& m) { m.attachments = {{bad + '\n', "text/plain", ""}}; }) == "bad-header");
        BOOST_TEST(code_after([&](Message& m) { m.attachments = {{"a", bad + "/a\n", ""}}; }) == "bad-header");
    }
    for (const std::string bad : {"a\nb", "a\rb", "\x1b[1m", "\xff", "\xc2\x85"}) {
        BOOST_TEST(code_after([&](Message& m) { m.from.name = bad; }) == "bad-header");
        BOOST_TEST(code_after([&](Message& m) { m.to.name = bad; }) == "bad-header");
        BOOST_TEST(code_after([&](Message& m) { m.subject = bad; }) == "bad-header");
    }
    BOOST_TEST(code_after([](Message& m) { m.subject = std::string("a\0b", 3); }) == "bad-header");
    BOOST_TEST(code_after([](Message& m) { m.attachments = {{"a\"b", "text/plain", ""}}; }) == "bad-header");
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong) {
    auto message = example();
    message.to.address = "";
    message.subject = "a\nb";
    const auto written = write_message(message);
    BOOST_REQUIRE(!written);
    BOOST_TEST(written.error().size() == 2u);
}

BOOST_AUTO_TEST_CASE(separates_parts_by_what_a_message_is) {
    auto message = example();
    message.attachments = {{"a.bin", "application/octet-stream", "abc"}};
    const auto one = write_message(message);
    message.message_id = "2@kommun.example";
    const auto other = write_message(message);
    const auto boundary = [](const std::string& bytes) {
        const auto at = bytes.find("boundary=\"") + 10;
        return bytes.substr(at, bytes.find('"', at) - at);
    };
    BOOST_REQUIRE(one && other);
    BOOST_TEST(boundary(*one).starts_with("=_"));
    BOOST_TEST(boundary(*one) != boundary(*other));
}

BOOST_AUTO_TEST_SUITE_END()
