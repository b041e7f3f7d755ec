#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::plan {

/// How exactly a date is known.
enum class Precision { year, half_year, quarter, month, day };

/// A date as plans state it: `2025`, `2025-H1`, `2025-Q2`, `2025-06`, `2025-06-15`.
struct Date {
    int year = 0;
    Precision precision = Precision::year;
    unsigned part = 1; ///< half-year 1–2, quarter 1–4, month 1–12; 1 for a year; the month for a day.
    unsigned day = 1;  ///< 1–31 when precision is day, else 1.

    /// The first and the last day that the date covers.
    std::chrono::sys_days first_day() const;
    std::chrono::sys_days last_day() const;

    bool operator==(const Date&) const = default;
};

/// Reads the forms above; nothing else, and no day that the calendar lacks. Years 1900–2199.
std::optional<Date> parse_date(std::string_view text);

/// The form above that parse_date reads.
std::string to_string(const Date& date);

} // namespace planpaket::plan
