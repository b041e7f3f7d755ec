#include "mail/message.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::mail;

namespace {

std::string code(std::string_view bytes, const ReadingLimits& limits = {}) {
    const auto read = read_message(bytes, limits);
    return read ? "" : read.error().front().code;
}

/// Parts between the boundaries of a multipart.
std::string multipart(const std::vector<std::string>& parts, const std::string& boundary = "b") {
    std::string text = "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n";
    for (const auto& part : parts)
        text += "--" + boundary + "\n" + part + "\n";
    return text + "--" + boundary + "--\n";
}

std::string file(const std::string& name, const std::string& content) {
    return "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=" + name + "\n\n" + content;
}

const std::string from = "From: a@b.example\n";

/// The name of the only file of a message, whose part has these headers.
std::string name_of(const std::string& headers) {
    const auto read = read_message(from + multipart({headers + "\n\nx"}));
    BOOST_REQUIRE(read);
    BOOST_REQUIRE(read->files.size() == 1u);
    return read->files[0].name;
}

} // namespace

BOOST_AUTO_TEST_SUITE(read_messages)

BOOST_AUTO_TEST_CASE(reads_what_it_writes) {
    const std::string binary("\0\r\n\xff--=_\n", 9);
    const Message message{.from = {"Åsa", "asa@kommun.example"},
                          .to = {"", "bo@stad.example"},
                          .subject = "Åtgärdsplan",
                          .date = std::chrono::sys_seconds(std::chrono::seconds(0)),
                          .message_id = "1@kommun.example",
                          .language = "sv",
                          .text = "Hej på er\n",
                          .attachments = {{"a.bin", "application/octet-stream", binary}, {"b.txt", "text/plain", ""}}};
    const auto read = read_message(write_message(message).value());
    BOOST_REQUIRE(read);
    BOOST_TEST(read->subject == "Åtgärdsplan");
    BOOST_TEST(read->from == "Åsa <asa@kommun.example>");
    BOOST_TEST(read->message_id == "1@kommun.example");
    BOOST_TEST((read->date == std::chrono::sys_days{}));
    BOOST_TEST(read->text.starts_with("Hej på er"));
    BOOST_REQUIRE(read->files.size() == 2u);
    BOOST_TEST(read->files[0].name == "a.bin");
    BOOST_TEST(read->files[0].bytes == binary);
    BOOST_TEST(read->files[1].media_type == "text/plain");
    BOOST_TEST(read->files[1].bytes == "");
    BOOST_TEST(!read->is_truncated);
}

BOOST_AUTO_TEST_CASE(knows_the_day_on_the_senders_clock_or_none) {
    using namespace std::chrono;
    const auto day_of = [](const std::string& date) {
        return read_message("From: a@b\nDate: " + date + "\n\nHej\n").value().date;
    };
    BOOST_TEST((day_of("Mon, 2 Jun 2025 00:30:00 +0200") == sys_days(2025y / June / 2)));
    BOOST_TEST((day_of("Sun, 01 Jun 2025 23:59:59 -0800") == sys_days(2025y / June / 1)));
    for (const auto* date : {"", "i maj", "99 Xxx 2025", "Mon, 2 Jun 99999999999 00:00:00 +0000"})
        BOOST_TEST(!day_of(date), date);
}

BOOST_AUTO_TEST_CASE(reads_lines_that_end_in_either_way) {
    auto text = from + multipart({file("a", "1"), file("b", "2")});
    for (int round = 0; round < 2; ++round) {
        const auto read = read_message(text);
        BOOST_REQUIRE(read);
        BOOST_REQUIRE(read->files.size() == 2u);
        BOOST_TEST(read->files[1].bytes == "2");
        for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 2))
            text.insert(at, "\r");
    }
}

BOOST_AUTO_TEST_CASE(reads_names_in_any_charset_and_notation) {
    const std::string disposition = "Content-Type: application/pdf\nContent-Disposition: attachment; ";
    BOOST_TEST(name_of(disposition + "filename=\"a b.pdf\"") == "a b.pdf");
    BOOST_TEST(name_of(disposition + "filename*=utf-8''%C3%A5.pdf") == "å.pdf");
    BOOST_TEST(name_of(disposition + "filename*=iso-8859-1'sv'%E5.pdf") == "å.pdf");
    BOOST_TEST(name_of(disposition + "filename*0=\"a\"; filename*1=\"b.pdf\"") == "ab.pdf");
    BOOST_TEST(name_of(disposition + "filename*0*=utf-8''%C3%A5; filename*1=\"b.pdf\"") == "åb.pdf");
    BOOST_TEST(name_of(disposition + "filename=\"=?iso-8859-1?q?=E5.pdf?=\"") == "å.pdf");
    BOOST_TEST(name_of(disposition + "filename=\"=?utf-8?b?w6UucGRm?=\"") == "å.pdf");
    BOOST_TEST(name_of("Content-Type: application/pdf; name=\"a.pdf\"") == "a.pdf");
    BOOST_TEST(name_of(disposition + "filename=\"../../a\"") == "../../a");
}

BOOST_AUTO_TEST_CASE(finds_files_in_nested_parts_and_messages) {
    const auto inner = multipart({"Content-Type: text/plain\n\nHej", file("a", "1")}, "inner");
    const auto sent_on = "Content-Type: message/rfc822\n\n" + from + "Subject: inner\n" + multipart({file("b", "2")}, "deep");
    const auto read = read_message(from + "Subject: outer\n" + multipart({inner, sent_on, file("winmail.dat", "x")}));
    BOOST_REQUIRE(read);
    BOOST_TEST(read->subject == "outer");
    BOOST_TEST(read->text == "Hej");
    BOOST_REQUIRE(read->files.size() == 3u);
    BOOST_TEST(read->files[0].name == "a");
    BOOST_TEST(read->files[1].bytes == "2");
    BOOST_TEST(read->files[2].bytes == "x");
}

BOOST_AUTO_TEST_CASE(says_when_the_end_is_missing) {
    const auto whole = from + multipart({file("a", std::string(5000, 'x')), file("b", "y")});
    BOOST_TEST(!read_message(whole)->is_truncated);
    BOOST_TEST(read_message(std::string_view(whole).substr(0, 3000))->is_truncated);
    BOOST_TEST(read_message(std::string_view(whole).substr(0, whole.size() - 5))->is_truncated);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_message) {
    for (const std::string text : {"", "\n", "hello", "hello\n\nworld", "%PDF-1.7\n", "Subject: a\n\nb", "{\"a\": 1}\n"})
        BOOST_TEST(code(text) == "no-message", text);
    BOOST_TEST(code(std::string(100'000, '\0')) == "no-message");
    BOOST_TEST(code(from + "\n") == "");
}

BOOST_AUTO_TEST_CASE(refuses_more_than_the_limits) {
    BOOST_TEST(code(from + multipart({file("a", "12345"), file("b", "12345")}), {.bytes = 200}) == "");
    BOOST_TEST(code(from + multipart({file("a", std::string(60, 'x')), file("b", std::string(60, 'x'))}), {.bytes = 119}) ==
               "message-too-large");
    BOOST_TEST(code(std::string(1000, 'x'), {.bytes = 100}) == "message-too-large");
    BOOST_TEST(code(from + multipart({file("a", "1"), file("b", "2")}), {.parts = 3}) == "");
    BOOST_TEST(code(from + multipart({file("a", "1"), file("b", "2")}), {.parts = 2}) == "message-too-large");
    std::string nested = file("a", "1");
    for (int depth = 0; depth < 5000; ++depth)
        nested =
            "Content-Type: multipart/mixed; boundary=" + std::to_string(depth) + "\n\n--" + std::to_string(depth) + "\n" + nested;
    BOOST_TEST(code(from + nested) == "message-too-large");
    std::string ends = from + "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int part = 0; part < 100'000; ++part)
        ends += "--b\n\n";
    BOOST_TEST(code(ends) == "message-too-large");
    std::string headers = from;
    for (int line = 0; line < 400'000; ++line)
        headers += "a: b\n";
    BOOST_TEST(code(headers + "\n") == "message-too-large");
    std::string messages;
    for (int depth = 0; depth < 5000; ++depth)
        messages += from + "Content-Type: message/rfc822\n\n";
    BOOST_TEST(code(messages + from + "\n") == "message-too-large");
}

BOOST_AUTO_TEST_SUITE_END()
