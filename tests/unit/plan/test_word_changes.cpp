#include "plan/word_changes.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::plan;

namespace {

/// "kept[-removed-]{+added+}"
std::string marked(std::string_view before, std::string_view after) {
    std::string out;
    for (const auto& run : word_changes(before, after)) {
        switch (run.kind) {
        case WordRun::Kind::kept:
            out += run.text;
            break;
        case WordRun::Kind::removed:
            out += "[-" + run.text + "-]";
            break;
        case WordRun::Kind::added:
            out += "{+" + run.text + "+}";
            break;
        }
    }
    return out;
}

/// Both wordings, put together again from the runs.
std::pair<std::string, std::string> wordings(const std::vector<WordRun>& runs) {
    std::pair<std::string, std::string> out;
    for (const auto& run : runs) {
        if (run.kind != WordRun::Kind::added)
            out.first += run.text;
        if (run.kind != WordRun::Kind::removed)
            out.second += run.text;
    }
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(changed_words)

BOOST_AUTO_TEST_CASE(marks_the_word_that_changed) {
    BOOST_TEST(marked("Belysningen byts ut under våren.", "Belysningen byts ut under hösten.") ==
               "Belysningen byts ut under [-våren-]{+hösten+}.");
}

BOOST_AUTO_TEST_CASE(marks_words_that_came_and_words_that_went) {
    BOOST_TEST(marked("Polisen går runt torget.", "Polisen och fältarbetare går runt torget.") ==
               "Polisen {+och fältarbetare +}går runt torget.");
    BOOST_TEST(marked("Polisen och fältarbetare går runt torget.", "Polisen går runt torget.") ==
               "Polisen [-och fältarbetare -]går runt torget.");
}

BOOST_AUTO_TEST_CASE(compares_marks_apart_from_the_words_before_them) {
    BOOST_TEST(marked("Gatan, torget och parken ses över", "Gatan, torget, stationen och parken ses över") ==
               "Gatan, torget{+, stationen +}och parken ses över");
}

BOOST_AUTO_TEST_CASE(keeps_numbers_times_and_compound_words_whole) {
    BOOST_TEST(marked("Öppet kl. 20–24 på fredagar i hela S:t Eriks park", "Öppet kl. 20–23 på fredagar i hela S:t Eriks park") ==
               "Öppet kl. [-20–24 -]{+20–23 +}på fredagar i hela S:t Eriks park");
    BOOST_TEST(marked("Minst 1,5 timmar per vecka och grupp", "Minst 1,7 timmar per vecka och grupp") ==
               "Minst [-1,5 -]{+1,7 +}timmar per vecka och grupp");
    BOOST_TEST(marked("Alla får ett e-postbrev i månaden", "Alla får ett e-brev i månaden") ==
               "Alla får ett [-e-postbrev -]{+e-brev +}i månaden");
}

BOOST_AUTO_TEST_CASE(does_not_see_a_change_of_spaces) {
    BOOST_TEST(marked("Torget  ska\nlysas upp", "Torget ska lysas upp") == "Torget ska lysas upp");
}

BOOST_AUTO_TEST_CASE(takes_a_word_left_between_changed_ones_for_changed) {
    BOOST_TEST(marked("Så här gör vi: fritidsledare och föräldrar vandrar på torget varje fredag kväll",
                      "Så här gör vi: väktare från bolaget och personal från skolan står på torget varje fredag kväll") ==
               "Så här gör vi: [-fritidsledare och föräldrar vandrar -]{+väktare från bolaget och personal från skolan står +}på "
               "torget varje fredag kväll");
}

BOOST_AUTO_TEST_CASE(takes_all_for_changed_where_hardly_anything_stayed) {
    BOOST_TEST(marked("Väktare står på torget.", "Skolan ordnar läxhjälp efter lektionerna.") ==
               "[-Väktare står på torget.-]{+Skolan ordnar läxhjälp efter lektionerna.+}");
}

BOOST_AUTO_TEST_CASE(handles_a_wording_that_is_empty) {
    BOOST_TEST(marked("", "Nytt") == "{+Nytt+}");
    BOOST_TEST(marked("Gammalt", "") == "[-Gammalt-]");
    BOOST_TEST(marked("", "").empty());
}

BOOST_AUTO_TEST_CASE(gives_back_both_wordings_of_any_two_texts) {
    // Texts of a small alphabet, from a generator whose seed is its index: all kinds of meetings of words.
    for (unsigned seed = 1; seed <= 400; ++seed) {
        unsigned state = seed;
        const auto text = [&] {
            std::string out;
            state = state * 1103515245U + 12345U;
            const auto length = (state >> 16U) % 30U;
            for (unsigned i = 0; i < length; ++i) {
                state = state * 1103515245U + 12345U;
                out += std::string(out.empty() ? "" : " ") + static_cast<char>('a' + (state >> 16U) % 4U);
            }
            return out;
        };
        const auto before = text();
        const auto after = text();
        auto [was, is] = wordings(word_changes(before, after));
        // A kept word at the end of one wording only carries the other's space.
        const auto trimmed = [](std::string words) {
            while (words.ends_with(' '))
                words.pop_back();
            return words;
        };
        BOOST_TEST(trimmed(is) == after);
        BOOST_TEST(trimmed(was).size() + 1 >= before.size());
    }
}

BOOST_AUTO_TEST_CASE(ends_soon_on_long_texts_without_a_word_in_common) {
    std::string before, after;
    for (int i = 0; i < 200'000; ++i) {
        before += "a" + std::to_string(i) + " ";
        after += "b" + std::to_string(i) + " ";
    }
    const auto runs = word_changes("Lika " + before + "slut", "Lika " + after + "slut");
    BOOST_TEST(runs.size() == 2);
}

BOOST_AUTO_TEST_CASE(shortens_a_long_run_in_its_middle) {
    BOOST_TEST(shortened("ett två tre fyra fem sex sju åtta nio tio", 2, 2, "…") == "ett två … nio tio");
    BOOST_TEST(shortened("ett två tre fyra fem sex sju åtta nio tio", 0, 2, "…") == "… nio tio");
    BOOST_TEST(shortened("ett två tre fyra fem sex sju åtta nio tio", 2, 0, "…") == "ett två …");
    BOOST_TEST(shortened("ett två tre fyra", 1, 1, "…") == "ett två tre fyra");
}

BOOST_AUTO_TEST_SUITE_END()
