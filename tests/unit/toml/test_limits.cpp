#include "toml/reader.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket;
using toml::TableReader;

namespace {

constexpr std::size_t levels = 10'000;

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

std::vector<std::string> codes(std::string text, const toml::Limits& limits = {}) {
    base::Sources sources;
    base::Diagnostics diagnostics;
    toml::read_file(
        sources, sources.add("test.toml", std::move(text)), diagnostics, [](TableReader&) {}, limits);
    std::vector<std::string> found;
    for (const auto& diagnostic : diagnostics)
        found.push_back(diagnostic.code);
    return found;
}

const std::vector<std::string> too_deep = {"nesting-too-deep"};

} // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(refuse_a_file_of_50_megabytes) {
    BOOST_TEST(codes(std::string(40'000'000, '\n') + "a = 1").empty());
    BOOST_TEST(codes(std::string(50'000'000, '\n') + "a = 1") == std::vector<std::string>{"file-too-large"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(refuse_ten_thousand_levels) {
    BOOST_TEST(codes("a = " + repeated("[", levels) + repeated("]", levels)) == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("a = " + repeated("[\n", levels) + repeated("]\n", levels)) == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("a = " + repeated("{ a = ", levels) + "1" + repeated("}", levels)) == too_deep,
               boost::test_tools::per_element());
    BOOST_TEST(codes(repeated("a.", levels) + "a = 1") == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("x = { " + repeated("a.", levels) + "a = 1 }") == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("[" + repeated("a.", levels) + "a]") == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("[[" + repeated("a.", levels) + "a]]\nb = 1") == too_deep, boost::test_tools::per_element());
    BOOST_TEST(codes("a = " + repeated("[", levels)) == too_deep, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(allow_what_plans_need) {
    BOOST_TEST(codes("a = " + repeated("[", 64) + repeated("]", 64)).empty());
    BOOST_TEST(codes(repeated("a.", 63) + "a = 1").empty());
    BOOST_TEST(codes("a = 1.5\nb = \"" + repeated(".", levels) + repeated("[", levels) + "\"\n").empty());
}

BOOST_AUTO_TEST_CASE(stop_after_a_hundred_errors_of_syntax) {
    BOOST_TEST(codes(repeated("nonsense\n", levels)).size() == 101u);
    BOOST_TEST(codes("a = '" + repeated("\x01", levels) + "'\n").size() == 20u);
}

/// Anything quadratic would take hours on these.
BOOST_AUTO_TEST_CASE(get_through_long_files_of_any_shape) {
    BOOST_TEST(codes(repeated("[[a.b.c]]\n", 20'000)).empty());
    BOOST_TEST(!codes(repeated("[", 1'000'000)).empty());
    BOOST_TEST(!codes("a = \"\"\"" + repeated("\n[[a]]", 100'000)).empty());
    BOOST_TEST(!codes("a = [" + repeated("\nb = 1", 100'000)).empty());
    BOOST_TEST(!codes("a = " + repeated("\"", 200'000)).empty());
    BOOST_TEST(!codes(repeated("a = {", 100'000)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
