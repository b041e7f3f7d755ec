#include "toml/reader.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using toml::TableReader;
using toml::Value;

namespace {

std::string shown(base::Span span) {
    return std::to_string(span.line) + ":" + std::to_string(span.column) + "-" + std::to_string(span.end_line) + ":" +
           std::to_string(span.end_column);
}

/// Reads a text and returns "code line:column-line:column" of each diagnostic, joined by commas.
template <class Read>
std::string read(const std::string& text, Read read_top) {
    base::Sources sources;
    base::Diagnostics diagnostics;
    toml::read_file(sources, sources.add("test.toml", text), diagnostics, read_top);
    std::string found;
    for (const auto& diagnostic : diagnostics)
        found += (found.empty() ? "" : ", ") + diagnostic.code + " " + shown(diagnostic.span);
    return found;
}

/// The place of the value of `key`.
std::string place(const std::string& text, const std::string& key = "a") {
    std::string result;
    const auto errors = read(text, [&](TableReader& top) { result = shown(top.value(key)->span()); });
    BOOST_TEST(errors == "");
    return result;
}

std::string text_of(const std::string& text) {
    std::string result;
    const auto errors = read(text, [&](TableReader& top) { result = top.string("a").value().value; });
    BOOST_TEST(errors == "");
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(are_those_of_the_value_in_code_points) {
    BOOST_TEST(place("a = 'å'") == "1:5-1:8");
    BOOST_TEST(place("a = \"åäö\" # after") == "1:5-1:10");
    BOOST_TEST(place("\n  a  =   12\n") == "2:10-2:12");
    BOOST_TEST(place("a = 2025-06-15\n") == "1:5-1:15");
    BOOST_TEST(place("a = true") == "1:5-1:9");
    BOOST_TEST(place("a = -0.5e3\r\n") == "1:5-1:11");
    BOOST_TEST(place("\"å\".a = 1", "å") == "1:1-1:4");
}

BOOST_AUTO_TEST_CASE(go_over_several_lines) {
    BOOST_TEST(place("a = \"\"\"\nå\nö\"\"\"\n") == "1:5-3:5");
    BOOST_TEST(place("a = \"\"\"\nå\nö\"\"\" # after\n") == "1:5-3:5");
    BOOST_TEST(place("a = [\n  1,\n  2,\n]\n") == "1:5-4:2");
    BOOST_TEST(place("a = { b = [\n1] }") == "1:5-2:5");
}

BOOST_AUTO_TEST_CASE(do_not_count_a_byte_order_mark_at_the_beginning) {
    BOOST_TEST(place("\xEF\xBB\xBF"
                     "a = 1") == "1:5-1:6");
    const auto errors = read("a = 1\n\xEF\xBB\xBF# b\n", [](TableReader&) {});
    BOOST_TEST(errors == "control-character 2:1-2:2");
}

BOOST_AUTO_TEST_CASE(are_kept_for_keys_headers_and_what_is_nested) {
    const auto errors = read("\n[[å.b]]\n  k.l = { m = [ 'x', { n = 1 } ] }\n", [](TableReader&) {});
    BOOST_TEST(errors == "syntax 2:3-2:4");
    read("\n[[a.b]]\n  k.l = { m = [ 'x', { n = 1 } ] }\n", [](TableReader& top) {
        auto b = top.table("a")->tables("b").at(0);
        BOOST_TEST(shown(b.span()) == "2:1-2:8");
        BOOST_TEST(shown(b.key_span("k")) == "3:3-3:4");
        auto l = b.table("k")->table("l").value();
        BOOST_TEST(shown(l.span()) == "3:9-3:35");
        BOOST_TEST(shown(b.table("k")->key_span("l")) == "3:5-3:6");
        const auto items = l.value("m")->as_array();
        BOOST_TEST(shown(items.at(0).span()) == "3:17-3:20");
        BOOST_TEST(shown(items.at(1).span()) == "3:22-3:31");
        BOOST_TEST(shown(items.at(1).as_table().key_span("n")) == "3:24-3:25");
    });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(values)

BOOST_AUTO_TEST_CASE(of_all_types_are_read) {
    const auto errors =
        read("s = 'x'\ni = -7\nf = 1.5\nb = true\nd = 2025-02-28\nt = 07:30:00\nl = [1, 'a']\nm.n = 1\n", [](TableReader& top) {
            BOOST_TEST(top.string("s")->value == "x");
            BOOST_TEST(top.value("i")->as_integer() == -7);
            BOOST_TEST(top.number("f").value() == 1.5);
            BOOST_TEST(top.number("i").value() == -7.0);
            BOOST_TEST(top.boolean("b").value());
            BOOST_TEST(top.value("d")->as_date() == "2025-02-28");
            BOOST_TEST((top.value("t")->type() == Value::Type::other));
            BOOST_TEST(top.value("l")->as_array().size() == 2u);
            BOOST_TEST(top.table("m")->has("n"));
            BOOST_TEST(!top.has("absent"));
            top.finish();
        });
    BOOST_TEST(errors == "");
}

BOOST_AUTO_TEST_CASE(of_text_are_the_same_with_and_without_the_parser) {
    // A comment after a string keeps it from the short way, see parse.cpp.
    for (const std::string text :
         {"\"\"", "\"å b\"", "\"\"\"\"\"\"", "\"\"\"a\"\"\"", "\"\"\"\n\nå\n  b\n\"\"\"", "\"\"\"\n\"\"\"", "\"#\""}) {
        BOOST_TEST(text_of("a = " + text) == text_of("a = " + text + " # after"));
        BOOST_TEST(place("a = " + text) == place("a = " + text + " # after"));
    }
    BOOST_TEST(text_of("a = \"\"\"a \"quoted\" word\"\"\"") == "a \"quoted\" word");
    BOOST_TEST(text_of("a = \"\"\"ends with \"\"\"\"\"") == "ends with \"\"");
    BOOST_TEST(text_of("a = \"\\u00e5\\n\"") == "å\n");
}

BOOST_AUTO_TEST_CASE(have_line_feeds_alone_as_line_ends) {
    BOOST_TEST(text_of("a = \"\"\"\r\nå\r\nb\"\"\"\r\n") == "å\nb");
}

BOOST_AUTO_TEST_CASE(that_stand_alone_count_as_a_list_of_one) {
    const auto errors = read("s = 'x'\n[t]\nk = 1\n", [](TableReader& top) {
        BOOST_TEST(top.strings("s").size() == 1u);
        BOOST_TEST(top.tables("t").size() == 1u);
    });
    BOOST_TEST(errors == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(keys)

BOOST_AUTO_TEST_CASE(come_in_the_order_of_the_file) {
    read("c = 1\nb = { z = 1, y = 2 }\na = 3\n", [](TableReader& top) {
        BOOST_TEST(top.keys() == (std::vector<std::string>{"c", "b", "a"}), boost::test_tools::per_element());
        BOOST_TEST(top.table("b")->keys() == (std::vector<std::string>{"z", "y"}), boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(are_found_among_very_many) {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "k" + std::to_string(i) + " = " + std::to_string(i) + "\n";
    const auto errors = read(text + "k500 = 0\n", [](TableReader& top) { BOOST_TEST(top.number("k999").value() == 999.0); });
    BOOST_TEST(errors == "duplicate-key 1001:1-1001:5");
}

BOOST_AUTO_TEST_CASE(that_nobody_asked_for_are_reported_where_they_stand) {
    const auto errors = read("title = 'x'\n[t]\n\"å\".b = 1\n", [](TableReader& top) {
        top.string("titel");
        auto t = top.table("t").value();
        t.finish();
        top.finish();
    });
    BOOST_TEST(errors == "unknown-key 3:1-3:4, unknown-key 1:1-1:6");
}

BOOST_AUTO_TEST_CASE(that_are_missing_are_not_reported_where_the_syntax_is_wrong) {
    const auto read_top = [](TableReader& top) { top.required("title"); };
    BOOST_TEST(read("a = 1\n", read_top) == "missing-key 1:1-1:2");
    BOOST_TEST(read("", read_top) == "missing-key 1:1-1:2");
    BOOST_TEST(read("title = \"x\n", read_top) == "syntax 1:9-1:11");
}

BOOST_AUTO_TEST_CASE(asked_for_are_kept_by_table) {
    base::Sources sources;
    base::Diagnostics diagnostics;
    toml::AskedKeys asked;
    const auto read_top = [](TableReader& top) {
        for (auto& area : top.tables("area"))
            for (auto& problem : area.tables("problem"))
                problem.string("title");
    };
    toml::read_file(sources, sources.add("test.toml", "[[area]]\n[[area.problem]]\n"), diagnostics, read_top, {}, &asked);
    const toml::AskedKeys expected = {{"", {"area"}}, {"area", {"problem"}}, {"area.problem", {"title"}}};
    BOOST_TEST((asked == expected));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(that_contradict_each_other_are_reported) {
    const auto ignore = [](TableReader&) {};
    BOOST_TEST(read("[a.b]\n[a]\nc = 1\n", ignore) == "");
    BOOST_TEST(read("[a]\nb.c = 1\nb.d = 2\n", ignore) == "");
    BOOST_TEST(read("[a]\n[a]\n", ignore) == "duplicate-key 2:2-2:3");
    BOOST_TEST(read("a = {}\n[a.b]\n", ignore) == "duplicate-key 2:2-2:3");
    BOOST_TEST(read("a = []\n[[a]]\n", ignore) == "duplicate-key 2:3-2:4");
    BOOST_TEST(read("a.b = 1\n[a]\n", ignore) == "duplicate-key 2:2-2:3");
    BOOST_TEST(read("[a.b]\n[[a]]\n", ignore) == "duplicate-key 2:3-2:4");
    BOOST_TEST(read("a = { b = 1, b = 2 }\n", ignore) == "duplicate-key 1:18-1:19");
    BOOST_TEST(read("a.b = 1\na.b.c = 1\n", ignore) == "duplicate-key 2:3-2:4");
}

BOOST_AUTO_TEST_SUITE_END()
