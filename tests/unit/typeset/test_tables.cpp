#include "document_builder.h"
#include "recorded_pages.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <set>

using namespace planpaket;
using document::RowKind;
using recorded::Recording;
using typeset::LineItem;
using typeset::Role;
using typeset::TextItem;

namespace {

std::string words_of_blocks(const document::Blocks& blocks) {
    std::string out;
    for (const auto& block : blocks) {
        if (const auto* paragraph = document::as<document::Paragraph>(block))
            out += document::plain_text(paragraph->inlines);
        else if (const auto* list = document::as<document::List>(block))
            for (const auto& item : list->items)
                out += "•" + words_of_blocks(item);
    }
    return out;
}

/// What the cells of a table must hold when drawn, spaces apart, header first.
std::vector<std::string> expected_cells(const document::Table& table) {
    std::vector<std::string> out;
    for (const auto& column : table.columns)
        out.push_back(recorded::without_spaces(document::plain_text(column.heading)));
    for (const auto& row : table.rows)
        for (const auto& cell : row.cells)
            out.push_back(recorded::without_spaces(words_of_blocks(cell.blocks)));
    return out;
}

std::vector<std::string> drawn_cells(const Recording& recording) {
    auto cells = recording.words_by({Role::th, Role::td});
    for (auto& cell : cells)
        cell = recorded::without_spaces(cell);
    return cells;
}

document::Document landscape(document::Blocks blocks) {
    blocks.insert(blocks.begin(), {document::PageLayout{document::Orientation::landscape}, {}});
    return built::document(std::move(blocks));
}

Recording set(const document::Table& table, std::size_t lines_above = 0) {
    document::Blocks blocks;
    for (std::size_t i = 0; i < lines_above; ++i)
        blocks.push_back(built::paragraph("Ovan."));
    blocks.push_back({table, {}});
    return recorded::record(landscape(std::move(blocks)));
}

float right_edge(const typeset::Page& page, const TextItem& item) {
    float x = item.x;
    for (auto i = item.first; i < item.last; ++i) {
        const auto& glyph = page.glyphs[i];
        if (i + 1 == item.last && glyph.character == U' ') // after the last word of a line: not seen
            break;
        x += static_cast<float>(recorded::fonts().face(static_cast<typeset::FaceId>(glyph.face)).advance(glyph.id) +
                                glyph.adjust) *
             item.size / 1000;
    }
    return x;
}

const typeset::Margins& margins_of(const typeset::Page& page) {
    return page.width > page.height ? recorded::style.landscape : recorded::style.portrait;
}

/// What is drawn outside of the text area; empty if nothing is.
std::string overflow(const Recording& recording) {
    std::string found;
    recording.each<TextItem>([&](const auto& page, const auto& item) {
        const auto& margins = margins_of(page);
        if (item.baseline > page.height - margins.bottom)
            found = fmt::format("'{}' stands below the foot of page {}", recorded::words_of(page, item), page.index + 1);
        if (item.x < margins.left - 0.1F || right_edge(page, item) > page.width - margins.right + 0.1F)
            found = fmt::format("'{}' stands beside page {}", recorded::words_of(page, item), page.index + 1);
    });
    recording.each<LineItem>([&](const auto& page, const auto& line) {
        const auto& margins = margins_of(page);
        if (line.y2 > page.height - margins.bottom + 0.5F || line.x2 > page.width - margins.right + 0.5F)
            found = fmt::format("a rule to {}, {} on page {}", line.x2, line.y2, page.index + 1);
    });
    return found;
}

/// Whether the lowest rules of a page's table reach from margin to margin.
bool is_closed(const typeset::Page& page) {
    float lowest = 0;
    for (const auto& item : page.items)
        if (const auto* line = std::get_if<LineItem>(&item))
            lowest = std::max(lowest, line->y2);
    std::vector<std::pair<float, float>> parts;
    for (const auto& item : page.items)
        if (const auto* line = std::get_if<LineItem>(&item); line && line->y1 == line->y2 && line->y1 > lowest - 0.05F)
            parts.emplace_back(line->x1, line->x2);
    std::sort(parts.begin(), parts.end());
    float reached = margins_of(page).left;
    for (const auto& [from, to] : parts)
        if (from < reached + 0.1F)
            reached = std::max(reached, to);
    return lowest == 0 || reached > page.width - margins_of(page).right - 0.2F;
}

std::size_t marks_on(const Recording& recording, std::uint32_t page) {
    std::size_t marks = 0;
    recording.each<typeset::PolygonItem>([&](const auto& on, const auto&) { marks += on.index == page; });
    return marks;
}

std::vector<document::Row> plain_rows(std::size_t count, const std::string& words) {
    std::vector<document::Row> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(built::row({built::cell(fmt::format("r{} {}", i, words)), built::cell("x")}));
    return rows;
}

/// Pages on which a cell's words stand, by the cell's node.
std::map<typeset::NodeId, std::set<std::uint32_t>> pages_of_cells(const Recording& recording) {
    std::map<typeset::NodeId, std::set<std::uint32_t>> pages;
    recording.each<TextItem>([&](const auto& page, const auto& item) {
        if (const auto cell = recording.above(item.node, {Role::td}); cell != typeset::artifact)
            pages[cell].insert(page.index);
    });
    return pages;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(of_any_spans_and_lengths_draw_every_word_once_inside_closed_pages) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        built::Generator generator(1000 + seed);
        const auto columns = generator.between(1, 7);
        const auto most_words = std::vector<std::size_t>{5, 40, 150, 900}[generator.below(4)];
        const auto table = built::table(std::vector<std::string>(columns, "Rubrik"),
                                        generator.rows(columns, generator.between(1, 25), most_words));
        const auto recording = set(table, generator.below(30));
        const auto drawn = drawn_cells(recording), expected = expected_cells(table);
        BOOST_TEST((drawn == expected), "words are lost, repeated or out of order: seed " << seed);
        for (std::size_t i = 0; i < std::min(drawn.size(), expected.size()); ++i)
            if (drawn[i] != expected[i]) {
                BOOST_TEST(drawn[i] == expected[i]);
                break;
            }
        BOOST_TEST(overflow(recording) == "", overflow(recording) << ": seed " << seed);
        for (const auto& [index, page] : recording.pages)
            BOOST_TEST(is_closed(page), "page " << index + 1 << " is open at the bottom: seed " << seed);
    }
}

BOOST_AUTO_TEST_CASE(repeat_their_header_as_an_artifact) {
    const auto recording = set(built::table({"Åtgärd", "Mål"}, plain_rows(90, "ord")));
    BOOST_REQUIRE(recording.pages.size() > 2u);
    BOOST_TEST(recording.artifacts(0) == "");
    for (std::uint32_t page = 1; page < recording.pages.size(); ++page)
        BOOST_TEST(recording.artifacts(page) == "Åtgärd|Mål|");
}

BOOST_AUTO_TEST_CASE(keep_a_row_whole_where_that_wastes_little) {
    const auto recording = set(built::table({"A", "B"}, plain_rows(40, built::Generator(8).words(110))));
    for (const auto& [cell, pages] : pages_of_cells(recording))
        BOOST_TEST(pages.size() == 1u);
}

BOOST_AUTO_TEST_CASE(divide_a_row_that_is_longer_than_a_page_with_a_mark_at_each_break) {
    const auto recording =
        set(built::table({"A", "B"}, {built::row({built::cell(built::Generator(9).words(1600)), built::cell("x")})}));
    BOOST_REQUIRE(recording.pages.size() >= 2u);
    for (std::uint32_t page = 0; page + 1 < recording.pages.size(); ++page)
        BOOST_TEST(marks_on(recording, page) == 1u);
    BOOST_TEST(marks_on(recording, static_cast<std::uint32_t>(recording.pages.size()) - 1) == 0u);
}

BOOST_AUTO_TEST_CASE(mark_every_column_that_goes_on) {
    const auto words = built::Generator(10).words(1600);
    const auto recording =
        set(built::table({"A", "B", "C"}, {built::row({built::cell(words), built::cell(words), built::cell("x")})}));
    BOOST_REQUIRE(recording.pages.size() >= 2u);
    BOOST_TEST(marks_on(recording, 0) == 2u);
}

BOOST_AUTO_TEST_CASE(leave_no_line_of_a_divided_cell_alone) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        built::Generator generator(3000 + seed);
        const auto recording = set(built::table({"A", "B", "C"}, generator.rows(3, 12, 300)), generator.below(25));
        std::map<typeset::NodeId, std::map<std::uint32_t, std::set<float>>> lines; // baselines of a paragraph by page
        recording.each<TextItem>([&](const auto& page, const auto& item) {
            if (const auto paragraph = recording.above(item.node, {Role::p}); paragraph != typeset::artifact)
                lines[paragraph][page.index].insert(item.baseline);
        });
        for (const auto& [paragraph, pages] : lines)
            if (pages.size() > 1) {
                BOOST_TEST(pages.begin()->second.size() > 1u, "seed " << seed);
                BOOST_TEST(pages.rbegin()->second.size() > 1u, "seed " << seed);
            }
    }
}

BOOST_AUTO_TEST_CASE(draw_a_spanning_cell_once_beside_its_rows) {
    std::vector<document::Row> rows{built::row({built::cell("problemet", 3), built::cell("orsak1")}),
                                    built::row({built::cell("orsak2")}), built::row({built::cell("orsak3")})};
    const auto recording = set(built::table({"A", "B"}, rows));
    BOOST_TEST(drawn_cells(recording) == (std::vector<std::string>{"A", "B", "problemet", "orsak1", "orsak2", "orsak3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(say_how_far_their_cells_reach) {
    const auto recording =
        set(built::table({"A", "B", "C"}, {built::row({built::cell("två ned", 2), built::cell("två bort", 1, 2)}),
                                           built::row({built::cell("x"), built::cell("y")})}));
    std::vector<std::pair<int, int>> spans;
    for (typeset::NodeId node = 1; node < recording.whole.structure.end(); ++node)
        if (const auto& data = recording.whole.structure[node]; data.role == Role::td)
            spans.emplace_back(data.row_span, data.column_span);
    BOOST_TEST((spans == std::vector<std::pair<int, int>>{{2, 1}, {1, 2}, {1, 1}, {1, 1}}));
}

BOOST_AUTO_TEST_CASE(give_every_header_cell_a_scope) {
    auto table = built::table({"A", "B"}, {built::row({built::cell("Rad"), built::cell("x")})});
    table.rows[0].cells[0].header = true;
    const auto recording = set(table);
    std::vector<typeset::Scope> scopes;
    for (typeset::NodeId node = 1; node < recording.whole.structure.end(); ++node)
        if (const auto& data = recording.whole.structure[node]; data.role == Role::th)
            scopes.push_back(data.scope);
    BOOST_TEST((scopes == std::vector{typeset::Scope::column, typeset::Scope::column, typeset::Scope::row}));
}

BOOST_AUTO_TEST_CASE(repeat_the_first_column_of_a_span_that_goes_on_with_the_mark) {
    std::vector<document::Row> rows{built::row({built::cell("Otrygga torg", 60), built::cell("orsak")})};
    for (int i = 1; i < 60; ++i)
        rows.push_back(built::row({built::cell("orsak")}));
    const auto recording = set(built::table({"A", "B"}, rows));
    BOOST_REQUIRE(recording.pages.size() > 1u);
    BOOST_TEST(recording.artifacts(1).find("Otrygga torg (forts.)") != std::string::npos, recording.artifacts(1));
}

BOOST_AUTO_TEST_CASE(repeat_the_group_heading_with_the_mark) {
    auto rows = plain_rows(60, "ord");
    rows.insert(rows.begin(), built::row({built::cell("Centrum", 1, 2)}, RowKind::group));
    const auto recording = set(built::table({"A", "B"}, rows));
    BOOST_REQUIRE(recording.pages.size() > 1u);
    BOOST_TEST(recorded::without_spaces(recording.artifacts(1)).find("Centrum|(forts.)") != std::string::npos,
               recording.artifacts(1));
}

BOOST_AUTO_TEST_CASE(keep_a_group_heading_with_its_first_row) {
    for (std::size_t before = 15; before < 40; ++before) {
        auto rows = plain_rows(before, "ord");
        rows.push_back(built::row({built::cell("Gruppen", 1, 2)}, RowKind::group));
        rows.push_back(built::row({built::cell("Första"), built::cell("x")}));
        const auto recording = set(built::table({"A", "B"}, rows));
        BOOST_TEST(recording.page_of("Gruppen") == recording.page_of("Första"));
    }
}

BOOST_AUTO_TEST_CASE(draw_group_headings_that_have_no_rows) {
    const auto group = [](const char* words) { return built::row({built::cell(words, 1, 2)}, RowKind::group); };
    const auto table =
        built::table({"A", "B"}, {group("Tom"), group("Full"), built::row({built::cell("x"), built::cell("y")}), group("Sist")});
    BOOST_TEST(drawn_cells(set(table)) == expected_cells(table), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(never_leave_the_total_alone_on_a_page) {
    for (std::size_t before = 15; before < 40; ++before) {
        auto rows = plain_rows(before, "ord");
        rows.push_back(built::row({built::cell("Summa"), built::cell("9")}, RowKind::total));
        const auto recording = set(built::table({"A", "B"}, rows));
        BOOST_TEST(recording.page_of("Summa") == recording.page_of(fmt::format("r{} ", before - 1)), before << " rows");
    }
}

BOOST_AUTO_TEST_CASE(never_leave_their_last_row_alone_on_a_page) {
    for (std::size_t count = 26; count < 90; ++count) {
        const auto recording = set(built::table({"A", "B"}, plain_rows(count, "ord")));
        BOOST_TEST(recording.page_of(fmt::format("r{} ", count - 1)) == recording.page_of(fmt::format("r{} ", count - 2)),
                   count << " rows");
    }
}

BOOST_AUTO_TEST_CASE(show_what_a_span_says_beside_its_first_row) {
    for (std::size_t before = 10; before < 45; ++before) {
        auto rows = plain_rows(before, "ord");
        auto owner = built::cell("Socialtjänsten", 5);
        owner.blocks.push_back(
            built::paragraph("socialtjansten@example.se 08-465 004 30 och flera ord till", document::ParagraphStyle::note));
        rows.push_back(built::row({std::move(owner), built::cell("Första")}));
        for (int i = 1; i < 5; ++i)
            rows.push_back(built::row({built::cell("Flera")}));
        const auto recording = set(built::table({"A", "B"}, rows));
        BOOST_TEST(recording.page_of("Socialtjänsten") == recording.page_of("Första"), before << " rows above");
    }
}

BOOST_AUTO_TEST_CASE(of_few_rows_stay_on_one_page) {
    for (std::size_t above = 0; above < 22; ++above) {
        const auto recording = set(built::table({"A", "B"}, plain_rows(6, "ord")), above);
        BOOST_TEST(recording.page_of("r0 ") == recording.page_of("r5 "), above << " lines above");
    }
}

BOOST_AUTO_TEST_CASE(stand_on_the_page_of_the_heading_above) {
    for (std::size_t above = 0; above < 30; ++above) {
        document::Blocks blocks;
        for (std::size_t i = 0; i < above; ++i)
            blocks.push_back(built::paragraph("Ovan."));
        blocks.push_back(built::heading(2, "Rubriken"));
        blocks.push_back({built::table({"A", "B"}, plain_rows(40, "ord")), {}});
        const auto recording = recorded::record(landscape(std::move(blocks)));
        BOOST_TEST(recording.page_of("Rubriken") == recording.page_of("r0 "), above << " lines above");
    }
}

BOOST_AUTO_TEST_CASE(without_rows_stay_inside_of_the_page) {
    for (std::size_t above = 0; above < 30; ++above)
        BOOST_TEST(overflow(set(built::table({"A", "B"}, {}), above)) == "", above << " lines above");
}

BOOST_AUTO_TEST_CASE(lead_links_to_their_rows_and_cells) {
    auto table = built::table({"A", "B"}, plain_rows(60, "ord"));
    table.rows[50].id = "rad";
    table.rows[2].cells[1].id = "ruta";
    const auto recording = set(table);
    std::map<std::string, std::uint32_t> pages;
    for (const auto& destination : recording.whole.destinations)
        pages[destination.id] = destination.page;
    BOOST_TEST(pages.at("rad") == recording.page_of("r50 "));
    BOOST_TEST(pages.at("ruta") == recording.page_of("r2 "));
}

BOOST_AUTO_TEST_CASE(are_the_same_every_time) {
    const auto once = [] {
        built::Generator generator(12);
        const auto recording = set(built::table({"A", "B", "C"}, generator.rows(3, 20, 80)));
        std::string out;
        recording.each<TextItem>([&](const auto& page, const auto& item) {
            out += fmt::format("{} {} {} {}\n", page.index, item.x, item.baseline, recorded::words_of(page, item));
        });
        return out;
    };
    BOOST_TEST((once() == once()));
}

BOOST_AUTO_TEST_SUITE_END()
