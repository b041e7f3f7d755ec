#include "pdf/conformance.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace pdf = planpaket::pdf;

namespace {

/// The text of docs/conformance.md: what stands before the tables is written by hand.
const std::string introduction = R"(# Conformance

Every PDF is PDF/A-2a and PDF/UA-1 at once, always. Most rules cannot be broken: the code has no way to. Some depend on what is put in; that is
checked before anything is written, and refused with its place in the plan, the template or the style, and exit code 11. Some only a person
can judge. `scripts/conformance` has veraPDF judge every PDF of every plan in `plans/` and `tests/plans/`, and then broken copies of them.

These tables are written by the program itself (`src/pdf/conformance.cpp`); `PLANPAKET_REWRITE_GOLDEN=1` and the test `unit.pdf` renew them.

)";

} // namespace

BOOST_AUTO_TEST_SUITE(conformance)

BOOST_AUTO_TEST_CASE(the_document_lists_the_rules_as_they_are) {
    const std::string path = PROJECT_DIR "/docs/conformance.md";
    const auto expected = introduction + pdf::rules_as_markdown();
    if (std::getenv("PLANPAKET_REWRITE_GOLDEN") != nullptr) {
        std::ofstream(path) << expected;
        BOOST_FAIL("docs/conformance.md was rewritten");
    }
    std::ifstream file(path);
    const std::string found((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    BOOST_TEST(found == expected, "docs/conformance.md is not what the rules say: rewrite it");
}

BOOST_AUTO_TEST_CASE(only_what_is_checked_has_a_code) {
    for (const auto& rule : pdf::rules())
        BOOST_TEST((rule.guarantee == pdf::Guarantee::checked) == !rule.code.empty(), rule.clause << " " << rule.demand);
}

BOOST_AUTO_TEST_CASE(a_link_without_text_is_a_fault_of_conformance) {
    BOOST_TEST(pdf::is_conformance_fault("link-without-text"));
    BOOST_TEST(!pdf::is_conformance_fault("unknown-key"));
    BOOST_TEST(!pdf::is_conformance_fault(""));
}

BOOST_AUTO_TEST_SUITE_END()
