#include "archive/date_time.h"

#include <charconv>
#include <fmt/format.h>

namespace planpaket::archive {

namespace {

/// Takes `digits` digits off the front.
std::optional<unsigned> take_number(std::string_view& text, std::size_t digits) {
    unsigned value = 0;
    if (text.size() < digits)
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    if (error != std::errc{} || end != text.data() + digits)
        return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view letters) {
    if (text.empty() || !letters.contains(text.front()))
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

std::optional<std::chrono::sys_seconds> read_date_time(std::string_view text) {
    using namespace std::chrono;
    const auto year = take_number(text, 4);
    const auto month = year && take(text, "-") ? take_number(text, 2) : std::nullopt;
    const auto day = month && take(text, "-") ? take_number(text, 2) : std::nullopt;
    const auto hour = day && take(text, "Tt ") ? take_number(text, 2) : std::nullopt;
    const auto minute = hour && take(text, ":") ? take_number(text, 2) : std::nullopt;
    const auto second = minute && take(text, ":") ? take_number(text, 2) : std::nullopt;
    if (!second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    const year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok())
        return std::nullopt;
    if (take(text, ".")) {
        if (text.empty() || text.front() < '0' || text.front() > '9')
            return std::nullopt;
        text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    }
    const auto moment = sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
    if (take(text, "Zz"))
        return text.empty() ? std::optional<sys_seconds>(moment) : std::nullopt;
    const bool west = text.starts_with('-');
    const auto zone_hour = take(text, "+-") ? take_number(text, 2) : std::nullopt;
    const auto zone_minute = zone_hour && take(text, ":") ? take_number(text, 2) : std::nullopt;
    if (!zone_minute || !text.empty() || *zone_hour > 23 || *zone_minute > 59)
        return std::nullopt;
    const auto zone = hours(*zone_hour) + minutes(*zone_minute);
    return west ? moment + zone : moment - zone;
}

std::string write_date_time(std::chrono::sys_seconds moment) {
    using namespace std::chrono;
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

} // namespace planpaket::archive
