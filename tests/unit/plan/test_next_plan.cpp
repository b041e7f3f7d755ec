#include "plan/next_plan.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::plan;

BOOST_AUTO_TEST_SUITE(next_plan_text)

BOOST_AUTO_TEST_CASE(moves_the_years_on_and_keeps_comments_and_layout) {
    const std::string text = R"(# Vår plan 2025
id = "ort-2025"   # namnger mappen
title = "Plan för 2025"
version = "1.2"
date = 2025-04-28
period = 2025

[case]
dnr = "KS 2025/7"
officer = "A"
)";
    BOOST_TEST(next_text(text, {2025, 2025, ""}) == R"(# Vår plan 2025
id = "ort-2026"   # namnger mappen
title = "Plan för 2026"
version = "0.1"
period = 2026

[case]
officer = "A"
)");
}

BOOST_AUTO_TEST_CASE(moves_a_period_of_several_years_by_its_length) {
    BOOST_TEST(next_text("title = 'Plan 2024–2027'\nperiod = { from = \"2024-H2\", to = \"2027\" }\n", {2024, 2027, ""}) ==
               "title = 'Plan 2028–2031'\nperiod = { from = \"2028-H2\", to = \"2031\" }\nversion = \"0.1\"\n");
}

BOOST_AUTO_TEST_CASE(gives_an_id_without_a_year_one) {
    BOOST_TEST(next_text("id = \"liten\"\n", {2025, 2025, ""}) == "id = \"liten-2026\"\n");
}

BOOST_AUTO_TEST_CASE(does_not_touch_a_longer_number_or_another_year) {
    BOOST_TEST(next_text("title = '12025 2024 20251'\n", {2025, 2025, ""}) == "title = '12025 2024 20251'\n");
}

BOOST_AUTO_TEST_CASE(empties_follow_ups_and_removes_decisions) {
    const std::string text = R"([[decision]]
body = "n"
date = 2025-01-01

[[area]]
id = "a"

[[area.problem.cause.action]]
id = "x"
new = true
when = "2025-06"

[area.problem.cause.action.followup]
status = "done"
text = """
[[not a header]]
"""

# Nästa
[[area.problem.cause.action]]
id = "y"
followup = { status = "done" }
)";
    BOOST_TEST(next_text(text, {2025, 2025, ""}) == R"([[area]]
id = "a"

[[area.problem.cause.action]]
id = "x"
when = "2025-06"

# Nästa
[[area.problem.cause.action]]
id = "y"
)");
}

BOOST_AUTO_TEST_CASE(clears_actions_between_braces_too) {
    BOOST_TEST(
        next_text("area = [{ id = 'a', problem = [{ cause = [{ action = [{ id = 'x', new = true, followup = { status = 'done' } "
                  "}] }] }] }]\n",
                  {2025, 2025, ""}) == "area = [{ id = 'a', problem = [{ cause = [{ action = [{ id = 'x' }] }] }] }]\n");
}

BOOST_AUTO_TEST_CASE(leads_to_the_new_plans_own_files) {
    BOOST_TEST(next_text("include = [\"a.toml\", 'b/c.toml']\n", {2025, 2025, "ort-2026/"}) ==
               "include = [\"ort-2026/a.toml\", 'ort-2026/b/c.toml']\n");
}

BOOST_AUTO_TEST_SUITE_END()
