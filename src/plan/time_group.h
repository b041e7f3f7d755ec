#pragma once

/// The groups in which documents tell what is due when.

#include "plan/plan.h"

#include <chrono>
#include <optional>

namespace planpaket::plan {

enum class TimeKind {
    earlier,    ///< Before the period.
    quarter,    ///< In a quarter of the period.
    later,      ///< After the period.
    continuous, ///< Continuous and line work without an end.
    undated,    ///< Words without a date, or no schedule.
};

/// In the order of time, with open-ended and undated work last.
struct TimeGroup {
    TimeKind kind = TimeKind::undated;
    int year = 0;         ///< Of a quarter, else 0.
    unsigned quarter = 0; ///< 1–4 of a quarter, else 0.

    auto operator<=>(const TimeGroup&) const = default;
};

/// The group of what has this schedule, in a plan for the time from the first to the last day.
TimeGroup time_group(const std::optional<Schedule>& when, std::chrono::sys_days first, std::chrono::sys_days last);

} // namespace planpaket::plan
