#include "toml/text_edit.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::toml;

namespace {

const Entry& entry(const Table& table, std::string_view key) {
    const auto* found = table.find(key);
    BOOST_REQUIRE(found != nullptr);
    return *found;
}

/// The text without one entry of the table at `path`.
std::string without(const std::string& text, const std::vector<std::string>& path) {
    TextEdit edit(text);
    const Table* table = &edit.root();
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const auto& node = entry(*table, path[i]).node;
        table = node.type == ValueType::array ? &std::get<std::vector<Node>>(node.content).front().table() : &node.table();
    }
    edit.remove(*table, entry(*table, path.back()));
    return edit.text();
}

} // namespace

BOOST_AUTO_TEST_SUITE(text_edit)

BOOST_AUTO_TEST_CASE(leaves_a_text_without_changes_as_it_is) {
    const std::string text = "\xEF\xBB\xBF# a\r\nid = 'å'\r\n\r\n[t]\r\nx = 1";
    BOOST_TEST(TextEdit(text).text() == text);
}

BOOST_AUTO_TEST_CASE(replaces_a_value_after_letters_beyond_ascii) {
    TextEdit edit("\xEF\xBB\xBFt = { a = 'åäö', b = 2 } # ö\n");
    const auto& table = entry(edit.root(), "t").node.table();
    BOOST_TEST(edit.written(entry(table, "a").node) == "'åäö'");
    edit.replace(entry(table, "b").node, "3");
    BOOST_TEST(edit.text() == "\xEF\xBB\xBFt = { a = 'åäö', b = 3 } # ö\n");
}

BOOST_AUTO_TEST_CASE(removes_a_statement_of_several_lines_and_no_more) {
    BOOST_TEST(without("a = 1\nb = \"\"\"\nx\n\"\"\" # end\nc = 3\n", {"b"}) == "a = 1\nc = 3\n");
    BOOST_TEST(without("a = 1\n# about c\nc = [\n  1,\n  2,\n]\n", {"c"}) == "a = 1\n# about c\n");
    BOOST_TEST(without("a = 1\nb = 2", {"b"}) == "a = 1\n");
}

BOOST_AUTO_TEST_CASE(removes_an_entry_between_braces_with_one_comma) {
    BOOST_TEST(without("t = { a = 1, b = 2, c = 3 }\n", {"t", "a"}) == "t = { b = 2, c = 3 }\n");
    BOOST_TEST(without("t = { a = 1, b = 2, c = 3 }\n", {"t", "b"}) == "t = { a = 1, c = 3 }\n");
    BOOST_TEST(without("t = { a = 1, b = 2 , c = 3 }\n", {"t", "c"}) == "t = { a = 1, b = 2 }\n");
    BOOST_TEST(without("t = { a = 1 }\n", {"t", "a"}) == "t = {  }\n");
}

BOOST_AUTO_TEST_CASE(removes_tables_by_headers_with_what_is_below_them) {
    const std::string text = "[a]\nx = 1\n\n# about d\n[[d]]\ny = 2\n[[d.e]]\nz = 3\n\n[[d]]\ny = 4\n\n# about b\n[b]\n";
    BOOST_TEST(without(text, {"d"}) == "[a]\nx = 1\n\n# about b\n[b]\n");
}

BOOST_AUTO_TEST_CASE(keeps_a_comment_that_stands_apart) {
    BOOST_TEST(without("a = 1\n\n# ── Decisions ──\n\n[d]\nx = 1\n", {"d"}) == "a = 1\n\n# ── Decisions ──\n");
}

BOOST_AUTO_TEST_CASE(removes_dotted_keys) {
    BOOST_TEST(without("t.a = 1\nt.b = 2\nu = 3\n", {"t"}) == "u = 3\n");
}

BOOST_AUTO_TEST_SUITE_END()
