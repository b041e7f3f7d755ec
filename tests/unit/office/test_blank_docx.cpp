#include "base/memory_file.h"
#include "office/blank_docx.h"
#include "office/parts.h"
#include "pandoc/json.h"
#include "pandoc/nodes.h"
#include "pandoc/program.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace planpaket;
using pandoc::Json;
using pandoc::node;
using pandoc::str;

BOOST_AUTO_TEST_SUITE(blank_docx)

BOOST_AUTO_TEST_CASE(leaves_what_pandoc_writes_as_it_is_with_its_own_document) {
    const auto program = pandoc::find_program().value();
    const auto style = [](const char* name, Json block) {
        return node("Div",
                    Json::array({pandoc::Attributes{"", {}, {{"custom-style", name}}}.json(), Json::array({std::move(block)})}));
    };
    const auto words = [](const char* text) { return Json::array({str(text)}); };
    const auto link =
        node("Link", Json::array({pandoc::Attributes{}.json(), words("hit"), Json::array({"https://example.se", ""})}));
    const Json tree{{"pandoc-api-version", program.api},
                    {"meta", {{"lang", {{"t", "MetaString"}, {"c", "sv"}}}}},
                    {"blocks",
                     {node("Header", Json::array({1, pandoc::Attributes{"a", {}, {}}.json(), words("Rubrik")})),
                      style("Title", node("Para", words("Titel"))), style("Table Text", node("Para", Json::array({link}))),
                      node("BulletList", Json::array({Json::array({node("Plain", words("punkt"))})}))}}};
    const base::MemoryFile blank(office::blank_docx());
    const auto with =
        office::read_parts(pandoc::convert(tree, {"--to", "docx", "--reference-doc", blank.path()}, "a").value()).value();
    const auto without = office::read_parts(pandoc::convert(tree, {"--to", "docx"}, "a").value()).value();
    for (const char* name : {"word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels"}) {
        const auto mine = std::ranges::find(with, name, &office::Part::name),
                   own = std::ranges::find(without, name, &office::Part::name);
        BOOST_REQUIRE(mine != with.end() && own != without.end());
        BOOST_TEST(mine->bytes == own->bytes);
    }
}

BOOST_AUTO_TEST_SUITE_END()
