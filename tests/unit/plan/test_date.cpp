#include "plan/date.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::plan;
using std::chrono::sys_days;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(dates)

BOOST_AUTO_TEST_CASE(are_read_and_written_in_five_forms) {
    for (const char* text : {"2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q4", "2025-06", "2024-02-29"}) {
        const auto date = parse_date(text);
        BOOST_REQUIRE(date);
        BOOST_TEST(to_string(*date) == text);
    }
}

BOOST_AUTO_TEST_CASE(of_any_other_form_are_refused) {
    for (const char* text : {"",           "25",       "1899",      "2200",        "2025-",  "2025-H3",    "2025-Q0",
                             "2025-h1",    "2025-H10", "2025-00",   "2025-13",     "2025-6", "2025-06-00", "2025-06-31",
                             "2025-02-29", "2025/06",  "2025-06-1", "2025-06-15T", "20x5",   "2025 06",    "+025"})
        BOOST_TEST(!parse_date(text), text);
}

BOOST_AUTO_TEST_CASE(cover_the_days_of_their_precision) {
    const auto covers = [](const char* text, sys_days first, sys_days last) {
        BOOST_TEST((parse_date(text)->first_day() == first), text);
        BOOST_TEST((parse_date(text)->last_day() == last), text);
    };
    covers("2025", sys_days(2025y / 1 / 1), sys_days(2025y / 12 / 31));
    covers("2025-H1", sys_days(2025y / 1 / 1), sys_days(2025y / 6 / 30));
    covers("2025-H2", sys_days(2025y / 7 / 1), sys_days(2025y / 12 / 31));
    covers("2025-Q3", sys_days(2025y / 7 / 1), sys_days(2025y / 9 / 30));
    covers("2024-02", sys_days(2024y / 2 / 1), sys_days(2024y / 2 / 29));
    covers("2025-06-15", sys_days(2025y / 6 / 15), sys_days(2025y / 6 / 15));
}

BOOST_AUTO_TEST_SUITE_END()
