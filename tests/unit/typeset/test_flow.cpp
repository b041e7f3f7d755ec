#include "document_builder.h"
#include "recorded_pages.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket;
using document::Orientation;
using recorded::Recording;
using typeset::Role;
using typeset::TextItem;

namespace {

/// Chapters of random length with sections, lists and tables.
document::Document chapters(std::uint64_t seed) {
    built::Generator generator(seed);
    document::Blocks blocks{built::heading(0, "Plan"), {document::Contents{"Innehåll", 2}, {}}};
    for (int chapter = 1; chapter <= 6; ++chapter) {
        blocks.push_back(built::heading(1, fmt::format("Kapitel{}", chapter)));
        for (int section = 1; section <= 3; ++section) {
            blocks.push_back(
                built::heading(2, fmt::format("Avsnitt{}-{}", chapter, section), fmt::format("a{}{}", chapter, section)));
            for (std::size_t i = generator.between(1, 5); i > 0; --i)
                blocks.push_back(built::paragraph(generator.words(generator.between(3, 120))));
            if (generator.below(3) == 0)
                blocks.push_back(
                    {document::List{true, 1, {{built::paragraph("ett")}, {built::paragraph(generator.words(40))}}}, {}});
            if (generator.below(3) == 0)
                blocks.push_back({built::table({"A", "B", "C"}, generator.rows(3, 6, 30)), {}});
        }
    }
    return built::document(std::move(blocks));
}

constexpr std::initializer_list<Role> headings{Role::h1, Role::h2, Role::h3, Role::h4};

document::Block layout(Orientation orientation) {
    return {document::PageLayout{orientation}, {}};
}

std::vector<char> orientations(const Recording& recording) {
    std::vector<char> out;
    for (const auto& [index, page] : recording.pages)
        out.push_back(page.width > page.height ? 'L' : 'P');
    return out;
}

std::string overlay_words(const Recording& recording, std::uint32_t index) {
    const auto& page = recording.overlays.at(index);
    std::string out;
    for (const auto& item : page.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            out += recorded::words_of(page, *text) + "|";
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(flow)

BOOST_AUTO_TEST_CASE(ends_no_page_with_a_heading) {
    for (std::uint64_t seed = 20; seed < 45; ++seed) {
        const auto recording = recorded::record(chapters(seed));
        for (const auto& [index, page] : recording.pages) {
            const TextItem* lowest = nullptr;
            for (const auto& item : page.items)
                if (const auto* text = std::get_if<TextItem>(&item); text && (!lowest || text->baseline > lowest->baseline))
                    lowest = text;
            BOOST_REQUIRE(lowest != nullptr);
            BOOST_TEST(recording.above(lowest->node, headings) == typeset::artifact, recorded::words_of(page, *lowest));
        }
    }
}

BOOST_AUTO_TEST_CASE(leaves_a_note_with_the_table_above_it) {
    document::BarChart chart{{"Problem"}, {}};
    for (int i = 0; i < 20; ++i)
        chart.rows.push_back({"Området", {1}});
    document::Blocks blocks;
    for (int i = 0; i < 24; ++i)
        blocks.push_back(built::paragraph("Ovan."));
    blocks.push_back({built::table({"A", "B"}, {built::row({built::cell("Tabellen"), built::cell("x")})}), {}});
    blocks.push_back(built::paragraph("Räkneregel.", document::ParagraphStyle::note));
    blocks.push_back({document::Figure{document::words("Diagrammet"), "Ett diagram.", chart}, {}});
    const auto recording = recorded::record(built::document(std::move(blocks)));
    BOOST_REQUIRE(recording.page_of("Diagrammet") != recording.page_of("Tabellen"));
    BOOST_TEST(recording.page_of("Räkneregel.") == recording.page_of("Tabellen"));
}

BOOST_AUTO_TEST_CASE(lists_every_heading_with_its_page) {
    for (std::uint64_t seed = 50; seed < 55; ++seed) {
        const auto recording = recorded::record(chapters(seed));
        const auto lines = recording.words_by({Role::toci});
        BOOST_REQUIRE(lines.size() == 24u);
        for (int chapter = 1; chapter <= 6; ++chapter)
            for (int section = 1; section <= 3; ++section) {
                const auto words = fmt::format("Avsnitt{}-{}", chapter, section);
                std::uint32_t page = 0;
                for (const auto& bookmark : recording.whole.bookmarks)
                    if (bookmark.title == words)
                        page = bookmark.page;
                BOOST_TEST(lines[static_cast<std::size_t>(4 * (chapter - 1) + section)] == words + std::to_string(page + 1));
            }
    }
}

BOOST_AUTO_TEST_CASE(leads_from_the_contents_to_the_headings) {
    const auto recording = recorded::record(chapters(60));
    std::map<std::string, std::uint32_t> destinations;
    for (const auto& destination : recording.whole.destinations)
        BOOST_TEST(destinations.emplace(destination.id, destination.page).second, destination.id << " is there twice");
    std::size_t links = 0;
    for (const auto& [index, page] : recording.pages)
        for (const auto& link : page.links) {
            ++links;
            BOOST_TEST(destinations.contains(link.target.substr(1)), link.target);
        }
    BOOST_TEST(links == 24u);
}

BOOST_AUTO_TEST_CASE(bookmarks_headings_where_they_stand) {
    const auto recording = recorded::record(chapters(61));
    BOOST_REQUIRE(recording.whole.bookmarks.size() == 24u);
    BOOST_TEST(recording.whole.bookmarks[4].title == "Kapitel2");
    BOOST_TEST(recording.whole.bookmarks[4].level == 1);
    BOOST_TEST(recording.whole.bookmarks[5].level == 2);
    std::map<std::string, std::pair<std::uint32_t, float>> drawn;
    recording.each<TextItem>([&](const auto& page, const auto& item) {
        if (recording.above(item.node, headings) != typeset::artifact)
            drawn[recorded::words_of(page, item)] = {page.index, item.baseline};
    });
    for (const auto& bookmark : recording.whole.bookmarks) {
        const auto [page, baseline] = drawn.at(bookmark.title);
        BOOST_TEST(bookmark.page == page);
        BOOST_TEST((bookmark.y < baseline && bookmark.y > baseline - 30), bookmark.title);
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_title_of_the_contents_with_its_first_lines) {
    for (int above = 25; above < 45; ++above) {
        document::Blocks blocks;
        for (int i = 0; i < above; ++i)
            blocks.push_back(built::paragraph("Ovan."));
        blocks.push_back({document::Contents{"Innehåll", 1}, {}});
        blocks.push_back(built::heading(1, "Kapitel"));
        blocks.push_back(built::paragraph("Text."));
        const auto recording = recorded::record(built::document(std::move(blocks)));
        BOOST_TEST(recording.page_of("Innehåll") == recording.page_of("Kapitel"), above << " lines above");
    }
}

BOOST_AUTO_TEST_CASE(begins_a_page_where_the_orientation_changes) {
    const auto recording = recorded::record(built::document(
        {built::paragraph("stående"), layout(Orientation::landscape), built::paragraph("liggande"),
         layout(Orientation::landscape), built::paragraph("samma"), layout(Orientation::portrait), built::paragraph("åter")}));
    BOOST_TEST(orientations(recording) == (std::vector<char>{'P', 'L', 'P'}), boost::test_tools::per_element());
    BOOST_TEST(recording.page_of("samma") == 1u);
}

BOOST_AUTO_TEST_CASE(begins_with_the_orientation_that_stands_first) {
    const auto recording = recorded::record(built::document({layout(Orientation::landscape), built::paragraph("liggande")}));
    BOOST_TEST(orientations(recording) == std::vector<char>{'L'}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(takes_a_heading_along_to_the_new_orientation) {
    const auto recording = recorded::record(built::document({built::paragraph("stående"), built::heading(1, "Rubrik"),
                                                             layout(Orientation::landscape), built::paragraph("liggande")}));
    BOOST_TEST(recording.page_of("Rubrik") == recording.page_of("liggande"));
}

BOOST_AUTO_TEST_CASE(makes_no_empty_pages) {
    const document::Block page_break{document::PageBreak{}, {}};
    const auto recording = recorded::record(built::document(
        {page_break, built::paragraph("ett"), page_break, page_break, layout(Orientation::portrait), built::paragraph("två"),
         page_break, layout(Orientation::landscape), page_break, built::paragraph("tre"), page_break}));
    BOOST_TEST(recording.pages.size() == 3u);
    for (const auto& [index, page] : recording.pages)
        BOOST_TEST(!page.items.empty(), "page " << index + 1);
}

BOOST_AUTO_TEST_CASE(makes_one_page_of_a_document_without_words) {
    BOOST_TEST(recorded::record(built::document({})).pages.size() == 1u);
}

BOOST_AUTO_TEST_CASE(sets_all_words_in_order) {
    const auto document = chapters(62);
    const auto recording = recorded::record(document);
    std::string expected, drawn;
    for (const auto& block : document.blocks)
        if (const auto* paragraph = document::as<document::Paragraph>(block))
            expected += recorded::without_spaces(document::plain_text(paragraph->inlines));
    recording.each<TextItem>([&](const auto& page, const auto& item) {
        const bool outside =
            recording.above(item.node, {Role::table, Role::l, Role::toc, Role::h1, Role::h2, Role::h3}) == typeset::artifact;
        if (item.node != typeset::artifact && outside)
            drawn += recorded::without_spaces(recorded::words_of(page, item));
    });
    BOOST_TEST((drawn == "Innehåll" + expected));
}

BOOST_AUTO_TEST_CASE(separates_the_words_of_two_lines_by_a_space) {
    document::Inlines inlines = document::words("Box 1");
    inlines.push_back({document::LineBreak{}, {}});
    inlines.push_back(document::words("Exempelby").front());
    const auto recording =
        recorded::record(built::document({{document::Paragraph{inlines, document::ParagraphStyle::body}, {}}}));
    BOOST_TEST(recording.words_by({Role::p}).front() == "Box 1 Exempelby");
}

BOOST_AUTO_TEST_CASE(numbers_pages_in_the_foot) {
    const auto recording = recorded::record(chapters(63));
    const auto count = recording.pages.size();
    BOOST_TEST(overlay_words(recording, 0).find(fmt::format("Sida 1 ({})", count)) != std::string::npos,
               overlay_words(recording, 0));
    BOOST_TEST(overlay_words(recording, static_cast<std::uint32_t>(count) - 1).find(fmt::format("Sida {} ({})", count, count)) !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_plan_version_dnr_and_state_on_every_page) {
    const auto recording = recorded::record(chapters(64));
    BOOST_TEST(recording.overlays.size() == recording.pages.size());
    for (const auto& [index, page] : recording.overlays)
        for (const auto* words : {"Åtgärdsplan", "Version 1.0", "Dnr EX 2025/1", "Utkast"})
            BOOST_TEST(overlay_words(recording, index).find(words) != std::string::npos, words);
}

BOOST_AUTO_TEST_CASE(draws_running_heads_as_artifacts) {
    for (const auto& [index, page] : recorded::record(chapters(65)).overlays)
        for (const auto& item : page.items)
            BOOST_TEST(std::visit([](const auto& value) { return value.node; }, item) == typeset::artifact);
}

BOOST_AUTO_TEST_CASE(gives_each_link_a_node_with_its_description) {
    const document::Inlines inlines{{document::Link{"https://exempel.se", document::words("Läs mer"), "Exempels webbplats"}, {}}};
    const auto recording =
        recorded::record(built::document({{document::Paragraph{inlines, document::ParagraphStyle::body}, {}}}));
    BOOST_REQUIRE(recording.pages.at(0).links.size() == 1u);
    const auto& link = recording.pages.at(0).links[0];
    BOOST_TEST((recording.whole.structure[link.node].role == Role::link));
    BOOST_TEST(recording.whole.structure.find_texts(link.node)->alternative == "Exempels webbplats");
}

BOOST_AUTO_TEST_CASE(names_the_language_of_foreign_words) {
    const document::Inlines inlines{{document::Foreign{"en", document::words("crime prevention")}, {}}};
    const auto recording =
        recorded::record(built::document({{document::Paragraph{inlines, document::ParagraphStyle::body}, {}}}));
    recording.each<TextItem>([&](const auto&, const auto& item) {
        BOOST_REQUIRE(recording.whole.structure.find_texts(item.node) != nullptr);
        BOOST_TEST(recording.whole.structure.find_texts(item.node)->language == "en");
    });
}

BOOST_AUTO_TEST_CASE(reports_a_character_without_glyph_once_per_place) {
    const base::Span place{1, 3, 1, 3, 5};
    recorded::Sink sink;
    const document::Inlines faulty{{document::Text{"\U0001F9FF"}, place}};
    const document::Block block{document::Paragraph{faulty, document::ParagraphStyle::body}, {}};
    const auto pages = typeset::typeset(built::document({block, block}), recorded::style, recorded::fonts(), sink);
    BOOST_REQUIRE(!pages);
    BOOST_REQUIRE(pages.error().size() == 1u);
    BOOST_TEST((pages.error()[0].span == place));
}

BOOST_AUTO_TEST_CASE(keeps_signatures_whole) {
    for (int above = 20; above < 45; ++above) {
        document::Blocks blocks;
        for (int i = 0; i < above; ++i)
            blocks.push_back(built::paragraph("Ovan."));
        blocks.push_back({document::Signature{"Stadsdelsdirektör", "", "f1", "Datum", "Namnförtydligande"}, {}});
        const auto recording = recorded::record(built::document(std::move(blocks)));
        BOOST_TEST(recording.page_of("Stadsdelsdirektör") == recording.page_of("Namnförtydligande"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
