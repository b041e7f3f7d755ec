#include "markdown/address.h"
#include "markdown/markdown.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket;
using markdown::Flavour;

namespace {

const base::Span somewhere{1, 10, 8, 10, 8};

/// The tree on one line: p(…), list(…), 3list(…), h1(…); emphasis *…*, strong **…**, link [words](target), break ↵.
std::string shown(const document::Inlines& inlines) {
    std::string out;
    for (const auto& item : inlines) {
        if (const auto* text = document::as<document::Text>(item))
            out += text->text;
        else if (const auto* emphasis = document::as<document::Emphasis>(item))
            out += "*" + shown(emphasis->children) + "*";
        else if (const auto* strong = document::as<document::Strong>(item))
            out += "**" + shown(strong->children) + "**";
        else if (const auto* link = document::as<document::Link>(item))
            out += "[" + shown(link->children) + "](" + link->target + ")";
        else if (document::as<document::LineBreak>(item))
            out += "↵";
        else
            out += "?";
    }
    return out;
}

std::string shown(const document::Blocks& blocks) {
    std::string out;
    for (const auto& block : blocks) {
        if (const auto* paragraph = document::as<document::Paragraph>(block))
            out += "p(" + shown(paragraph->inlines) + ")";
        else if (const auto* heading = document::as<document::Heading>(block))
            out += fmt::format("h{}({})", heading->level, shown(heading->inlines));
        else if (const auto* list = document::as<document::List>(block)) {
            out += list->ordered ? fmt::format("{}list(", list->start) : "list(";
            for (const auto& item : list->items)
                out += "-" + shown(item);
            out += ")";
        } else
            out += "?";
    }
    return out;
}

struct Outcome {
    std::string tree;
    std::string codes;
    base::Diagnostics diagnostics;
};

Outcome read(std::string_view text, Flavour flavour = Flavour::prose, const markdown::References* references = nullptr,
             const base::Span& span = somewhere) {
    Outcome out;
    out.tree = shown(markdown::read(text, span, flavour, references, out.diagnostics));
    for (const auto& item : out.diagnostics)
        out.codes += (out.codes.empty() ? "" : " ") + item.code;
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(markdown_prose)

BOOST_AUTO_TEST_CASE(gives_paragraphs_lists_emphasis_and_breaks) {
    BOOST_TEST(read("En *två* **tre**\nfyra  \nfem\n\nsex").tree == "p(En *två* **tre** fyra↵fem)p(sex)");
    BOOST_TEST(read("- a\n- b\n\n3. c\n4. d").tree == "list(-p(a)-p(b))3list(-p(c)-p(d))");
    BOOST_TEST(read("- a\n  - b").tree == "list(-p(a)list(-p(b)))");
}

BOOST_AUTO_TEST_CASE(keeps_what_writers_type) {
    BOOST_TEST(read("\"Citat\" -- och ... 12-15 år, A & B").tree == "p(\"Citat\" -- och ... 12-15 år, A & B)");
    BOOST_TEST(read("snake_case_ord och 2*3*4").tree == "p(snake_case_ord och 2*3*4)");
}

BOOST_AUTO_TEST_CASE(takes_raw_html_for_the_text_that_it_is) {
    const auto inside = read("a <b>fet</b> c");
    BOOST_TEST(inside.tree == "p(a <b>fet</b> c)");
    BOOST_TEST(inside.codes == "");
    BOOST_TEST(read("<script>alert(1)</script>\nmer").tree == "p(<script>alert(1)</script>)p(mer)");
    BOOST_TEST(read("text <!-- not --> text").tree == "p(text <!-- not --> text)");
    BOOST_TEST(read("<!-- not -->").tree == "p(<!-- not -->)");
}

BOOST_AUTO_TEST_CASE(loses_no_indented_or_fenced_line) {
    BOOST_TEST(read("Först.\n\n    indragen *rad*\n    en till").tree == "p(Först.)p(indragen *rad*↵en till)");
    BOOST_TEST(read("```sh\nrad\n```").tree == "p(```sh↵rad↵```)");
    BOOST_TEST(read("en `kod` här").tree == "p(en kod här)");
}

BOOST_AUTO_TEST_CASE(refuses_what_documents_do_not_have) {
    BOOST_TEST(read("# Rubrik").codes == "heading-in-text");
    BOOST_TEST(read("Rubrik\n---").codes == "heading-in-text");
    BOOST_TEST(read("![bild](http://a.se/b.png)").codes == "image-in-text");
    BOOST_TEST(read("> citat").codes == "quote-in-text");
    BOOST_TEST(read("a\n\n***\n\nb").codes == "rule-in-text");
    BOOST_TEST(read("[a]: http://b.se").codes == "link-definition");
    BOOST_TEST(read("text\n\n- [Fas 1]: förberedelse").codes == "link-definition");
    BOOST_TEST(read("text\n[a]: http://b.se").codes == "");
}

BOOST_AUTO_TEST_CASE(refuses_nesting_that_no_one_wrote) {
    std::string deep;
    for (int i = 0; i < 5000; ++i)
        deep += "- ";
    BOOST_TEST(read(deep + "x").codes == "too-deep");
    BOOST_TEST(read(std::string(5000, '*') + "x" + std::string(5000, '*')).codes == "too-deep");
}

BOOST_AUTO_TEST_CASE(lets_links_lead_to_the_web_to_mail_and_within) {
    BOOST_TEST(read("[a](https://b.se/c)").tree == "p([a](https://b.se/c))");
    BOOST_TEST(read("<https://b.se> <x@b.se>").tree == "p([https://b.se](https://b.se) [x@b.se](mailto:x@b.se))");
    BOOST_TEST(read("[a](<HTTPS://b.se/å ä>)").tree == "p([a](HTTPS://b.se/%C3%A5%20%C3%A4))");
    BOOST_TEST(read("[a](#b)").tree == "p([a](#b))");
}

BOOST_AUTO_TEST_CASE(refuses_links_that_lead_elsewhere_or_show_nothing) {
    for (const auto* target : {"javascript:alert(1)", "file:///etc/passwd", "JaVaScRiPt:x", "data:text/html,x", "www.a.se", "a/b",
                               "https:", "https:///a", "mailto:", "//a.se"})
        BOOST_TEST(read(fmt::format("[a]({})", target)).codes == "forbidden-link", target);
    BOOST_TEST(read("[](https://a.se)").codes == "link-without-text");
    BOOST_TEST(read("[ \u00A0 ](https://a.se)").codes == "link-without-text");
}

BOOST_AUTO_TEST_CASE(fills_an_empty_link_with_what_its_id_names) {
    markdown::References references;
    references.find = [](std::string_view id) -> std::optional<markdown::Destination> {
        if (id != "ljus")
            return std::nullopt;
        return markdown::Destination{"ljus-rad", "2.7", "2.7 Ljussättning"};
    };
    references.nearest = [](std::string_view) { return std::optional<std::string>("ljus"); };
    BOOST_TEST(read("se [](#ljus)", Flavour::prose, &references).tree == "p(se [2.7](#ljus-rad))");
    BOOST_TEST(read("se [ljuset](#ljus)", Flavour::prose, &references).tree == "p(se [ljuset](#ljus-rad))");
    BOOST_TEST(read("se [ ](#ljus)", Flavour::prose, &references).codes == "link-without-text");
    const auto wrong = read("se [](#ljsu)", Flavour::prose, &references);
    BOOST_TEST(wrong.codes == "unknown-reference");
    BOOST_TEST(wrong.diagnostics.front().hint.find("'ljus'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(places_what_is_wrong_in_the_file) {
    const auto place = [](std::string_view text, const base::Span& span) {
        const auto out = read(text, Flavour::prose, nullptr, span);
        BOOST_REQUIRE(!out.diagnostics.empty());
        return fmt::format("{}:{}", out.diagnostics.front().span.line, out.diagnostics.front().span.column);
    };
    const std::string text = "Första raden.\nÅäö ![x](y)";
    BOOST_TEST(place(text, {1, 10, 8, 12, 4}) == "12:5");                 // """ and a line break
    BOOST_TEST(place(text, {1, 10, 8, 11, 20}) == "11:5");                // """ and the text at once
    BOOST_TEST(place("å ![x](y)", {1, 10, 8, 10, 8 + 9 + 2}) == "10:11"); // "…"
    BOOST_TEST(place("å ![x](y)", {1, 10, 8, 10, 8 + 9 + 6}) == "10:13"); // """…""" on one line
    BOOST_TEST(place("a\n![x](y)", {1, 10, 8, 10, 30}) == "10:8");        // "a\n…": the whole
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(markdown_page)

BOOST_AUTO_TEST_CASE(has_headings_from_the_title_down_and_leaves_comments_out) {
    BOOST_TEST(read("# Titel\n\n## Avsnitt\n\n<!-- för den som ändrar -->\n\nText <!-- här --> mer.", Flavour::page).tree ==
               "h0(Titel)h1(Avsnitt)p(Text  mer.)");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(markdown_plain)

BOOST_AUTO_TEST_CASE(gives_what_commonmark_gives_without_calling_it) {
    const char* const words[] = {"Ord",      "två  blanksteg",
                                 "12-15 år", "2025",
                                 "1. punkt", "- streck",
                                 "#tagg",    "# rubrik",
                                 "a + b",    "+ x",
                                 "(a) b",    "= c",
                                 "~ d",      "e.",
                                 "1) f",     "",
                                 "   ",      "    kod",
                                 "    ",     "slut  ",
                                 "å\u00A0ä", "12.",
                                 "12 .",     "!",
                                 "?",        "\"",
                                 "'",        "---",
                                 "===",      ". g",
                                 ") h",      " i",
                                 "  1. j",   "–",
                                 "kl. 20",   "a|b",
                                 "{",        "}",
                                 "$",        "%",
                                 "^",        "@",
                                 ";",        ":",
                                 "[a"};
    std::size_t quick = 0;
    for (const auto* first : words)
        for (const auto* second : words)
            for (const auto* third : {"", "sist", "\nefter tom rad", "  inryckt", "2 kap."}) {
                const auto text = fmt::format("{}\n{}\n{}", first, second, third);
                const auto plain = markdown::read_plain(text, somewhere);
                if (!plain)
                    continue;
                ++quick;
                base::Diagnostics diagnostics;
                const auto slow = markdown::read_commonmark(text, somewhere, Flavour::prose, nullptr, diagnostics);
                BOOST_TEST(shown(*plain) == shown(slow), text);
                BOOST_TEST(diagnostics.empty(), text);
            }
    BOOST_TEST(quick > 2000U);
}

BOOST_AUTO_TEST_CASE(leaves_what_has_a_meaning_to_commonmark) {
    for (const auto* text : {"*a*", "a_b", "[a](b)", "<b>", "a & b", "a\\b", "`a`", "# a", "- a", "1. a", "1) a", "a\n---",
                             "a  \nb", "    a", "\ta", "> a", "+ a"})
        BOOST_TEST(!markdown::read_plain(text, somewhere).has_value(), text);
}

BOOST_AUTO_TEST_CASE(gives_each_paragraph_its_place) {
    const auto blocks = markdown::read_plain("Ett.\n\nTvå.", {1, 10, 8, 13, 4});
    BOOST_REQUIRE(blocks.has_value());
    BOOST_TEST((*blocks)[0].span.line == 11U);
    BOOST_TEST((*blocks)[1].span.line == 13U);
}

BOOST_AUTO_TEST_SUITE_END()
