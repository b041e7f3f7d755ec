#include "typeset/fonts.h"
#include "typeset/style.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using typeset::Style;

namespace {

base::Result<Style> read(const std::string& toml) {
    base::Sources sources;
    return typeset::read_style(sources, sources.add("style.toml", toml));
}

/// The one fault of a style file.
base::Diagnostic fault(const std::string& toml) {
    const auto style = read(toml);
    BOOST_REQUIRE(!style);
    BOOST_REQUIRE(style.error().size() == 1u);
    return style.error().front();
}

const auto near = boost::test_tools::tolerance(0.01F);

} // namespace

BOOST_AUTO_TEST_SUITE(style)

BOOST_AUTO_TEST_CASE(of_an_empty_file_is_the_default) {
    const auto style = read("");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->family == "Carlito");
    BOOST_TEST(style->body_size == 10.5F);
}

BOOST_AUTO_TEST_CASE(names_fonts) {
    const auto style = read("[font]\nfamily = \"Lato\"\nfallback = [\"A\", \"B\"]\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->family == "Lato");
    BOOST_TEST(style->fallback == (std::vector<std::string>{"A", "B"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(may_go_without_fallback) {
    const auto style = read("[font]\nfallback = []\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->fallback.empty());
}

BOOST_AUTO_TEST_CASE(sets_sizes) {
    const auto style = read("[size]\nbody = 11\ntable = 9\nnote = 7.5\nrunning = 7\ntitle = 30\nheadings = [20, 14.5]\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->body_size == 11);
    BOOST_TEST(style->table_size == 9);
    BOOST_TEST(style->note_size == 7.5);
    BOOST_TEST(style->running_size == 7);
    BOOST_TEST(style->title_size == 30);
    BOOST_TEST(style->heading_sizes == (std::vector<float>{20, 14.5}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sets_spacing) {
    const auto style = read("[spacing]\nline = 1.5\ntable-line = 1.4\nparagraph = 9\ncell = 5\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->line_height == 1.5);
    BOOST_TEST(style->table_line_height == 1.4F);
    BOOST_TEST(style->paragraph_space == 9);
    BOOST_TEST(style->cell_padding == 5);
}

BOOST_AUTO_TEST_CASE(sets_margins_in_millimetres) {
    const auto style = read("[page]\nportrait-mm = [25.4, 20, 30, 40]\nlandscape-mm = [10, 11, 12, 12.7]\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->portrait.top == 72, near);
    BOOST_TEST(style->portrait.right == 56.69F, near);
    BOOST_TEST(style->portrait.bottom == 85.04F, near);
    BOOST_TEST(style->portrait.left == 113.39F, near);
    BOOST_TEST(style->landscape.left == 36, near);
}

BOOST_AUTO_TEST_CASE(sets_each_colour) {
    const auto style = read("[colour]\ntext = \"#000001\"\nmuted = \"#000002\"\nheading = \"#000003\"\nlink = \"#000004\"\n"
                            "rule = \"#000005\"\nheader-fill = \"#000006\"\ngroup-fill = \"#000007\"\nchart = \"#000008\"\n"
                            "chart-light = \"#FF8009\"\n");
    BOOST_REQUIRE(style);
    float number = 1;
    for (const auto& colour : {style->text, style->muted, style->heading, style->link, style->rule, style->header_fill,
                               style->group_fill, style->chart})
        BOOST_TEST(colour.blue == number++ / 255);
    BOOST_TEST(style->chart_light.red == 1);
    BOOST_TEST(style->chart_light.green == 128.0F / 255);
}

BOOST_AUTO_TEST_CASE(sets_hyphenation) {
    const auto style = read("[hyphenation]\nfolder = \"/x\"\nexceptions = [\"a-b\"]\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->hyphenation_folder == "/x");
    BOOST_TEST(style->hyphenation_exceptions == std::vector<std::string>{"a-b"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_a_logo) {
    const auto style = read("[logo]\nfile = \"vapen.png\"\nalternative = \"Vapnet\"\nheight = 40\n");
    BOOST_REQUIRE(style);
    BOOST_TEST(style->logo == "vapen.png");
    BOOST_TEST(style->logo_alternative == "Vapnet");
    BOOST_TEST(style->logo_height == 40);
}

BOOST_AUTO_TEST_CASE(refuses_a_logo_without_words) {
    BOOST_TEST(fault("[logo]\nfile = \"vapen.png\"\n").code == "logo-without-alternative");
}

BOOST_AUTO_TEST_CASE(reports_an_unknown_key_at_its_place) {
    const auto found = fault("[size]\nbody = 10\nbdoy = 10\n");
    BOOST_TEST(found.code == "unknown-key");
    BOOST_TEST(found.span.line == 3u);
}

BOOST_AUTO_TEST_CASE(reports_a_size_out_of_range_at_its_place) {
    const auto found = fault("[size]\nbody = 100\n");
    BOOST_TEST(found.code == "out-of-range");
    BOOST_TEST(found.span.line == 2u);
    BOOST_TEST(found.span.column == 8u);
}

BOOST_AUTO_TEST_CASE(reports_what_is_no_colour_at_its_place) {
    for (const auto* colour : {"#12345", "#12345g", "blue", "1234567", "#-12345"}) {
        const auto found = fault("[colour]\n\ntext = \"" + std::string(colour) + "\"\n");
        BOOST_TEST(found.code == "wrong-colour");
        BOOST_TEST(found.span.line == 3u);
    }
}

BOOST_AUTO_TEST_CASE(reports_a_wrong_type_at_its_place) {
    const auto found = fault("[font]\nfamily = 3\n");
    BOOST_TEST(found.code == "wrong-type");
    BOOST_TEST(found.span.line == 2u);
}

BOOST_AUTO_TEST_CASE(reports_margins_that_are_not_four) {
    BOOST_TEST(fault("[page]\nportrait-mm = [20, 20, 20]\n").code == "wrong-type");
}

BOOST_AUTO_TEST_CASE(reports_margins_out_of_range_once) {
    BOOST_TEST(fault("[page]\nportrait-mm = [1, 2, 3, 4]\n").code == "out-of-range");
}

BOOST_AUTO_TEST_CASE(reports_a_heading_size_out_of_range_once) {
    BOOST_TEST(fault("[size]\nheadings = [15, 1]\n").code == "out-of-range");
    BOOST_TEST(fault("[size]\nheadings = [1]\n").code == "out-of-range");
}

BOOST_AUTO_TEST_CASE(reports_all_that_is_wrong) {
    const auto style = read("[size]\nbody = 1\n[colour]\ntext = \"x\"\n[pages]\n");
    BOOST_REQUIRE(!style);
    BOOST_TEST(style.error().size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(fonts)

BOOST_AUTO_TEST_CASE(that_are_not_installed_are_named) {
    Style style;
    style.family = "Ingen Sådan Grotesk";
    const auto loaded = typeset::Fonts::load(style);
    BOOST_REQUIRE(!loaded);
    BOOST_REQUIRE(loaded.error().size() == 1u);
    BOOST_TEST(loaded.error()[0].code == "missing-font");
    BOOST_TEST(loaded.error()[0].message.find("Ingen Sådan Grotesk") != std::string::npos);
    BOOST_TEST(!loaded.error()[0].hint.empty());
}

BOOST_AUTO_TEST_CASE(that_are_missing_as_fallback_are_named_too) {
    Style style;
    style.family = "Ingen Sådan Grotesk";
    style.fallback = {"Inte Denna Heller"};
    const auto loaded = typeset::Fonts::load(style);
    BOOST_REQUIRE(!loaded);
    BOOST_TEST(loaded.error().size() == 2u);
}

BOOST_AUTO_TEST_CASE(have_a_face_for_each_weight_and_slant) {
    const auto loaded = typeset::Fonts::load({});
    BOOST_REQUIRE(loaded);
    std::vector<std::string> names;
    for (typeset::FaceId face = 0; face < 4; ++face)
        names.push_back((*loaded)->face(face).name());
    BOOST_TEST(names == (std::vector<std::string>{"Carlito", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_refused_when_they_are_no_font_files) {
    BOOST_TEST((typeset::Face::open(PROJECT_DIR "/CMakeLists.txt", "x") == nullptr));
    BOOST_TEST((typeset::Face::open("/nowhere.ttf", "x") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
