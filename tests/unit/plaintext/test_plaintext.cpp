#include "plaintext/plaintext.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using namespace planpaket::document;

namespace {

Block paragraph(std::string text, ParagraphStyle style = ParagraphStyle::body) {
    return {Paragraph{words(std::move(text)), style}, {}};
}

std::string written(Blocks blocks, std::size_t width = 40) {
    Document document;
    document.blocks = std::move(blocks);
    return plaintext::write(document, width);
}

} // namespace

BOOST_AUTO_TEST_SUITE(plain_text_of_documents)

BOOST_AUTO_TEST_CASE(wraps_at_words_and_counts_characters_not_bytes) {
    BOOST_TEST(written({paragraph("åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö")}) ==
               "åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö\nåäö\n");
}

BOOST_AUTO_TEST_CASE(never_breaks_a_word) {
    BOOST_TEST(written({paragraph("kort verksamhetssamordningsgruppsordförandena kort")}, 20) ==
               "kort\nverksamhetssamordningsgruppsordförandena\nkort\n");
}

BOOST_AUTO_TEST_CASE(underlines_headings_and_separates_blocks) {
    BOOST_TEST(
        written({{Heading{0, words("Missiv"), "", "", true}, {}}, paragraph("Ett."), {PageBreak{}, {}}, paragraph("Två.")}) ==
        "Missiv\n======\n\nEtt.\n\nTvå.\n");
}

BOOST_AUTO_TEST_CASE(puts_fields_after_their_labels) {
    BOOST_TEST(written({paragraph("Dnr", ParagraphStyle::label), paragraph("LK 1", ParagraphStyle::field),
                        paragraph("Datum", ParagraphStyle::label), paragraph("1 maj", ParagraphStyle::field),
                        paragraph("Ett.")}) == "Dnr: LK 1\nDatum: 1 maj\n\nEtt.\n");
}

BOOST_AUTO_TEST_CASE(writes_a_table_row_by_row_under_its_columns) {
    Table table;
    table.columns = {{words("Handling"), Align::left}, {words("Fil"), Align::left}};
    Cell title{{paragraph("Åtgärdsplan")}, 1, 1, true, {}};
    Cell file{{paragraph("bilaga-1.pdf")}, 1, 1, false, {}};
    table.rows.push_back({RowKind::body, {title, file}, {}});
    table.rows.push_back({RowKind::body, {title, file}, {}});
    BOOST_TEST(written({{std::move(table), {}}}) == "Åtgärdsplan\n  Fil: bilaga-1.pdf\n\nÅtgärdsplan\n  Fil: bilaga-1.pdf\n");
}

BOOST_AUTO_TEST_CASE(hangs_list_items_under_their_marks) {
    List list;
    list.ordered = true;
    list.start = 9;
    list.items = {{paragraph("nio nio nio nio")}, {paragraph("tio")}};
    BOOST_TEST(written({{std::move(list), {}}}, 12) == "9. nio nio\n   nio nio\n10. tio\n");
}

BOOST_AUTO_TEST_CASE(shows_the_address_of_a_link_once) {
    Inlines inlines;
    inlines.push_back({Link{"https://example.se/", words("sidan"), "sidan"}, {}});
    inlines.push_back({Text{" "}, {}});
    inlines.push_back({Link{"mailto:a@example.se", words("a@example.se"), "a@example.se"}, {}});
    BOOST_TEST(written({{Paragraph{std::move(inlines)}, {}}}, 72) == "sidan <https://example.se/> a@example.se\n");
}

BOOST_AUTO_TEST_CASE(keeps_line_breaks_and_makes_special_spaces_plain) {
    Inlines inlines = words("§\u00A012");
    inlines.push_back({LineBreak{}, {}});
    inlines.push_back({Text{"3\u20115"}, {}});
    BOOST_TEST(written({{Paragraph{std::move(inlines)}, {}}}) == "§ 12\n3-5\n");
}

BOOST_AUTO_TEST_SUITE_END()
