/// Pandoc's tree of a document with every kind of block and inline, compared with tests/golden/pandoc/.
/// `PLANPAKET_REWRITE_GOLDEN=1 unit_pandoc --run_test=ast` writes the files anew and fails, so that a rewrite is never mistaken
/// for a pass.

#include "pandoc/ast.h"
#include "pandoc/json.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace planpaket;
using namespace planpaket::document;

namespace {

Block paragraph(Inlines inlines, ParagraphStyle style = ParagraphStyle::body) {
    return {Paragraph{std::move(inlines), style}, {}};
}
Block paragraph(const std::string& text, ParagraphStyle style = ParagraphStyle::body) {
    return paragraph(words(text), style);
}
Cell cell(const std::string& text, unsigned rows = 1, unsigned columns = 1, bool header = false, const std::string& id = {}) {
    return {{paragraph(text)}, rows, columns, header, id};
}

Table every_kind_of_row() {
    Table table;
    table.caption = words("Åtgärder");
    table.columns = {{words("Problem"), Align::left}, {words("Åtgärd"), Align::left}, {words("Antal"), Align::right}};
    table.rows = {{RowKind::group, {cell("Torget", 1, 3, true)}, "plats"},
                  {RowKind::body, {cell("Skadegörelse", 2, 1, true, "p1"), cell("Belysning"), cell("3")}, "a1"},
                  {RowKind::body, {cell("Rondering", 1, 2)}, "a2"},
                  {RowKind::total, {cell("Summa", 1, 2, true), cell("3")}, ""}};
    return table;
}

Document every_kind_of_block() {
    Document document;
    document.name = "prov";
    document.title = "Åtgärdsplan";
    document.language = "sv";
    document.blocks.push_back({Heading{0, words("Åtgärdsplan"), "", "", false}, {}});
    document.blocks.push_back({Contents{"Innehåll", 2}, {}});
    document.blocks.push_back(
        {Columns{{{paragraph("Nämnd", ParagraphStyle::label)}, {paragraph("2025", ParagraphStyle::field)}}, {2, 1}}, {}});
    document.blocks.push_back({Heading{1, words("Bakgrund"), "1", "bakgrund", true}, {}});
    document.blocks.push_back({Heading{2, words("Utan namn"), "", "", true}, {}});
    document.blocks.push_back(paragraph(Inlines{{Text{"Ord "}, {}},
                                                {Strong{words("starka")}, {}},
                                                {Emphasis{words("betonade")}, {}},
                                                {Muted{words("svaga")}, {}},
                                                {LineBreak{}, {}},
                                                {Foreign{"fr", words("déjà")}, {}},
                                                {Link{"#a1", words("1.1"), "1.1 Belysning"}, {}},
                                                {Link{"https://exempel.se/?a=1&b=2", words("källa"), "En källa"}, {}}},
                                        ParagraphStyle::lead));
    document.blocks.push_back(
        {List{true, 3, {{paragraph("tre")}, {paragraph("fyra"), {List{false, 1, {{paragraph("punkt")}}}, {}}}}}, {}});
    document.blocks.push_back({PageLayout{Orientation::landscape}, {}});
    document.blocks.push_back({every_kind_of_row(), {}});
    document.blocks.push_back({PageLayout{Orientation::portrait}, {}});
    document.blocks.push_back({Figure{words("Tidslinje"), "En tidslinje.", BarChart{}}, {}});
    document.blocks.push_back({PageBreak{}, {}});
    document.blocks.push_back({Signature{"Ordförande", "", "sign-1", "Datum", "Namnförtydligande"}, {}});
    return document;
}

/// A dialect that shows where it is asked.
pandoc::Dialect dialect(const std::string& markup) {
    pandoc::Dialect dialect;
    dialect.markup = markup;
    dialect.figure = [](const Figure& figure) { return pandoc::Frame{"<" + figure.alternative + ">", "</>"}; };
    dialect.contents = [](const Contents& contents) { return "<" + contents.title + ">"; };
    dialect.layout = [](Orientation orientation) { return orientation == Orientation::landscape ? "<landscape>" : "<portrait>"; };
    dialect.page_break = "<break>";
    return dialect;
}

void compare(const std::string& name, const pandoc::Dialect& dialect, const pandoc::ApiVersion& version = {1, 22, 2, 1}) {
    const auto path = std::string(PROJECT_DIR "/tests/golden/pandoc/") + name + ".json";
    const auto now = pandoc::tree(every_kind_of_block(), dialect, version).dump(1) + "\n";
    if (std::getenv("PLANPAKET_REWRITE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << now;
        BOOST_ERROR("rewritten: " + path);
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream before;
    before << file.rdbuf();
    BOOST_CHECK_MESSAGE(before.str() == now, "differs: " << path << "\n" << now);
}

} // namespace

BOOST_AUTO_TEST_SUITE(ast)

BOOST_AUTO_TEST_CASE(named_styles_and_spans_are_as_on_file) {
    auto named = dialect("openxml");
    named.named_styles = true;
    named.id = [](const std::string& id) { return "id_" + id; };
    compare("named", named);
}

BOOST_AUTO_TEST_CASE(flat_tables_are_as_on_file) {
    auto flat = dialect("opendocument");
    flat.named_styles = true;
    flat.spans = false;
    flat.muted = {"<muted>", "</muted>"};
    compare("flat", flat);
}

BOOST_AUTO_TEST_CASE(classes_and_attributes_are_as_on_file) {
    auto classes = dialect("html");
    classes.title_is_heading = true;
    classes.cell_attributes = true;
    compare("classes", classes);
}

BOOST_AUTO_TEST_CASE(says_the_version_it_is_asked_for) {
    BOOST_TEST(pandoc::tree(every_kind_of_block(), dialect("html"), {1, 23, 1})["pandoc-api-version"] ==
               pandoc::Json({1, 23, 1}));
}

BOOST_AUTO_TEST_CASE(lists_headings_down_to_the_depth_with_ids) {
    const auto document = every_kind_of_block();
    const auto listed = pandoc::listed_headings(document, {"", 2});
    BOOST_REQUIRE(listed.size() == 2U);
    BOOST_TEST(listed[0].words == "1 Bakgrund");
    BOOST_TEST(listed[0].id == "bakgrund");
    BOOST_TEST(!listed[1].id.empty());
    BOOST_TEST(pandoc::listed_headings(document, {"", 1}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(finds_tables_columns_and_signatures_in_order) {
    const auto document = every_kind_of_block();
    const auto tables = pandoc::tables_of(document.blocks);
    BOOST_REQUIRE(tables.size() == 3U);
    BOOST_TEST((as<Columns>(*tables[0]) != nullptr));
    BOOST_TEST((as<Table>(*tables[1]) != nullptr));
    BOOST_TEST((as<Signature>(*tables[2]) != nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
