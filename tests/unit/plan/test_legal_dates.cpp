#include "plan/legal_dates.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::plan;
using std::chrono::sys_days;

namespace {

sys_days day(const char* text) {
    return parse_date(text)->first_day();
}

LegalDates dates(const char* held, std::optional<const char*> approved = {}, std::optional<const char*> announced = {}) {
    Decision decision;
    decision.date = *parse_date(held);
    if (approved)
        decision.approved = parse_date(*approved);
    if (announced)
        decision.announced = parse_date(*announced);
    return legal_dates(decision);
}

} // namespace

BOOST_AUTO_TEST_SUITE(legal_dates_of_a_decision)

BOOST_AUTO_TEST_CASE(days_of_rest_are_weekends_holidays_and_the_three_eves) {
    for (const char* rest : {"2025-04-18", "2025-04-20", "2025-04-21", "2025-05-01", "2025-05-29", "2025-06-06", "2025-06-20",
                             "2025-06-21", "2025-11-01", "2025-12-24", "2025-12-26", "2025-12-31", "2026-01-01", "2026-01-06",
                             "2024-03-29", "2024-04-01", "2024-06-21", "2038-04-26", "2025-05-04"})
        BOOST_TEST(is_day_of_rest(day(rest)), rest);
    for (const char* work : {"2025-04-17", "2025-04-22", "2025-05-02", "2025-05-28", "2025-05-30", "2025-06-19", "2025-06-23",
                             "2025-12-23", "2025-12-30", "2024-06-20", "2025-06-27"})
        BOOST_TEST(!is_day_of_rest(day(work)), work);
}

BOOST_AUTO_TEST_CASE(the_minutes_are_approved_within_14_days) {
    BOOST_TEST((dates("2025-04-24").approve_by == day("2025-05-08")));
    BOOST_TEST((dates("2025-12-17").approve_by == day("2026-01-02"))); // New Year's Eve and Day
}

BOOST_AUTO_TEST_CASE(the_approval_is_announced_on_the_second_day_after_it) {
    BOOST_TEST((dates("2025-04-24", "2025-05-05").announce_by == day("2025-05-07")));
    BOOST_TEST((dates("2025-04-24", "2025-05-08").announce_by == day("2025-05-12"))); // a Saturday
    Decision at_once;
    at_once.date = *parse_date("2025-04-23");
    at_once.immediate_approval = true;
    BOOST_TEST((legal_dates(at_once).announce_by == day("2025-04-25")));
}

BOOST_AUTO_TEST_CASE(an_appeal_is_open_for_three_weeks_from_the_announcement) {
    BOOST_TEST(!dates("2025-04-24", "2025-05-05").appeal_until.has_value());
    BOOST_TEST((dates("2025-04-24", "2025-05-05", "2025-05-07").appeal_until == day("2025-05-28")));
    BOOST_TEST((dates("2025-04-24", "2025-05-05", "2025-05-08").appeal_until == day("2025-05-30"))); // Ascension
}

BOOST_AUTO_TEST_CASE(the_plan_is_followed_up_within_two_years) {
    BOOST_TEST((dates("2025-04-24").follow_up_by == day("2027-04-24")));
    BOOST_TEST((dates("2024-02-29").follow_up_by == day("2026-02-28")));
}

BOOST_AUTO_TEST_SUITE_END()
