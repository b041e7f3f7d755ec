#include "document_builder.h"
#include "recorded_pages.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <fmt/format.h>

using namespace planpaket;
using recorded::Desk;
using typeset::Line;
using typeset::Paragraph;

namespace {

/// A line as it will be drawn: its words and its width in points.
struct Drawn {
    std::string words;
    float width = 0;
};

Drawn drawn(const Desk& desk, const Paragraph& paragraph, const Line& line) {
    float width = 0;
    std::u32string words;
    const auto add = [&](const typeset::Glyph& glyph) {
        width += desk.words.advance(glyph);
        words += glyph.character == 0xAD ? U'-' : static_cast<char32_t>(glyph.character);
    };
    const auto face = [&](std::size_t piece) { return paragraph.stretches[paragraph.pieces[piece].stretch].face; };
    const auto last = line.last_glyph > 0 ? line.last_piece + 1 : line.last_piece;
    for (auto i = line.first_piece; i < last; ++i) {
        const auto& piece = paragraph.pieces[i];
        if (i > line.first_piece && piece.space_before)
            add(desk.words.space(face(i)));
        const auto from = i == line.first_piece ? line.first_glyph : 0;
        const auto to =
            i == line.last_piece && line.last_glyph > 0 ? line.last_glyph : static_cast<std::uint32_t>(piece.word->glyphs.size());
        for (auto g = from; g < to; ++g)
            add(piece.word->glyphs[g]);
    }
    if (line.hyphen)
        add(desk.words.hyphen(face(line.last_piece)));
    return {recorded::utf8(words), width * paragraph.size / 1000};
}

/// One desk for many texts: what it knows of words stays.
Desk& shared_desk() {
    static Desk desk;
    return desk;
}

/// The lines of a text, divided words with their hyphens.
std::vector<std::string> lines_of(const std::string& text, float width) {
    auto& desk = shared_desk();
    const auto paragraph = desk.paragraph(text);
    std::vector<std::string> out;
    for (const auto& line : break_lines(desk.words, paragraph, width))
        out.push_back(drawn(desk, paragraph, line).words);
    return out;
}

float width_of(const std::string& text) {
    auto& desk = shared_desk();
    return break_lines(desk.words, desk.paragraph(text), 1e6F).front().width;
}

/// Reports what is wrong with the lines of a text: too wide, words lost, a width that is not the drawn one.
std::string faults(const std::string& text, float width) {
    auto& desk = shared_desk();
    const auto paragraph = desk.paragraph(text);
    std::uint32_t piece = 0, glyph = 0;
    for (const auto& line : break_lines(desk.words, paragraph, width)) {
        const auto [words, real] = drawn(desk, paragraph, line);
        if (real > width + 0.05F)
            return fmt::format("'{}' is {} wide in {}", words, real, width);
        if (std::abs(real - line.width) > 0.05F)
            return fmt::format("'{}' is {} wide, not {}", words, real, line.width);
        if (line.first_piece != piece || line.first_glyph != glyph)
            return fmt::format("'{}' does not begin where the line before ends", words);
        if (words.empty())
            return "an empty line";
        piece = line.last_piece;
        glyph = line.last_glyph;
    }
    return piece == paragraph.pieces.size() && glyph == 0 ? "" : "words are left over";
}

} // namespace

BOOST_AUTO_TEST_SUITE(paragraph)

BOOST_AUTO_TEST_CASE(holds_all_words_in_lines_no_wider_than_the_measure) {
    built::Generator generator(1);
    for (int i = 0; i < 1500; ++i) {
        const auto text = generator.words(generator.between(1, 60));
        const auto width = static_cast<float>(generator.between(24, 420));
        const auto found = faults(text, width);
        BOOST_TEST(found == "", found << " of: " << text);
    }
}

BOOST_AUTO_TEST_CASE(cuts_an_unbreakable_string_rather_than_overflow) {
    for (const float width : {24.0F, 80.0F, 230.0F}) {
        BOOST_TEST(faults(std::string(300, 'x'), width) == "");
        BOOST_TEST(faults("före " + std::string(300, 'W') + " efter", width) == "");
    }
}

BOOST_AUTO_TEST_CASE(cuts_words_that_no_break_spaces_tie_together) {
    std::string tied = "ord";
    for (int i = 0; i < 60; ++i)
        tied += "\u00A0ord";
    BOOST_TEST(faults(tied, 60) == "");
}

BOOST_AUTO_TEST_CASE(cuts_marks_that_may_not_begin_a_line_rather_than_overflow) {
    std::string text = "ord";
    for (int i = 0; i < 40; ++i)
        text += " !";
    for (float width = 24; width < 60; width += 0.7F)
        BOOST_TEST(faults(text, width) == "");
}

BOOST_AUTO_TEST_CASE(has_no_lines_without_words) {
    BOOST_TEST(lines_of("", 100).empty());
    BOOST_TEST(lines_of("  \n ", 100).empty());
}

BOOST_AUTO_TEST_CASE(sets_on_one_line_what_fits_on_one) {
    const std::string text = "Polisen och kommunen";
    BOOST_TEST(lines_of(text, width_of(text) + 0.1F).size() == 1u);
    BOOST_TEST(lines_of(text, width_of(text) - 0.1F).size() == 2u);
}

BOOST_AUTO_TEST_CASE(takes_any_white_space_as_one_space) {
    BOOST_TEST(lines_of("ett  två\n\ttre", 300) == std::vector<std::string>{"ett två tre"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ends_lines_where_a_break_is_forced) {
    Desk desk;
    auto inlines = document::words("Box 1");
    inlines.push_back({document::LineBreak{}, {}});
    for (auto& item : document::words("123 45 Exempelby"))
        inlines.push_back(item);
    const auto paragraph = desk.paragraph(inlines);
    const auto lines = break_lines(desk.words, paragraph, 400);
    BOOST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(drawn(desk, paragraph, lines[0]).words == "Box 1");
    BOOST_TEST(drawn(desk, paragraph, lines[1]).words == "123 45 Exempelby");
}

BOOST_AUTO_TEST_CASE(ends_a_divided_line_with_a_hyphen) {
    const auto lines = lines_of("en verksamhetssamordnare", width_of("en verksamhets-") + 1);
    BOOST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(lines[0] == "en verksamhets-");
    BOOST_TEST(lines[1] == "samordnare");
}

BOOST_AUTO_TEST_CASE(divides_no_word_where_the_line_is_almost_full_without) {
    const std::string full = "Polisen och kommunen samverkar vid torget";
    const auto lines = lines_of(full + " verksamheten varje kväll under hela sommaren", width_of(full + " verk-") + 1);
    BOOST_TEST(lines.front() == full);
}

BOOST_AUTO_TEST_CASE(divides_a_word_where_that_saves_a_ragged_gap) {
    const auto lines = lines_of("En narkotikahanteringsutredning ska genomföras", width_of("En narkotikahanterings-") + 1);
    BOOST_TEST(lines.front().ends_with('-'), lines.front());
}

BOOST_AUTO_TEST_CASE(leaves_no_end_of_a_divided_word_alone_on_the_last_line) {
    const std::string text = "Trygghetsvärdar möter unga vid torget varje kväll och helg tillsammans med fältassistenterna";
    for (float width = 150; width < width_of(text); width += 3) {
        const auto lines = lines_of(text, width);
        const bool lone = lines[lines.size() - 2].ends_with('-') && lines.back().find(' ') == std::string::npos;
        BOOST_TEST(!lone, lines[lines.size() - 2] << " / " << lines.back());
    }
}

BOOST_AUTO_TEST_CASE(puts_no_hyphens_on_two_lines_running_where_it_can_help_it) {
    const std::string text = "Samverkan mellan verksamheterna innebär att trygghetsvärdarna återkommande besöker de platser "
                             "som medborgarna upplever som otrygga under kvällar";
    for (float width = 160; width < 400; width += 4) {
        const auto lines = lines_of(text, width);
        for (std::size_t i = 1; i < lines.size(); ++i)
            BOOST_TEST(!(lines[i - 1].ends_with('-') && lines[i].ends_with('-')), lines[i - 1] << " / " << lines[i]);
    }
}

BOOST_AUTO_TEST_CASE(takes_no_more_lines_than_filling_each_would) {
    built::Generator generator(2);
    for (int i = 0; i < 200; ++i) {
        const auto text = generator.words(30);
        auto& desk = shared_desk();
        const auto paragraph = desk.paragraph(text);
        std::size_t filled = 1;
        float x = 0;
        const float width = 260;
        for (const auto& piece : paragraph.pieces) {
            const float word = piece.word->width * 10 / 1000, space = desk.words.advance(desk.words.space(0)) * 10 / 1000;
            if (x > 0 && x + space + word > width) {
                ++filled;
                x = word;
            } else {
                x += (x > 0 ? space : 0) + word;
            }
        }
        BOOST_TEST(break_lines(desk.words, paragraph, width).size() <= filled, text);
    }
}

BOOST_AUTO_TEST_CASE(keeps_a_mark_with_the_words_before_it_where_markup_ends_between) {
    Desk desk;
    document::Inlines inlines{{document::Strong{document::words("ett mål")}, {}}};
    for (auto& item : document::words(", och ett till"))
        inlines.push_back(item);
    const auto paragraph = desk.paragraph(inlines);
    for (float width = 40; width < 120; width += 1)
        for (const auto& line : break_lines(desk.words, paragraph, width))
            BOOST_TEST(!drawn(desk, paragraph, line).words.starts_with(','));
}

BOOST_AUTO_TEST_CASE(a_column_as_wide_as_the_widest_part_needs_no_forced_cut) {
    Desk desk;
    const auto paragraph = desk.paragraph("verksamhetssamordnare narkotikahantering");
    const auto lines = break_lines(desk.words, paragraph, widest_part(desk.words, paragraph) + 0.1F);
    for (const auto& line : lines)
        BOOST_TEST((line.last_glyph == 0 || line.hyphen));
}

BOOST_AUTO_TEST_CASE(words_that_look_alike_make_one_stretch) {
    Desk desk;
    auto inlines = document::words("ett två ");
    inlines.push_back(document::words("tre").front());
    BOOST_TEST(desk.paragraph(inlines).stretches.size() == 1u);
}

BOOST_AUTO_TEST_CASE(bold_and_italic_words_take_their_faces) {
    Desk desk;
    const auto paragraph =
        desk.paragraph(document::Inlines{{document::Strong{{{document::Emphasis{document::words("viktigt")}, {}}}}, {}}});
    BOOST_TEST(int{paragraph.stretches.at(0).face} ==
               int{recorded::fonts().primary(typeset::Weight::bold, typeset::Slant::italic)});
}

BOOST_AUTO_TEST_CASE(two_links_side_by_side_stay_two) {
    Desk desk;
    const auto paragraph = desk.paragraph(document::Inlines{{document::Link{"#a", document::words("A "), "Åtgärd A"}, {}},
                                                            {document::Link{"#b", document::words("B"), "Åtgärd B"}, {}}});
    BOOST_TEST(paragraph.stretches.size() == 2u);
    BOOST_TEST(paragraph.stretches[1].target == "#b");
}

BOOST_AUTO_TEST_CASE(reports_a_missing_glyph_at_its_place) {
    Desk desk;
    const base::Span place{1, 7, 3, 7, 9};
    desk.paragraph(document::Inlines{{document::Text{"ord \U0001F9FF"}, place}});
    BOOST_REQUIRE(desk.diagnostics.size() == 1u);
    BOOST_TEST(desk.diagnostics[0].code == "missing-glyph");
    BOOST_TEST((desk.diagnostics[0].span == place));
    BOOST_TEST(desk.diagnostics[0].message.find("U+1F9FF") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
