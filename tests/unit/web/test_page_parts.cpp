#include "pandoc/json.h"
#include "web/markup.h"
#include "web/merged.h"
#include "web/page.h"
#include "web/tables.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using namespace planpaket::document;

namespace {

Block heading(int level, std::string words, std::string id = {}) {
    return {Heading{.level = level, .inlines = document::words(std::move(words)), .number = {}, .id = std::move(id)}, {}};
}

Block paragraph(Inlines inlines) {
    return {Paragraph{std::move(inlines)}, {}};
}

Block name_of(std::string words) {
    Inlines strong;
    strong.push_back({Strong{document::words(std::move(words))}, {}});
    return paragraph(std::move(strong));
}

Cell cell(Block block, bool header = false) {
    return {.blocks = {std::move(block)}, .row_span = 1, .column_span = 1, .header = header, .id = {}};
}

Document document_of(Blocks blocks, std::string name = "plan") {
    Document made;
    made.name = made.title = std::move(name);
    made.language = "sv";
    made.blocks = std::move(blocks);
    return made;
}

std::vector<std::string> headings(const Document& whole) {
    std::vector<std::string> out;
    for (const auto& block : whole.blocks)
        if (const auto* item = as<Heading>(block))
            out.push_back(std::to_string(item->level) + " " + plain_text(item->inlines) + " #" + item->id);
    return out;
}

/// A table of one action under a heading.
Document action_page() {
    Table table;
    table.summary = "Varje rad är en åtgärd.";
    for (const auto* column : {"Problem", "Orsak", "Åtgärd", "När"})
        table.columns.push_back({words(column), Align::left});
    Row row;
    row.id = "lysa";
    row.cells = {cell(name_of("Mörker"), true), cell(paragraph(words("Trasigt"))), cell(name_of("1.1 Lysa upp")),
                 cell(paragraph(words("2025")))};
    table.rows.push_back(std::move(row));
    return document_of({heading(0, "Planen"), heading(1, "Åtgärder"), heading(2, "Område"), {std::move(table), {}}});
}

Choices action_choices() {
    Choices choices;
    choices.actions.push_back({"lysa", "1.1 Lysa upp", "centrum", {"gatuchef", "polisen"}, "2025-q4"});
    return choices;
}

pandoc::Json tree_of(const Document& page) {
    pandoc::Dialect dialect;
    dialect.markup = "html";
    dialect.title_is_heading = true;
    dialect.cell_attributes = true;
    return pandoc::tree(page, dialect, {1, 22, 2});
}

std::string told(const base::Diagnostics& diagnostics) {
    std::string out;
    for (const auto& each : diagnostics)
        out += each.code + " " + std::to_string(each.span.line) + ":" + std::to_string(each.span.column) + "-" +
               std::to_string(each.span.end_column) + "\n";
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(markup)

BOOST_AUTO_TEST_CASE(encodes_bytes_as_rfc_4648_shows) {
    BOOST_TEST(web::base64("") == "");
    BOOST_TEST(web::base64("f") == "Zg==");
    BOOST_TEST(web::base64("fo") == "Zm8=");
    BOOST_TEST(web::base64("foo") == "Zm9v");
    BOOST_TEST(web::base64("foobar") == "Zm9vYmFy");
    BOOST_TEST(web::base64("\xFB\xFF") == "+/8=");
}

BOOST_AUTO_TEST_CASE(hashes_as_the_policy_specification_shows) {
    // Content Security Policy Level 3, 8.3: the example of a hash.
    BOOST_TEST(web::policy_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
}

BOOST_AUTO_TEST_CASE(fills_places_with_values_as_they_are) {
    const auto filled = web::fill("<p>{{ a }}</p>{{b}}", 1, {{"a", "<b>{{ b }}</b>"}, {"b", "2"}});
    BOOST_REQUIRE(filled);
    BOOST_TEST(*filled == "<p><b>{{ b }}</b></p>2");
}

BOOST_AUTO_TEST_CASE(reports_every_unknown_name_with_its_place) {
    const auto filled = web::fill("é{{ titel }}\n  {{ x }}\n{{ title", 1, {{"title", ""}});
    BOOST_REQUIRE(!filled);
    BOOST_TEST(told(filled.error()) == "unknown-placeholder 1:2-13\nunknown-placeholder 2:3-10\nunclosed-placeholder 3:1-3\n");
    BOOST_TEST(filled.error().front().hint == "did you mean 'title'?");
}

BOOST_AUTO_TEST_CASE(refuses_style_and_script_that_end_themselves) {
    web::Content content;
    content.documents.push_back(document_of({heading(0, "Planen")}));
    const auto made =
        web::page(std::move(content), {"", 0, "p{}</style>", "x</script>"}, {}, *typeset::Fonts::load({}).value(), {1, 22});
    BOOST_REQUIRE(!made);
    BOOST_TEST(made.error().size() == 2U);
    BOOST_TEST(made.error().front().code == "unsafe-page-part");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(merged_documents)

BOOST_AUTO_TEST_CASE(have_one_title_with_the_others_below_it) {
    const auto whole = web::merged({document_of({heading(0, "Plan", "plan"), heading(1, "Inledning")}),
                                    document_of({heading(0, "Bilaga"), heading(1, "Antal")})});
    const std::vector<std::string> expected{"0 Plan #plan", "1 Inledning #h_1", "1 Bilaga #h_2", "2 Antal #h_3"};
    BOOST_TEST(headings(whole) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keep_every_id_once) {
    const auto whole =
        web::merged({document_of({heading(0, "Plan"), heading(1, "Ett", "ett")}), document_of({heading(0, "Bilaga", "ett")})});
    BOOST_TEST(headings(whole).back() == "1 Bilaga #h_2");
}

BOOST_AUTO_TEST_CASE(have_no_pages_and_one_table_of_contents) {
    const Block contents{Contents{"Innehåll", 2}, {}};
    const auto whole = web::merged({document_of({heading(0, "Plan"), contents, {PageBreak{}, {}}}),
                                    document_of({heading(0, "Bilaga"), contents, {PageLayout{Orientation::landscape}, {}}})});
    BOOST_TEST(whole.blocks.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(say_where_actions_belong) {
    const auto page = action_page();
    auto tree = tree_of(page);
    const auto first = web::complete_tables(tree, page, action_choices(), "Länk till {action}");
    BOOST_TEST(first == 2U); // the area's heading
    const auto& table = tree["blocks"][3]["c"];
    BOOST_TEST(table[0][1].dump() == R"(["actions"])");
    const auto& row = table[4][0][3][0];
    BOOST_TEST(row[0].dump() ==
               R"(["lysa",["action"],[["data-area","centrum"],["data-parties","gatuchef polisen"],["data-time","2025-q4"]]])");
    std::string classes;
    for (const auto& each : row[1])
        classes += each[0][1].dump();
    BOOST_TEST(classes == R"(["problem"]["cause"]["what"][])");
}

BOOST_AUTO_TEST_CASE(give_each_action_a_link_to_itself) {
    const auto page = action_page();
    auto tree = tree_of(page);
    web::complete_tables(tree, page, action_choices(), "Länk till {action}");
    const auto& what = tree["blocks"][3]["c"][4][0][3][0][1][2][4][0]["c"];
    BOOST_TEST(what[1].dump() ==
               R"({"t":"Link","c":[["",["permalink"],[["aria-label","Länk till 1.1 Lysa upp"]]],[],["#lysa",""]]})");
}

BOOST_AUTO_TEST_CASE(have_a_caption_that_says_where_one_is) {
    const auto page = action_page();
    auto tree = tree_of(page);
    web::complete_tables(tree, page, {}, "");
    BOOST_TEST(tree["blocks"][3]["c"][1].dump().find(R"("Område. Varje rad är en åtgärd.")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_actions_need_no_controls) {
    const auto page = action_page();
    auto tree = tree_of(page);
    BOOST_TEST(web::complete_tables(tree, page, {}, "") == tree["blocks"].size());
    BOOST_TEST(tree["blocks"][3]["c"][0][1].dump() == R"(["list"])");
}

BOOST_AUTO_TEST_SUITE_END()
