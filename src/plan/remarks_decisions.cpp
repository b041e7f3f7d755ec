#include "base/translate.h"
#include "plan/legal_dates.h"
#include "plan/remark_rules.h"

#include <fmt/format.h>

namespace planpaket::plan {

using base::tr;
using base::trf;

static std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

void find_late_approval(const Plan& plan, Findings& findings) {
    for (const auto& decision : plan.decision)
        if (const auto by = legal_dates(decision).approve_by; decision.approved && decision.approved->first_day() > by)
            findings.add(
                decision.span, trf("the minutes of {} are approved after {}", to_string(decision.date), iso(by)),
                tr("the law gives 14 days (5 kap. 69 § kommunallagen): check the day, or silence the remark with the reason"));
}

void find_late_announcement(const Plan& plan, Findings& findings) {
    for (const auto& decision : plan.decision)
        if (const auto by = legal_dates(decision).announce_by; decision.announced && decision.announced->first_day() > by)
            findings.add(decision.span, trf("the approval of {} is announced after {}", to_string(decision.date), iso(by)),
                         tr("the law gives until the second day after the approval (8 kap. 12 § kommunallagen): check the days"));
}

} // namespace planpaket::plan
