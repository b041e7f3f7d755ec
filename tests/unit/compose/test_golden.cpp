/// Document trees of small plans, compared with tests/golden/. `PLANPAKET_REWRITE_GOLDEN=1 unit_compose --run_test=golden` writes
/// the files anew and fails, so that a rewrite is never mistaken for a pass.

#include "plans.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace planpaket;

namespace {

void compare(const std::string& plan) {
    const auto loaded = load(plan);
    const auto names = compose::documents_to_make(loaded->plan, loaded->templates);
    BOOST_REQUIRE(names.has_value());
    BOOST_TEST(!names->empty());
    for (const auto& name : *names) {
        const auto path = std::string(PROJECT_DIR "/tests/golden/") + loaded->plan.id.value + "." + name + ".txt";
        const auto now = composed(*loaded, name);
        if (std::getenv("PLANPAKET_REWRITE_GOLDEN") != nullptr) {
            std::ofstream(path, std::ios::binary) << now;
            BOOST_ERROR("rewritten: " + path);
            continue;
        }
        std::ifstream file(path, std::ios::binary);
        BOOST_CHECK_MESSAGE(file.good(), "missing: " << path);
        std::stringstream before;
        before << file.rdbuf();
        BOOST_CHECK_MESSAGE(before.str() == now, "differs: " << path << "\n" << now);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(golden)

BOOST_AUTO_TEST_CASE(a_small_plan_gives_the_trees_on_file) {
    compare("plans/exempel-liten.toml");
}
BOOST_AUTO_TEST_CASE(a_followed_up_plan_gives_the_trees_on_file) {
    compare("tests/plans/uppfoljd.toml");
}
BOOST_AUTO_TEST_CASE(a_plan_in_another_language_gives_the_trees_on_file) {
    compare("tests/plans/tva-kommuner.toml");
}

BOOST_AUTO_TEST_SUITE_END()
