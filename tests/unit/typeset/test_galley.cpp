#include "document_builder.h"
#include "recorded_pages.h"
#include "typeset/table_columns.h"

#include <boost/test/unit_test.hpp>
#include <numeric>

using namespace planpaket;
using typeset::Galley;

namespace {

constexpr float line_height = 12;

/// A galley of paragraphs of so many lines each, 12 points a line, with 4 points between paragraphs.
struct Lines : recorded::Desk {
    Galley galley;

    explicit Lines(const std::vector<std::size_t>& paragraphs, std::size_t keep_first = 0) {
        for (std::size_t i = 0; i < paragraphs.size(); ++i) {
            document::Inlines inlines = document::words("rad");
            for (std::size_t line = 1; line < paragraphs[i]; ++line) {
                inlines.push_back({document::LineBreak{}, {}});
                inlines.push_back(document::words("rad").front());
            }
            set_paragraph(setting, inlines,
                          {.look = {.size = 10, .colour = recorded::style.text},
                           .x = 0,
                           .width = 300,
                           .line_height = line_height,
                           .space_before = i == 0 ? 0.0F : 4.0F,
                           .align = document::Align::left,
                           .keep_with_next = i < keep_first},
                          typeset::artifact, galley);
        }
    }

    std::size_t fitting(std::size_t lines) const { return galley.fitting(0, static_cast<float>(lines) * line_height + 5); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(galley)

BOOST_AUTO_TEST_CASE(leaves_no_first_line_alone) {
    BOOST_TEST(Lines({6}).fitting(1) == 0u);
    BOOST_TEST(Lines({6}).fitting(2) == 2u);
}

BOOST_AUTO_TEST_CASE(leaves_no_last_line_alone) {
    BOOST_TEST(Lines({6}).fitting(5) == 4u);
    BOOST_TEST(Lines({6}).fitting(6) == 6u);
}

BOOST_AUTO_TEST_CASE(divides_no_paragraph_of_three_lines) {
    BOOST_TEST(Lines({3}).fitting(2) == 0u);
}

BOOST_AUTO_TEST_CASE(leaves_no_first_line_of_a_later_paragraph_alone) {
    BOOST_TEST(Lines({3, 6}).fitting(4) == 3u);
}

BOOST_AUTO_TEST_CASE(ends_no_part_after_what_keeps_with_the_next) {
    BOOST_TEST(Lines({1, 4, 1}, 1).fitting(1) == 0u);
    BOOST_TEST(Lines({1, 4, 1}, 1).fitting(2) == 0u);
    BOOST_TEST(Lines({1, 4, 1}, 1).fitting(3) == 3u);
}

BOOST_AUTO_TEST_CASE(takes_what_fits_where_lines_may_stand_alone) {
    const Lines lines({6});
    BOOST_TEST(lines.galley.fitting(0, 1.5F * line_height, true) == 1u);
    BOOST_TEST(lines.galley.fitting(0, 5.5F * line_height, true) == 5u);
}

BOOST_AUTO_TEST_CASE(counts_the_space_between_paragraphs_but_not_above_the_first) {
    const Lines lines({2, 2});
    BOOST_TEST(lines.galley.height() == 4 * line_height + 4);
    BOOST_TEST(lines.galley.height(2, 4) == 2 * line_height);
}

BOOST_AUTO_TEST_CASE(no_part_leaves_a_line_alone_at_any_height) {
    const Lines lines({5, 1, 4, 7, 3, 2}, 0);
    const auto& all = lines.galley.lines;
    for (std::size_t from = 0; from < all.size(); ++from)
        for (float available = 0; available < 300; available += 3) {
            const auto count = lines.galley.fitting(from, available);
            const auto end = from + count;
            if (count == 0 || end == all.size())
                continue;
            BOOST_TEST(all[end].index != 1);
            BOOST_TEST((all[end].index == 0 || all[end].index + 1 != all[end].count));
        }
}

BOOST_AUTO_TEST_CASE(the_least_part_is_the_least_height_that_takes_lines) {
    const Lines lines({5, 1, 4, 7, 3, 2}, 0);
    for (std::size_t from = 0; from < lines.galley.lines.size(); ++from) {
        const float least = lines.galley.least_part(from);
        BOOST_TEST(lines.galley.fitting(from, least) > 0u);
        BOOST_TEST(lines.galley.fitting(from, least - 0.5F) == 0u);
    }
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

std::vector<float> widths(const document::Table& table, float total) {
    recorded::Desk desk;
    const typeset::Measure measure{.width = 0, .size = recorded::style.table_size, .line_height = 1.2F, .paragraph_space = 3};
    return column_widths(desk.setting, table, measure, total);
}

float sum(const std::vector<float>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0F);
}

} // namespace

BOOST_AUTO_TEST_SUITE(columns)

BOOST_AUTO_TEST_CASE(fill_the_whole_width) {
    built::Generator generator(3);
    for (int i = 0; i < 40; ++i) {
        const auto columns = generator.between(1, 8);
        const auto table = built::table(std::vector<std::string>(columns, "Rubrik"), generator.rows(columns, 12, 50));
        BOOST_TEST(sum(widths(table, 700)) == 700.0F, boost::test_tools::tolerance(0.001F));
    }
}

BOOST_AUTO_TEST_CASE(are_the_same_every_time) {
    built::Generator generator(4);
    const auto table = built::table({"Problem", "Orsak", "Åtgärd", "Mål"}, generator.rows(4, 20, 60));
    BOOST_TEST(widths(table, 760) == widths(table, 760), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hold_their_widest_heading_word) {
    const std::string longest = "Verksamhetssamordnare";
    const std::string words = built::Generator(5).words(120);
    const auto table =
        built::table({longest, "A", "B"}, {built::row({built::cell("x"), built::cell(words), built::cell(words)})});
    recorded::Desk desk;
    const document::Inlines heading{{document::Strong{document::words(longest)}, {}}};
    BOOST_TEST(widths(table, 700).front() >= widest_word(desk.paragraph(heading, recorded::style.table_size)));
}

BOOST_AUTO_TEST_CASE(are_readable_where_there_is_room) {
    built::Generator generator(6);
    const auto table = built::table({"A", "B", "C", "D", "E", "F", "G"}, generator.rows(7, 20, 60));
    for (const float width : widths(table, 760))
        BOOST_TEST(width >= 7 * recorded::style.table_size);
}

BOOST_AUTO_TEST_CASE(of_numbers_keep_to_what_they_need) {
    std::vector<document::Row> rows;
    for (int i = 0; i < 5; ++i)
        rows.push_back(built::row({built::cell("Otrygghet i centrum"), built::cell("18"), built::cell("8")}));
    auto table = built::table({"Område", "Problem", "Orsaker"}, rows);
    table.columns[1].align = table.columns[2].align = document::Align::right;
    const auto found = widths(table, 450);
    BOOST_TEST(found[1] < 60);
    BOOST_TEST(found[2] < 60);
}

BOOST_AUTO_TEST_CASE(with_many_words_get_more_than_those_with_few) {
    built::Generator generator(7);
    std::vector<document::Row> rows;
    for (int i = 0; i < 10; ++i)
        rows.push_back(built::row({built::cell(generator.words(8)), built::cell(generator.words(80))}));
    const auto found = widths(built::table({"A", "B"}, rows), 500);
    BOOST_TEST(found[1] > 1.5F * found[0]);
}

BOOST_AUTO_TEST_CASE(of_a_table_without_words_share_the_width) {
    const auto found = widths(built::table({"", ""}, {}), 500);
    BOOST_TEST(sum(found) == 500.0F, boost::test_tools::tolerance(0.001F));
}

BOOST_AUTO_TEST_SUITE_END()
