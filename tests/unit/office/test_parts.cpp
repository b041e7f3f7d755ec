#include "office/word_xml.h"
#include "office/zip_archive.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::office;

BOOST_AUTO_TEST_SUITE(zip_archive)

BOOST_AUTO_TEST_CASE(gives_back_what_was_put_in) {
    const auto bytes = write_archive({{"mimetype", "text", true}, {"a/å.xml", std::string(100'000, 'x'), false}});
    BOOST_TEST(bytes.size() < 2000U);
    BOOST_TEST(bytes.substr(30, 12) == "mimetypetext"); // stored, and at its fixed place
    const auto parts = read_archive(bytes);
    BOOST_REQUIRE(parts.has_value());
    BOOST_REQUIRE(parts->size() == 2U);
    BOOST_TEST((*parts)[1].name == "a/å.xml");
    BOOST_TEST((*parts)[1].bytes == std::string(100'000, 'x'));
}

BOOST_AUTO_TEST_CASE(is_the_same_for_the_same_parts) {
    const std::vector<Part> parts{{"a", "1", false}, {"b", "2", false}};
    BOOST_TEST(write_archive(parts) == write_archive(parts));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_archive) {
    BOOST_TEST(read_archive("").error().front().code == "pandoc-failed");
    BOOST_TEST(read_archive("PK\x03\x04 nonsense").error().front().code == "pandoc-failed");
}

BOOST_AUTO_TEST_CASE(refuses_an_archive_cut_short_or_damaged_anywhere) {
    const auto whole = write_archive({{"a", "some words that are long enough to be compressed, compressed, compressed", false}});
    for (std::size_t length = 0; length < whole.size(); ++length)
        BOOST_TEST(!read_archive(whole.substr(0, length)).has_value());
    auto damaged = whole;
    damaged[40] ^= 0x55;
    BOOST_TEST(!read_archive(damaged).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_an_archive_of_very_many_parts) {
    std::vector<Part> parts;
    for (int i = 0; i < 1001; ++i)
        parts.push_back({std::to_string(i), "", false});
    BOOST_TEST(!read_archive(write_archive(parts)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(word_xml)

BOOST_AUTO_TEST_CASE(puts_the_properties_of_a_paragraph_into_the_order_of_the_schema) {
    auto part = read_xml(R"(<w:p><w:pPr><w:numPr/><w:pStyle w:val="Compact"/><w:jc w:val="left"/></w:pPr></w:p>)").value();
    paragraph_property(part.child("w:p"), "w:spacing");
    std::string order;
    for (const auto child : part.child("w:p").child("w:pPr"))
        order += child.name() + std::string(" ");
    BOOST_TEST(order == "w:pStyle w:numPr w:spacing w:jc ");
}

BOOST_AUTO_TEST_CASE(names_bookmarks_so_that_word_takes_them) {
    BOOST_TEST(bookmark_name("atgard-1") == "atgard_1");
    for (const auto& id : {std::string(200, 'a'), std::string("1-forst"), std::string("åtgärd"), std::string()}) {
        const auto name = bookmark_name(id);
        BOOST_TEST(name.size() == 40U);
        BOOST_TEST(name.front() == 'x');
    }
    BOOST_TEST(bookmark_name("åtgärd") != bookmark_name("åtgard"));
}

BOOST_AUTO_TEST_CASE(escapes_words_and_values) {
    pugi::xml_document part;
    append_run(append(part, "w:p", {{"a", "\"<&"}}), "</w:t> & <w:t>");
    BOOST_TEST(write_xml(part).ends_with(
        R"(<w:p a="&quot;&lt;&amp;"><w:r><w:t xml:space="preserve">&lt;/w:t&gt; &amp; &lt;w:t&gt;</w:t></w:r></w:p>)"));
}

BOOST_AUTO_TEST_SUITE_END()
