#include "opened_file.h"

#include "../typeset/document_builder.h"
#include "pdf/embedded_fonts.h"
#include "pdf/pdf.h"
#include "typeset/fonts.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdio>

using namespace planpaket;
using opened::File;

namespace {

const typeset::Fonts& fonts() {
    static const auto loaded = typeset::Fonts::load({});
    if (!loaded)
        throw std::runtime_error(loaded.error().front().message);
    return **loaded;
}

/// A document with everything that makes objects: contents, links, tables over pages, foreign words, fallback faces.
document::Document sample() {
    built::Generator generator(77);
    auto table = built::table({"Åtgärd", "Mål", "När"}, generator.rows(3, 40, 60));
    table.rows.push_back(built::row({built::cell("Rad"), built::cell("x"), built::cell("y")}));
    table.rows.back().cells[0].header = true;
    const document::Inlines linked{{document::Text{"Se "}, {}},
                                   {document::Link{"https://exempel.se/a(b)", document::words("rapporten"), "Rapporten"}, {}},
                                   {document::Text{" och "}, {}},
                                   {document::Link{"#tabell", document::words("tabellen"), "Tabellen"}, {}},
                                   {document::Foreign{"en", document::words("in English")}, {}}};
    return built::document({built::heading(0, "Plan"),
                            {document::Contents{"Innehåll", 2}, {}},
                            built::heading(1, "Text"),
                            {document::Paragraph{linked, document::ParagraphStyle::body}, {}},
                            {document::List{true, 1, {{built::paragraph("ett")}, {built::paragraph("två → ✓")}}}, {}},
                            {document::PageLayout{document::Orientation::landscape}, {}},
                            built::heading(2, "Tabell", "tabell"),
                            {std::move(table), {}}});
}

std::string rendered(document::Document document) {
    const auto made = pdf::render(std::move(document), {}, fonts());
    if (!made)
        throw std::runtime_error(made.error().front().message);
    std::string bytes;
    for (const auto& piece : made->pieces())
        bytes += piece;
    return bytes;
}

const std::string& bytes() {
    static const auto made = rendered(sample());
    return made;
}

/// The sample, opened for one test: libqpdf's objects must not outlive its own at the program's end.
struct Opened {
    File made{bytes()};
    File& file() { return made; }

    /// The fonts of the pages' resources, and the CIDs that the pages draw in each.
    std::map<std::string, std::set<unsigned>> cids_drawn() {
        std::map<std::string, std::set<unsigned>> out;
        for (const auto& drawn : file().drawn)
            for (const auto& [font, cids] : drawn.cids)
                out[font].insert(cids.begin(), cids.end());
        return out;
    }

    opened::Object font(const std::string& name) { return file().pages.at(0).getKey("/Resources").getKey("/Font").getKey(name); }
};

unsigned number_at(const std::string& data, std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(data.at(at)) << 8U | static_cast<unsigned char>(data.at(at + 1)));
}

/// Where a table of a TrueType file stands.
std::size_t table_at(const std::string& ttf, const std::string& tag) {
    for (std::size_t i = 0; i < number_at(ttf, 4); ++i)
        if (ttf.compare(12 + 16 * i, 4, tag) == 0)
            return number_at(ttf, 12 + 16 * i + 8) << 16U | number_at(ttf, 12 + 16 * i + 10);
    throw std::runtime_error("no table " + tag);
}

std::map<unsigned, double> widths_of(opened::Object descendant) {
    std::map<unsigned, double> out;
    auto entries = descendant.getKey("/W").getArrayAsVector();
    for (std::size_t i = 0; i + 1 < entries.size(); i += 2) {
        auto cid = static_cast<unsigned>(entries[i].getIntValue());
        for (auto& width : entries[i + 1].getArrayAsVector())
            out[cid++] = width.getNumericValue();
    }
    return out;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(file_made, Opened)

BOOST_AUTO_TEST_CASE(opens_without_warnings) {
    BOOST_TEST(file().qpdf.getWarnings().empty());
    BOOST_TEST(file().pages.size() > 2u);
}

BOOST_AUTO_TEST_CASE(has_the_same_bytes_every_time) {
    BOOST_TEST((rendered(sample()) == bytes()));
}

BOOST_AUTO_TEST_CASE(draws_no_words_outside_of_marked_content) {
    for (const auto& drawn : file().drawn)
        BOOST_TEST(drawn.all_marked);
}

BOOST_AUTO_TEST_CASE(lists_all_marked_content_in_one_element_that_the_parent_tree_names) {
    std::size_t marks = 0;
    for (std::size_t i = 0; i < file().pages.size(); ++i) {
        const auto page = file().pages[i];
        auto parents = file().parent_tree(file().pages[i].getKey("/StructParents").getIntValue());
        BOOST_REQUIRE(parents.isArray());
        BOOST_TEST(static_cast<std::size_t>(parents.getArrayNItems()) == file().drawn[i].marks.size());
        for (const auto mcid : file().drawn[i].marks) {
            const auto listed = file().lister.find({page.getObjectID(), mcid});
            BOOST_REQUIRE((listed != file().lister.end()));
            BOOST_TEST(parents.getArrayItem(static_cast<int>(mcid)).getObjectID() == listed->second);
            ++marks;
        }
    }
    BOOST_TEST(marks == file().lister.size());
}

BOOST_AUTO_TEST_CASE(gives_every_header_cell_a_scope) {
    std::size_t headers = 0;
    for (auto& element : file().elements)
        if (element.role == "/TH") {
            ++headers;
            BOOST_TEST(element.object.getKey("/A").getKey("/Scope").isName());
        }
    BOOST_TEST(headers >= 4u);
}

BOOST_AUTO_TEST_CASE(describes_every_link_and_ties_it_to_its_element) {
    std::map<int, std::string> roles;
    for (auto& element : file().elements)
        roles[element.object.getObjectID()] = element.role;
    std::size_t links = 0;
    for (auto& page : file().pages)
        for (auto& annotation :
             page.getKey("/Annots").isArray() ? page.getKey("/Annots").getArrayAsVector() : std::vector<opened::Object>{}) {
            ++links;
            BOOST_TEST(!annotation.getKey("/Contents").getUTF8Value().empty());
            const auto parent = file().parent_tree(annotation.getKey("/StructParent").getIntValue()).getObjectID();
            BOOST_TEST(roles[parent] == "/Link");
            BOOST_TEST(file().annotation_lister.at(annotation.getObjectID()) == parent);
        }
    BOOST_TEST(links >= 4u);
}

BOOST_AUTO_TEST_CASE(leads_links_to_addresses_and_to_pages) {
    std::vector<std::string> addresses;
    std::set<int> pages, targets;
    for (auto& page : file().pages)
        pages.insert(page.getObjectID());
    for (auto& annotation : file().pages[0].getKey("/Annots").getArrayAsVector())
        if (annotation.hasKey("/A"))
            addresses.push_back(annotation.getKey("/A").getKey("/URI").getStringValue());
        else
            targets.insert(annotation.getKey("/Dest").getArrayItem(0).getObjectID());
    BOOST_TEST(addresses == std::vector<std::string>{"https://exempel.se/a(b)"}, boost::test_tools::per_element());
    BOOST_TEST(targets.size() == 2u);
    BOOST_TEST(std::includes(pages.begin(), pages.end(), targets.begin(), targets.end()));
}

BOOST_AUTO_TEST_CASE(has_its_catalog_say_language_title_and_tags) {
    auto root = file().qpdf.getRoot();
    BOOST_TEST(root.getKey("/Lang").getUTF8Value() == "sv");
    BOOST_TEST(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    BOOST_TEST(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    BOOST_TEST(file().qpdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value() == "Åtgärdsplan för Exempelby");
    BOOST_TEST(opened::stream(root.getKey("/Metadata")).find("Åtgärdsplan för Exempelby") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(has_the_headings_as_bookmarks) {
    auto outlines = file().qpdf.getRoot().getKey("/Outlines");
    auto first = outlines.getKey("/First");
    BOOST_TEST(first.getKey("/Title").getUTF8Value() == "Text");
    BOOST_TEST(first.getKey("/First").getKey("/Title").getUTF8Value() == "Tabell");
}

BOOST_AUTO_TEST_CASE(keeps_bytes_that_need_escapes_out_of_its_cids) {
    pdf::EmbeddedFonts embedded(fonts());
    std::set<unsigned> seen;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const unsigned cid =
            embedded.cid({.character = (0x1000 + i) & 0x1F'FFFFU, .face = 0, .id = static_cast<std::uint16_t>(i)});
        BOOST_REQUIRE(seen.insert(cid).second);
        for (const unsigned byte : {cid >> 8U, cid & 0xFFU})
            BOOST_REQUIRE((byte != '(' && byte != ')' && byte != '\\' && byte != '\r'));
    }
}

BOOST_AUTO_TEST_CASE(gives_a_glyph_one_cid_per_character) {
    pdf::EmbeddedFonts embedded(fonts());
    const auto hyphen = fonts().face(0).glyph(U'-');
    const auto plain = embedded.cid({.character = U'-', .face = 0, .id = hyphen});
    BOOST_TEST(plain == embedded.cid({.character = U'-', .face = 0, .id = hyphen}));
    BOOST_TEST(plain != embedded.cid({.character = 0xAD, .face = 0, .id = hyphen}));
}

BOOST_AUTO_TEST_CASE(says_which_character_every_cid_is) {
    for (const auto& [name, cids] : cids_drawn()) {
        const auto map = opened::stream(font(name).getKey("/ToUnicode"));
        for (const auto cid : cids) {
            char entry[16];
            std::snprintf(entry, sizeof entry, "\n<%04X> <", cid);
            BOOST_TEST(map.find(entry) != std::string::npos, name << entry);
        }
    }
    BOOST_TEST(cids_drawn().size() >= 3u);
}

BOOST_AUTO_TEST_CASE(states_the_widths_that_its_font_files_have) {
    for (const auto& [name, cids] : cids_drawn()) {
        auto descendant = font(name).getKey("/DescendantFonts").getArrayItem(0);
        const auto widths = widths_of(descendant);
        const auto map = opened::stream(descendant.getKey("/CIDToGIDMap"));
        const auto ttf = opened::stream(descendant.getKey("/FontDescriptor").getKey("/FontFile2"));
        const double em = number_at(ttf, table_at(ttf, "head") + 18);
        const auto metrics = number_at(ttf, table_at(ttf, "hhea") + 34);
        for (const auto cid : cids) {
            const auto glyph = std::min(number_at(map, 2U * cid), metrics - 1);
            const double width = number_at(ttf, table_at(ttf, "hmtx") + 4U * glyph) * 1000 / em;
            BOOST_TEST(std::abs(widths.at(cid) - width) <= 1, name << " " << cid);
        }
    }
}

BOOST_AUTO_TEST_CASE(embeds_only_the_glyphs_used) {
    for (const auto& [name, cids] : cids_drawn()) {
        auto descendant = font(name).getKey("/DescendantFonts").getArrayItem(0);
        const auto ttf = opened::stream(descendant.getKey("/FontDescriptor").getKey("/FontFile2"));
        BOOST_TEST(number_at(ttf, table_at(ttf, "maxp") + 4) <= 3 * cids.size() + 4);
        BOOST_TEST(descendant.getKey("/BaseFont").getName().substr(7, 1) == "+");
    }
}

BOOST_AUTO_TEST_CASE(opens_when_it_holds_no_words) {
    auto document = built::document({});
    document.running = {};
    File empty(rendered(document));
    BOOST_TEST(empty.qpdf.getWarnings().empty());
    BOOST_TEST(empty.pages.size() == 1u);
}

BOOST_AUTO_TEST_CASE(is_not_made_with_a_missing_glyph) {
    const auto rendered = pdf::render(built::document({built::paragraph("\U0001F9FF")}), {}, fonts());
    BOOST_REQUIRE(!rendered);
    BOOST_TEST(rendered.error().front().code == "missing-glyph");
}

BOOST_AUTO_TEST_SUITE_END()
