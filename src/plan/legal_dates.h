#pragma once

/// The days that Swedish law sets for what follows a decision on a plan.

#include "plan/plan.h"

#include <chrono>
#include <optional>

namespace planpaket::plan {

/// Last days for what follows a decision. A last day that falls on a Saturday, a Sunday, a public holiday, Midsummer Eve,
/// Christmas Eve or New Year's Eve moves to the next day that is none of these (1930:173, 2 §).
struct LegalDates {
    std::chrono::sys_days approve_by;  ///< The minutes are approved within 14 days of the meeting (2017:725, 5 kap. 69 §).
    std::chrono::sys_days announce_by; ///< The approval is announced on the second day after it (8 kap. 12 §); while it is not
                                       ///< approved, as counted from the last day for that.
    std::optional<std::chrono::sys_days> appeal_until; ///< Three weeks from the announcement (13 kap. 5 §), once it is made.
    std::chrono::sys_days follow_up_by; ///< The plan is followed up within two years (2023:196, 6 §). Never moved.
};
LegalDates legal_dates(const Decision& decision);

/// Whether what the law asks to be done by a day may be done on the next weekday instead (1930:173, 2 §; the holidays are those
/// of 1989:253).
bool is_day_of_rest(std::chrono::sys_days day);

} // namespace planpaket::plan
