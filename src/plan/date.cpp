#include "plan/date.h"

#include <fmt/format.h>

namespace planpaket::plan {

using std::chrono::last;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year_month_day;

static constexpr int first_year = 1900;
static constexpr int last_year = 2199;

static month first_month(const Date& date) {
    switch (date.precision) {
    case Precision::year:
        return month(1);
    case Precision::half_year:
        return month(date.part * 6 - 5);
    case Precision::quarter:
        return month(date.part * 3 - 2);
    case Precision::month:
    case Precision::day:
        return month(date.part);
    }
    return month(1);
}

static month last_month(const Date& date) {
    switch (date.precision) {
    case Precision::year:
        return month(12);
    case Precision::half_year:
        return month(date.part * 6);
    case Precision::quarter:
        return month(date.part * 3);
    case Precision::month:
    case Precision::day:
        return month(date.part);
    }
    return month(12);
}

sys_days Date::first_day() const {
    return sys_days(std::chrono::year(year) / first_month(*this) / std::chrono::day(day));
}

sys_days Date::last_day() const {
    if (precision == Precision::day)
        return first_day();
    return sys_days(std::chrono::year(year) / last_month(*this) / last);
}

/// The digits as a number; nothing if there are other characters.
static std::optional<unsigned> digits(std::string_view text) {
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10)
        return std::nullopt;
    const auto year_digits = digits(text.substr(0, 4));
    if (!year_digits || *year_digits < first_year || *year_digits > last_year)
        return std::nullopt;
    Date date;
    date.year = static_cast<int>(*year_digits);
    if (text.size() == 4)
        return date;
    if (text[4] != '-')
        return std::nullopt;
    if (text[5] == 'H' || text[5] == 'Q') {
        const auto part = digits(text.substr(6));
        if (text.size() != 7 || !part || *part < 1 || *part > (text[5] == 'H' ? 2u : 4u))
            return std::nullopt;
        date.precision = text[5] == 'H' ? Precision::half_year : Precision::quarter;
        date.part = *part;
        return date;
    }
    const auto month_digits = digits(text.substr(5, 2));
    if (!month_digits || *month_digits < 1 || *month_digits > 12)
        return std::nullopt;
    date.precision = Precision::month;
    date.part = *month_digits;
    if (text.size() == 7)
        return date;
    const auto day_digits = digits(text.substr(8));
    if (text[7] != '-' || !day_digits)
        return std::nullopt;
    if (!year_month_day(std::chrono::year(date.year), month(date.part), std::chrono::day(*day_digits)).ok())
        return std::nullopt;
    date.precision = Precision::day;
    date.day = *day_digits;
    return date;
}

std::string to_string(const Date& date) {
    switch (date.precision) {
    case Precision::year:
        return fmt::format("{:04}", date.year);
    case Precision::half_year:
        return fmt::format("{:04}-H{}", date.year, date.part);
    case Precision::quarter:
        return fmt::format("{:04}-Q{}", date.year, date.part);
    case Precision::month:
        return fmt::format("{:04}-{:02}", date.year, date.part);
    case Precision::day:
        return fmt::format("{:04}-{:02}-{:02}", date.year, date.part, date.day);
    }
    return {};
}

} // namespace planpaket::plan
