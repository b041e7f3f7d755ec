#include "base/bytes.h"
#include "base/sha256.h"
#include "base/source.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::base;

namespace {

std::string joined(const Bytes& bytes) {
    std::string out;
    for (const auto& piece : bytes.pieces())
        out += piece;
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(bytes)

BOOST_AUTO_TEST_CASE(holds_what_was_appended_in_order) {
    Bytes bytes("first,");
    std::string expected = "first,";
    for (int i = 0; i < 9; ++i) {
        const std::string more(static_cast<std::size_t>(i) * 20'011, static_cast<char>('a' + i));
        bytes.append(more);
        expected += more;
    }
    BOOST_TEST(bytes.size() == expected.size());
    BOOST_TEST((joined(bytes) == expected));
    BOOST_TEST(bytes.pieces().size() > 1U);
    BOOST_TEST(sha256(bytes.pieces()) == sha256(expected));
}

BOOST_AUTO_TEST_CASE(has_no_pieces_when_empty) {
    BOOST_TEST(Bytes().pieces().empty());
    BOOST_TEST(Bytes("").size() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sources)

BOOST_AUTO_TEST_CASE(shows_a_line_that_was_let_go_by_reading_the_file_again) {
    int readings = 0;
    Sources sources([&](const std::string& path, std::size_t limit) {
        ++readings;
        BOOST_TEST(path == "plan.toml");
        BOOST_TEST(limit == 8U);
        return std::optional<std::string>("one\ntwo\n");
    });
    const auto id = sources.add("plan.toml", "one\ntwo\n");
    sources.let_go();
    BOOST_TEST(sources.get(id).text.empty());
    BOOST_TEST(sources.line(id, 2) == "two");
    BOOST_TEST(sources.line(id, 1) == "one");
    BOOST_TEST(readings == 1);
}

BOOST_AUTO_TEST_CASE(shows_lines_whatever_ends_them) {
    Sources sources;
    const auto id = sources.add("plan.toml", "one\r\n\nthree\nlast");
    for (const auto& [number, line] : std::vector<std::pair<unsigned, std::string>>{
             {0, ""}, {1, "one"}, {2, ""}, {3, "three"}, {4, "last"}, {5, ""}, {1, "one"}})
        BOOST_TEST(sources.line(id, number) == line);
    BOOST_TEST(sources.line(sources.add("empty.toml", ""), 1).empty());
}

BOOST_AUTO_TEST_CASE(shows_no_line_of_a_file_that_has_changed_since) {
    Sources sources([](const std::string&, std::size_t) { return std::optional<std::string>("one\nTWO\n"); });
    const auto id = sources.add("plan.toml", "one\ntwo\n");
    sources.let_go();
    BOOST_TEST(sources.line(id, 2).empty());
}

BOOST_AUTO_TEST_CASE(keeps_its_texts_when_they_cannot_be_read_again) {
    Sources sources;
    const auto id = sources.add("plan.toml", "one\ntwo\n");
    sources.let_go();
    BOOST_TEST(sources.line(id, 2) == "two");
}

BOOST_AUTO_TEST_SUITE_END()
