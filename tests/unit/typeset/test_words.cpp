#include "recorded_pages.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

using namespace planpaket;
using recorded::Desk;

namespace {

/// The word with its places: "·" where a hyphen is drawn, "|" where none is.
std::string divided(const std::string& text) {
    Desk desk;
    const auto& word = desk.words.word(text, 0);
    std::u32string out;
    auto division = word.divisions.begin();
    for (std::uint32_t i = 0; i < word.glyphs.size(); ++i) {
        if (division != word.divisions.end() && division->glyph == i)
            out += division++->hyphen ? U'·' : U'|';
        out += static_cast<char32_t>(word.glyphs[i].character);
    }
    return recorded::utf8(out);
}

std::string hyphenated(const std::string& text, const typeset::Style& style = {}, std::string_view language = "sv") {
    const auto characters = typeset::code_points(typeset::from_utf8(text));
    auto out = characters;
    const auto places = typeset::Hyphenation::load(style, language)->places(characters);
    for (auto it = places.rbegin(); it != places.rend(); ++it)
        out.insert(*it, 1, U'-');
    return recorded::utf8(out);
}

} // namespace

BOOST_AUTO_TEST_SUITE(hyphenation)

BOOST_AUTO_TEST_CASE(divides_compounds_by_swedish_patterns) {
    BOOST_TEST(hyphenated("verksamhetssamordnare") == "verk-sam-hets-sam-ord-nare");
    BOOST_TEST(hyphenated("narkotikahantering") == "nar-ko-ti-ka-han-te-ring");
}

BOOST_AUTO_TEST_CASE(leaves_words_of_under_six_letters_whole) {
    for (const auto* word : {"sina", "denna", "varje", "under", "orten"})
        BOOST_TEST(hyphenated(word) == word);
}

BOOST_AUTO_TEST_CASE(keeps_three_letters_on_each_side) {
    for (const auto* word : {"åtgärder", "området", "oroliga", "individer", "ungdomarna", "enheten", "utanför", "orosanmälan"}) {
        const auto characters = typeset::code_points(typeset::from_utf8(word));
        for (const auto place : typeset::Hyphenation::load({}, "sv")->places(characters))
            BOOST_TEST((place >= 3 && place + 3 <= characters.size()), hyphenated(word));
    }
}

BOOST_AUTO_TEST_CASE(never_offers_two_places_one_letter_apart) {
    for (const auto* word : {"områdespoliserna", "verksamhetsutvecklare", "trygghetsskapande", "stadsdelsnämnden"}) {
        const auto places = typeset::Hyphenation::load({}, "sv")->places(typeset::code_points(typeset::from_utf8(word)));
        BOOST_TEST(!places.empty());
        for (std::size_t i = 1; i < places.size(); ++i)
            BOOST_TEST(places[i] > places[i - 1] + 1, hyphenated(word));
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_linking_s_with_the_first_part) {
    BOOST_TEST(hyphenated("områdespoliserna") == "områ-des-po-li-serna");
}

BOOST_AUTO_TEST_CASE(obeys_the_exceptions_of_the_style) {
    typeset::Style style;
    style.hyphenation_exceptions = {"brotts-förebyggande", "polisen"};
    BOOST_TEST(hyphenated("brottsförebyggande", style) == "brotts-förebyggande");
    BOOST_TEST(hyphenated("Polisen", style) == "Polisen");
}

BOOST_AUTO_TEST_CASE(divides_upper_case_as_lower_case) {
    BOOST_TEST(hyphenated("VERKSAMHETEN") == "VERK-SAM-HE-TEN");
    BOOST_TEST(hyphenated("ÅTERKOPPLING") == "ÅTER-KOPP-LING");
}

BOOST_AUTO_TEST_CASE(divides_nothing_in_an_unknown_language) {
    BOOST_TEST(hyphenated("verksamhetssamordnare", {}, "qq") == "verksamhetssamordnare");
}

BOOST_AUTO_TEST_CASE(divides_nothing_that_the_dictionary_cannot_spell) {
    BOOST_TEST(hyphenated("преступность") == "преступность");
}

BOOST_AUTO_TEST_CASE(leaves_endless_words_to_others) {
    BOOST_TEST(hyphenated(std::string(5000, 'a')) == std::string(5000, 'a'));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(words)

BOOST_AUTO_TEST_CASE(keeps_words_together_at_a_no_break_space) {
    BOOST_TEST(divided("10\u00A0%") == "10\u00A0%");
    BOOST_TEST(divided("§\u00A012") == "§\u00A012");
}

BOOST_AUTO_TEST_CASE(keeps_words_together_at_a_no_break_hyphen) {
    BOOST_TEST(divided("e\u2011post") == "e\u2011post");
}

BOOST_AUTO_TEST_CASE(draws_the_no_break_characters_as_what_they_look_like) {
    Desk desk;
    BOOST_TEST(desk.words.word("a\u2011b", 0).glyphs[1].id == recorded::fonts().face(0).glyph('-'));
    BOOST_TEST(desk.words.word("a\u00A0b", 0).glyphs[1].id == recorded::fonts().face(0).glyph(' '));
}

BOOST_AUTO_TEST_CASE(does_not_divide_a_range_of_numbers) {
    BOOST_TEST(divided("3–5") == "3–5");
    BOOST_TEST(divided("2024–2027") == "2024–2027");
}

BOOST_AUTO_TEST_CASE(may_divide_after_a_slash) {
    BOOST_TEST(divided("och/eller") == "och/|eller");
}

BOOST_AUTO_TEST_CASE(may_divide_after_a_hyphen_of_the_word_itself_without_another) {
    BOOST_TEST(divided("IT-stöd") == "IT-|stöd");
}

BOOST_AUTO_TEST_CASE(divides_at_soft_hyphens_alone_where_there_are_some) {
    BOOST_TEST(divided("verksam\u00ADhetssamordnare") == "verksam·hetssamordnare");
}

BOOST_AUTO_TEST_CASE(draws_no_soft_hyphen_inside_of_a_line) {
    Desk desk;
    BOOST_TEST(desk.words.word("verksam\u00ADhet", 0).glyphs.size() == 10u);
}

BOOST_AUTO_TEST_CASE(puts_no_hyphens_into_addresses) {
    for (const auto* address : {"https://exempel.se/verksamhetssamordnare/narkotikahantering", "www.brottsforebyggande.se",
                                "verksamhetssamordnare@exempelkommun.se"})
        BOOST_TEST(divided(address).find("·") == std::string::npos, divided(address));
}

BOOST_AUTO_TEST_CASE(may_divide_a_long_address_after_its_slashes) {
    BOOST_TEST(divided("https://exempel.se/rapport/tryggare").find("/|rapport/|tryggare") != std::string::npos,
               divided("https://exempel.se/rapport/tryggare"));
}

BOOST_AUTO_TEST_CASE(hyphenates_a_word_beside_marks) {
    BOOST_TEST(divided("(verksamheten),") == "(verk·sam·he·ten),");
}

BOOST_AUTO_TEST_CASE(takes_characters_that_the_family_lacks_from_the_fallback) {
    Desk desk;
    for (const auto* text : {"→", "✓"}) {
        const auto& word = desk.words.word(text, 0);
        BOOST_TEST((word.missing == 0));
        BOOST_REQUIRE(word.glyphs.size() == 1u);
        BOOST_TEST(recorded::fonts().face(static_cast<typeset::FaceId>(word.glyphs[0].face)).glyph(word.glyphs[0].character) ==
                   word.glyphs[0].id);
    }
    BOOST_TEST((desk.words.word("✓", 0).glyphs[0].face >= 4));
}

BOOST_AUTO_TEST_CASE(takes_bold_characters_from_the_bold_fallback) {
    Desk desk;
    BOOST_TEST((desk.words.word("✓", 1).glyphs[0].face % 2 == 1));
}

BOOST_AUTO_TEST_CASE(names_a_character_that_no_face_can_draw) {
    Desk desk;
    BOOST_TEST((desk.words.word("a\U0001F9FFb", 0).missing == U'\U0001F9FF'));
}

BOOST_AUTO_TEST_CASE(composes_a_letter_with_its_ring) {
    Desk desk;
    const auto& word = desk.words.word("a\u030Atga\u0308rd", 0);
    BOOST_REQUIRE(word.glyphs.size() == 6u);
    BOOST_TEST((word.glyphs[0].character == U'å'));
    BOOST_TEST((word.glyphs[3].character == U'ä'));
}

BOOST_AUTO_TEST_CASE(kerns_only_where_it_can_be_seen) {
    Desk desk;
    std::size_t kerned = 0;
    for (const auto* text : {"AVTAL", "Trygghet", "Polisen", "Väst", "To", "LVU", "för", "år:", "P.", "Yta"})
        for (const auto& glyph : desk.words.word(text, 0).glyphs) {
            BOOST_TEST((glyph.adjust == 0 || std::abs(glyph.adjust) >= 12), text);
            kerned += glyph.adjust != 0;
        }
    BOOST_TEST(kerned > 3u);
}

BOOST_AUTO_TEST_CASE(a_word_is_as_wide_as_its_glyphs) {
    Desk desk;
    for (const auto* text : {"AVTAL", "Trygghet", "→✓", "f"}) {
        const auto& word = desk.words.word(text, 0);
        float sum = 0;
        for (const auto& glyph : word.glyphs)
            sum += desk.words.advance(glyph);
        BOOST_TEST(word.width == sum, boost::test_tools::tolerance(0.001F));
    }
}

BOOST_AUTO_TEST_CASE(divides_foreign_words_by_their_own_language) {
    Desk desk;
    BOOST_TEST(!desk.words.word("verksamheten", 0).divisions.empty());
    BOOST_TEST(desk.words.word("verksamheten", 0, "en").divisions.empty());
}

BOOST_AUTO_TEST_CASE(lets_no_line_begin_with_an_exclamation_mark) {
    Desk desk;
    BOOST_TEST(!desk.words.may_break_between("stopp", "!"));
}

BOOST_AUTO_TEST_CASE(lets_a_line_begin_but_not_end_with_an_opening_parenthesis) {
    Desk desk;
    BOOST_TEST(desk.words.may_break_between("området", "(Lpo)"));
    BOOST_TEST(!desk.words.may_break_between("(", "Lpo"));
}

BOOST_AUTO_TEST_CASE(lets_lines_end_between_plain_words) {
    Desk desk;
    for (const auto& [before, after] : {std::pair("och", "eller"), std::pair("åren", "2025"), std::pair("mål.", "Åtgärd")})
        BOOST_TEST(desk.words.may_break_between(before, after));
}

BOOST_AUTO_TEST_SUITE_END()
