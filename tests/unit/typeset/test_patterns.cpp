#include "typeset/patterns.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <hyphen.h>
#include <iterator>
#include <memory>
#include <set>

using planpaket::typeset::Patterns;

namespace {

/// The word with a hyphen where it may be divided.
std::string divided(const Patterns& patterns, std::string_view word) {
    const auto divisions = patterns.divisions(word);
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        out += word[i];
        if (divisions[i])
            out += '-';
    }
    return out;
}

std::string file_text(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The words of a text in small letters, in ISO 8859-1; those with other letters are left out.
std::set<std::string> words(const std::string& text) {
    std::set<std::string> found;
    std::string word;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == 0xC3 && i + 1 < text.size())
            c = static_cast<unsigned char>(0xC0 | (static_cast<unsigned char>(text[++i]) & 0x3F));
        if ((c >= 'a' && c <= 'z') || c >= 0xE0) {
            word += static_cast<char>(c);
        } else {
            found.insert(word);
            word.clear();
        }
    }
    found.erase("");
    return found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(patterns)

BOOST_AUTO_TEST_CASE(divide_where_the_highest_value_is_odd) {
    // The example of Liang's thesis.
    const auto patterns = Patterns::read("UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\n");
    BOOST_REQUIRE(patterns);
    BOOST_TEST(patterns->character_set() == "UTF-8");
    BOOST_TEST(divided(*patterns, "hyphenation") == "hy-phen-ation");
    BOOST_TEST(divided(*patterns, "xyz") == "xyz");
}

BOOST_AUTO_TEST_CASE(know_the_ends_of_words) {
    const auto patterns = Patterns::read("ISO8859-1\r\nLEFTHYPHENMIN 1\r\n% a remark\r\n.a1b\r\nc1d.\r\n");
    BOOST_REQUIRE(patterns);
    BOOST_TEST(divided(*patterns, "abxabcdcd") == "a-bxabcdc-d");
}

BOOST_AUTO_TEST_CASE(leave_other_kinds_of_files_to_libhyphen) {
    BOOST_TEST(!Patterns::read("UTF-8\nNOHYPHEN -\n1-1\nNEXTLEVEL\na1b\n"));
    BOOST_TEST(!Patterns::read("UTF-8\ns1s/ss=s,1,2\n"));
}

BOOST_AUTO_TEST_CASE(divide_every_word_of_the_plans_as_libhyphen_does) {
    const std::string path = "/usr/share/hyphen/hyph_sv_SE.dic";
    const auto patterns = Patterns::read(file_text(path));
    BOOST_REQUIRE(patterns);
    const std::unique_ptr<HyphenDict, decltype(&hnj_hyphen_free)> dict(hnj_hyphen_load(path.c_str()), hnj_hyphen_free);
    const auto plan =
        file_text(PROJECT_DIR "/plans/hasselby-vallingby-2025.toml") + file_text(PROJECT_DIR "/tests/plans/uppfoljd.toml");
    const auto all = words(plan);
    BOOST_TEST(all.size() > 2000);
    for (const auto& word : all) {
        std::vector<char> marks(word.size() + 5);
        char** replacements = nullptr;
        int* positions = nullptr;
        int* cuts = nullptr;
        hnj_hyphen_hyphenate2(dict.get(), word.data(), static_cast<int>(word.size()), marks.data(), nullptr, &replacements,
                              &positions, &cuts);
        const auto ours = patterns->divisions(word);
        // libhyphen keeps some letters on each side, as typesetting does.
        for (std::size_t i = 2; i + 3 < word.size(); ++i)
            BOOST_TEST(ours[i] == ((marks[i] & 1) != 0), word << " after " << i);
    }
}

BOOST_AUTO_TEST_SUITE_END()
