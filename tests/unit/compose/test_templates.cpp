#include "plans.h"

#include "base/memory_world.h"
#include "compose/templates.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

using namespace planpaket;

namespace {

const std::string front = "+++\ntitle = \"T\"\n+++\n";

/// "code line:column" of each thing wrong in a template, which begins on line 4.
std::string wrong(const std::string& body, const std::string& matter = front) {
    base::Sources sources;
    const auto page = compose::read_template(sources, "prov", "prov.md", matter + body);
    if (page)
        return {};
    std::string out;
    for (const auto& item : page.error())
        out += fmt::format("{}{} {}:{}", out.empty() ? "" : ", ", item.code, item.span.line, item.span.column);
    return out;
}

std::string hint(const std::string& body) {
    base::Sources sources;
    const auto page = compose::read_template(sources, "prov", "prov.md", front + body);
    return page ? std::string() : page.error().front().hint;
}

std::string file(const std::string& path) {
    std::ifstream in(PROJECT_DIR "/" + path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string terms_wrong(std::string text) {
    base::Sources sources;
    const auto terms = compose::read_terms(sources, sources.add("terms.toml", std::move(text)));
    return terms ? std::string() : told(terms.error());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

BOOST_AUTO_TEST_SUITE(templates)

BOOST_AUTO_TEST_CASE(accepts_placeholders_parts_and_conditions) {
    BOOST_TEST(
        wrong("# {{ plan.title }}\n\nA *{{ case.dnr }}* {{Body.definite}}\n\n{{ if not text.children }}\n\n{{ area-tables }}\n\n"
              "{{ else }}\n\n{{ text.children }}\n\n{{ end }}\n") == "");
}

BOOST_AUTO_TEST_CASE(refuses_an_unknown_placeholder_where_it_stands) {
    BOOST_TEST(wrong("# T\n\nMellan åäö {{ plan.titel }} och *{{ nej }}*.\n") ==
               "unknown-placeholder 6:12, unknown-placeholder 6:34");
    BOOST_TEST(wrong("# T\n\nrad\n{{ plan.titel }} här\n") == "unknown-placeholder 7:1");
    BOOST_TEST(hint("# T\n\nx {{ plan.titel }}\n").find("'plan.title'") != std::string::npos);
    BOOST_TEST(wrong("# {{ plan.titel }}\n") == "unknown-placeholder 4:3");
}

BOOST_AUTO_TEST_CASE(refuses_an_unknown_part_or_condition) {
    BOOST_TEST(wrong("# T\n\n{{ area-table }}\n") == "unknown-directive 6:1");
    BOOST_TEST(hint("# T\n\n{{ area-table }}\n").find("'area-tables'") != std::string::npos);
    BOOST_TEST(wrong("# T\n\n{{ if decidde }}\n\n{{ end }}\n") == "unknown-condition 6:1");
    BOOST_TEST(hint("# T\n\n{{ if decidde }}\n\n{{ end }}\n").find("'decided'") != std::string::npos);
    BOOST_TEST(wrong("# T\n\n{{ if }}\n\n{{ end }}\n") == "unknown-condition 6:1");
    BOOST_TEST(wrong("# T\n\n{{ text. }}\n") == "unknown-directive 6:1");
}

BOOST_AUTO_TEST_CASE(refuses_conditions_that_do_not_match_up) {
    BOOST_TEST(wrong("# T\n\n{{ if decided }}\n\nText\n") == "unclosed-if 6:1");
    BOOST_TEST(wrong("# T\n\n{{ end }}\n") == "stray-end 6:1");
    BOOST_TEST(wrong("# T\n\n{{ else }}\n") == "stray-end 6:1");
    BOOST_TEST(wrong("# T\n\n{{ if decided }}\n\n{{ else }}\n\n{{ else }}\n\n{{ end }}\n") == "stray-end 10:1");
}

BOOST_AUTO_TEST_CASE(refuses_parts_and_prose_inside_a_text) {
    BOOST_TEST(wrong("# T\n\nSe {{ area-tables }}\n") == "directive-in-text 6:4");
    BOOST_TEST(wrong("# T\n\nSe {{ text.summary }}\n") == "prose-in-text 6:4");
    BOOST_TEST(wrong("# T\n\n{{ if decided }}\nText\n{{ end }}\n") == "directive-in-text 6:1, directive-in-text 8:1");
    BOOST_TEST(wrong("# T\n\n- punkt\n{{ end }}\n") == "directive-in-text 7:1");
}

BOOST_AUTO_TEST_CASE(refuses_braces_that_do_not_close) {
    BOOST_TEST(wrong("# T\n\nText {{ plan.title\n") == "unclosed-placeholder 6:6");
    BOOST_TEST(wrong("# T\n\nText }} mer\n") == "unclosed-placeholder 6:6");
}

BOOST_AUTO_TEST_CASE(refuses_headings_that_jump_and_titles_too_many_or_too_few) {
    BOOST_TEST(wrong("# T\n\n### U\n") == "heading-jump 6:1");
    BOOST_TEST(wrong("# T\n\n## U\n\n### V\n\n## X\n") == "");
    BOOST_TEST(wrong("# T\n\n# U\n") == "no-title 6:1");
    BOOST_TEST(wrong("text\n") == "no-title 0:0");
    BOOST_TEST(wrong("## T\n") == "heading-jump 4:1, no-title 0:0");
    BOOST_TEST(wrong("# T\n\n{{ if decided }}\n\n# U\n\n{{ end }}\n") == "no-title 8:1");
}

BOOST_AUTO_TEST_CASE(refuses_a_wrong_beginning) {
    BOOST_TEST(wrong("# T\n", "") == "no-front-matter 1:1");
    BOOST_TEST(wrong("# T\n", "+++\norder = 1\n+++\n").find("missing-key") == 0U);
    BOOST_TEST(wrong("# T\n", "+++\ntitle = \"T\"\nwhne = \"always\"\n+++\n") == "unknown-key 3:1");
    BOOST_TEST(wrong("# T\n", "+++\ntitle = \"T\"\nwhen = \"allways\"\n+++\n") == "bad-value 3:8");
    BOOST_TEST(wrong("# T\n", "+++\ntitle = \"Å {{ plan.titel }}\"\n+++\n") == "unknown-placeholder 2:12");
    BOOST_TEST(wrong("# T\n", "+++\ntitle = \"{{ document.title }}\"\n+++\n") == "bad-value 2:10");
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong_at_once) {
    BOOST_TEST(wrong("# T\n\n{{ a-b }}\n\nSe {{ c }}\n\n![x](y)\n") ==
               "image-in-text 10:1, unknown-directive 6:1, unknown-placeholder 8:4");
}

BOOST_AUTO_TEST_CASE(leaves_comments_out) {
    BOOST_TEST(wrong("# T\n\n<!-- {{ vad som helst }} -->\n") == "");
}

BOOST_AUTO_TEST_CASE(names_the_languages_there_are_when_one_is_missing) {
    const auto loaded = load("plans/exempel-liten.toml");
    base::MemoryWorld world;
    world.files["t/sv/terms.toml"] = "";
    world.files["t/style.toml"] = "";
    base::Sources sources;
    const base::Span asked{1, 5, 12, 5, 16};
    const auto none = compose::load_templates(world, sources, "t", "fi", asked);
    BOOST_REQUIRE(!none.has_value());
    BOOST_TEST(none.error().front().code == "unknown-language");
    BOOST_TEST((none.error().front().span == asked));
    BOOST_TEST(none.error().front().hint.find("sv") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(terms)

BOOST_AUTO_TEST_CASE(are_complete_in_both_languages) {
    BOOST_TEST(terms_wrong(file("templates/sv/terms.toml")) == "");
    BOOST_TEST(terms_wrong(file("templates/en/terms.toml")) == "");
}

BOOST_AUTO_TEST_CASE(must_all_be_there) {
    const auto whole = file("templates/sv/terms.toml");
    for (const auto& key : compose::term_keys()) {
        // The key under another name: missing, and an unknown one in its place.
        const auto table = whole.find(fmt::format("\n[{}]\n", key.table));
        BOOST_REQUIRE_MESSAGE(table != std::string::npos, key.table);
        const auto at = whole.find(fmt::format("\n{} = ", key.key), table);
        BOOST_REQUIRE_MESSAGE(at != std::string::npos, key.table << "." << key.key);
        auto without = whole;
        without.insert(at + 1, "x-");
        const auto told = terms_wrong(without);
        BOOST_TEST(told.find("missing-key") != std::string::npos, key.table << "." << key.key << ": " << told);
        BOOST_TEST(told.find("unknown-key") != std::string::npos, key.table << "." << key.key << ": " << told);
    }
}

BOOST_AUTO_TEST_CASE(hold_only_the_words_in_braces_that_they_have) {
    const auto whole = file("templates/sv/terms.toml");
    BOOST_TEST(terms_wrong(replaced(whole, "Version {version}", "Version {versoin}")).find("unknown-term-placeholder") == 0U);
    BOOST_TEST(terms_wrong(replaced(whole, "Version {version}", "Version {version")).find("unknown-term-placeholder") == 0U);
    BOOST_TEST(terms_wrong(replaced(whole, "\"januari\", ", "")).find("bad-value") == 0U);
}

BOOST_AUTO_TEST_CASE(agree_with_their_number) {
    const auto loaded = load("plans/exempel-liten.toml");
    const auto& terms = loaded->templates.terms;
    BOOST_TEST(compose::counted(terms, terms.count_actions, 1) == "1\u00A0åtgärd");
    BOOST_TEST(compose::counted(terms, terms.count_actions, 0) == "inga åtgärder");
    BOOST_TEST(compose::counted(terms, {"{n} sak", "{n} saker", ""}, 0) == "0 saker");
    BOOST_TEST(compose::counted(terms, terms.count_actions, 32000) == "32\u00A0000\u00A0åtgärder");
    BOOST_TEST(compose::fill("{a}-{b}-{a}", {{"a", "{b}"}, {"b", "2"}}) == "{b}-2-{b}");
}

BOOST_AUTO_TEST_SUITE_END()
