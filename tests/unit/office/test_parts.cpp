#include "office/parts.h"
#include "office/word_xml.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::office;

BOOST_AUTO_TEST_SUITE(parts)

BOOST_AUTO_TEST_CASE(refuses_what_is_no_archive) {
    BOOST_TEST(read_parts("").error().front().code == "pandoc-failed");
    BOOST_TEST(read_parts("PK\x03\x04 nonsense").error().front().code == "pandoc-failed");
    BOOST_TEST(read_parts(planpaket::zip::write_archive({{"a", "b", false}})).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(word_xml)

BOOST_AUTO_TEST_CASE(leaves_white_space_out_that_only_indents) { // as pandoc 3 writes it
    const auto part = read_xml("<w:body>\n  <w:p>\n<w:r><w:t> </w:t></w:r>\n</w:p>\n</w:body>", Space::alone).value();
    BOOST_TEST(write_xml(part).ends_with("<w:body><w:p><w:r><w:t> </w:t></w:r></w:p></w:body>"));
}

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
