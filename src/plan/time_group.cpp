#include "plan/time_group.h"

namespace planpaket::plan {

TimeGroup time_group(const std::optional<Schedule>& when, std::chrono::sys_days first, std::chrono::sys_days last) {
    const auto deadline = when ? when->deadline() : std::nullopt;
    if (!deadline) {
        const bool open = when && (when->kind == ScheduleKind::continuous || when->kind == ScheduleKind::line_work);
        return {open ? TimeKind::continuous : TimeKind::undated};
    }
    if (*deadline < first)
        return {TimeKind::earlier};
    if (*deadline > last)
        return {TimeKind::later};
    const std::chrono::year_month_day date(*deadline);
    return {TimeKind::quarter, static_cast<int>(date.year()), (static_cast<unsigned>(date.month()) - 1) / 3 + 1};
}

} // namespace planpaket::plan
