#include "plan/legal_dates.h"

namespace planpaket::plan {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

namespace {

/// Easter Sunday by the Gregorian calendar (the algorithm that Meeus gives as anonymous).
sys_days easter(std::chrono::year year) {
    const int y = int(year), a = y % 19, b = y / 100, c = y % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return sys_days(year / std::chrono::month(static_cast<unsigned>(f / 31)) /
                    std::chrono::day(static_cast<unsigned>(f % 31 + 1)));
}

sys_days first_weekday(sys_days day) {
    while (is_day_of_rest(day))
        day += days(1);
    return day;
}

} // namespace

bool is_day_of_rest(sys_days day) {
    using namespace std::chrono;
    const weekday weekday_of(day);
    if (weekday_of == Saturday || weekday_of == Sunday)
        return true;
    const year_month_day date(day);
    const auto is = [&](unsigned month_of, unsigned day_of) {
        return unsigned(date.month()) == month_of && unsigned(date.day()) == day_of;
    };
    if (is(1, 1) || is(1, 6) || is(5, 1) || is(6, 6) || is(12, 24) || is(12, 25) || is(12, 26) || is(12, 31))
        return true;
    if (weekday_of == Friday && date.month() == June && unsigned(date.day()) >= 19 && unsigned(date.day()) <= 25)
        return true; // Midsummer Eve; Midsummer and All Saints' Day are Saturdays
    const auto since_easter = (day - easter(date.year())).count();
    return since_easter == -2 || since_easter == 1 ||
           since_easter == 39; // Good Friday, Easter Monday, Ascension; Whit is a Sunday
}

LegalDates legal_dates(const Decision& decision) {
    const auto held = decision.date.first_day();
    LegalDates dates{};
    dates.approve_by = first_weekday(held + days(14));
    const auto approved = decision.approved             ? decision.approved->first_day()
                          : decision.immediate_approval ? held
                                                        : dates.approve_by;
    dates.announce_by = first_weekday(approved + days(2));
    if (decision.announced)
        dates.appeal_until = first_weekday(decision.announced->first_day() + days(21));
    const year_month_day date(held);
    const auto later = year_month_day(date.year() + std::chrono::years(2), date.month(), date.day());
    dates.follow_up_by = later.ok() ? sys_days(later) : sys_days(later.year() / later.month() / std::chrono::last);
    return dates;
}

} // namespace planpaket::plan
