#include "document/document.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::document;

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_CASE(plain_text_holds_the_words_of_all_kinds_of_inlines) {
    Inlines inlines = words("ett ");
    inlines.push_back({Strong{words("två")}, {}});
    inlines.push_back({LineBreak{}, {}});
    inlines.push_back({Emphasis{words("tre ")}, {}});
    inlines.push_back({Muted{words("fyra ")}, {}});
    inlines.push_back({Link{"https://exempel.se", words("fem "), "Exempel"}, {}});
    inlines.push_back({Foreign{"en", words("six")}, {}});
    BOOST_TEST(plain_text(inlines) == "ett två tre fyra fem six");
}

BOOST_AUTO_TEST_CASE(plain_text_reaches_inlines_inside_of_inlines) {
    BOOST_TEST(plain_text({{Strong{{{Emphasis{words("inre")}, {}}}}, {}}}) == "inre");
}

BOOST_AUTO_TEST_CASE(words_and_line_breaks_have_no_children) {
    const Inline text{Text{"ord"}, {}}, line_break{LineBreak{}, {}};
    BOOST_TEST(children(text) == nullptr);
    BOOST_TEST(children(line_break) == nullptr);
}

BOOST_AUTO_TEST_CASE(children_can_be_changed_in_place) {
    Inline link{Link{"#a", words("förr"), "Mål"}, {}};
    *children(link) = words("nu");
    BOOST_TEST(plain_text({link}) == "nu");
}

BOOST_AUTO_TEST_CASE(as_finds_a_kind_that_is_kept_apart) {
    const Block block{Heading{.level = 2, .inlines = words("Rubrik"), .number = {}, .id = "r"}, {}};
    BOOST_REQUIRE(as<Heading>(block) != nullptr);
    BOOST_TEST(as<Heading>(block)->level == 2);
}

BOOST_AUTO_TEST_CASE(as_gives_null_for_another_kind) {
    const Block block{Paragraph{words("Ord"), ParagraphStyle::body}, {}};
    BOOST_TEST(as<Heading>(block) == nullptr);
    BOOST_TEST(as<List>(block) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_copy_of_a_boxed_value_is_its_own) {
    Block block{Heading{.level = 1, .inlines = words("Rubrik"), .number = {}, .id = {}}, {}};
    const Block copy = block;
    as<Heading>(block)->level = 3;
    BOOST_TEST(as<Heading>(copy)->level == 1);
}

BOOST_AUTO_TEST_SUITE_END()
