#include "xml/element.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::xml;

BOOST_AUTO_TEST_SUITE(elements)

BOOST_AUTO_TEST_CASE(escapes_what_xml_would_take_for_markup) {
    Element element("a");
    element.set("title", "\"<&>\"").add("</a><script>&\x01");
    BOOST_TEST(write(element) == "<a title=\"&quot;&lt;&amp;&gt;&quot;\">&lt;/a&gt;&lt;script&gt;&amp;</a>");
}

BOOST_AUTO_TEST_CASE(breaks_lines_between_elements_but_not_within_words) {
    Element root("ul");
    root.add(Element("li")).add("one ").add(Element("b")).add("two");
    root.add(Element("li"));
    BOOST_TEST(write_document(root) ==
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ul>\n<li>one <b>two</b></li>\n<li/>\n</ul>\n");
}

BOOST_AUTO_TEST_SUITE_END()
