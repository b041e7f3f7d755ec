#include "compose/words.h"

#include <fmt/format.h>

namespace planpaket::compose {

using plan::Date;
using plan::Precision;

namespace {

std::string filled_date(const Terms& terms, const Date& date, const std::string& day) {
    const auto year = std::to_string(date.year);
    switch (date.precision) {
    case Precision::year:
        return fill(terms.date_year, {{"year", year}});
    case Precision::half_year:
        return fill(date.part == 1 ? terms.date_first_half : terms.date_second_half, {{"year", year}});
    case Precision::quarter:
        return fill(terms.date_quarter, {{"quarter", std::to_string(date.part)}, {"year", year}});
    case Precision::month:
        return fill(terms.date_month, {{"month-name", terms.date_months.at(date.part - 1)}, {"year", year}});
    case Precision::day:
        return fill(day, {{"year", year},
                          {"month", fmt::format("{:02}", date.part)},
                          {"day", fmt::format("{:02}", date.day)},
                          {"day-number", std::to_string(date.day)},
                          {"month-name", terms.date_months.at(date.part - 1)}});
    }
    return {};
}

} // namespace

std::string date_words(const Terms& terms, const Date& date) {
    return filled_date(terms, date, terms.date_day);
}

std::string date_in_text(const Terms& terms, const Date& date) {
    return filled_date(terms, date, terms.date_day_in_text);
}

Date as_day(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return {static_cast<int>(date.year()), Precision::day, static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day())};
}

std::string day_words(const Terms& terms, std::chrono::sys_days day) {
    return date_words(terms, as_day(day));
}

namespace {

std::string span_words(const Terms& terms, const Date& from, const Date& to) {
    const bool years = from.precision == Precision::year && to.precision == Precision::year;
    return fill(years ? terms.schedule_years : terms.schedule_span,
                {{"from", date_words(terms, from)}, {"to", date_words(terms, to)}});
}

std::string open_ended(const Terms& terms, const std::string& kind, const plan::Schedule& schedule) {
    if (!schedule.from && !schedule.to)
        return kind;
    std::string bounds;
    if (schedule.from && schedule.to)
        bounds = span_words(terms, *schedule.from, *schedule.to);
    else if (schedule.from)
        bounds = fill(terms.schedule_from, {{"date", date_words(terms, *schedule.from)}});
    else
        bounds = fill(terms.schedule_to, {{"date", date_words(terms, *schedule.to)}});
    return fill(terms.schedule_bounded, {{"kind", kind}, {"bounds", bounds}});
}

} // namespace

std::string schedule_words(const Terms& terms, const plan::Schedule& schedule) {
    using enum plan::ScheduleKind;
    if (!schedule.text.empty()) {
        if (schedule.kind == words && schedule.from)
            return fill(terms.schedule_words_with_date,
                        {{"words", schedule.text.value}, {"date", date_words(terms, *schedule.from)}});
        return schedule.text.value;
    }
    switch (schedule.kind) {
    case date:
    case words:
        return schedule.from ? date_words(terms, *schedule.from) : std::string();
    case span:
        if (schedule.from && schedule.to)
            return span_words(terms, *schedule.from, *schedule.to);
        return {};
    case continuous:
        return open_ended(terms, terms.schedule_continuous, schedule);
    case line_work:
        return open_ended(terms, terms.schedule_line_work, schedule);
    }
    return {};
}

std::string time_group_words(const Terms& terms, const plan::TimeGroup& group) {
    switch (group.kind) {
    case plan::TimeKind::earlier:
        return terms.due_earlier;
    case plan::TimeKind::quarter:
        return fill(terms.due_quarter,
                    {{"quarter", date_words(terms, plan::Date{group.year, plan::Precision::quarter, group.quarter, 1})}});
    case plan::TimeKind::later:
        return terms.due_later;
    case plan::TimeKind::continuous:
        return terms.due_continuous;
    case plan::TimeKind::undated:
        return terms.due_undated;
    }
    return {};
}

std::string period_words(const Terms& terms, const plan::Plan& plan) {
    if (plan.from == plan.to)
        return date_words(terms, plan.from);
    return span_words(terms, plan.from, plan.to);
}

std::string state_words(const Terms& terms, const plan::State& state) {
    if (!state.decided || state.decision == nullptr)
        return terms.running_draft;
    const auto date = date_words(terms, state.decision->date);
    const auto& paragraph = state.decision->paragraph.value;
    auto words = paragraph.empty() ? fill(terms.running_decided_on, {{"date", date}})
                                   : fill(terms.running_decided, {{"date", date}, {"paragraph", paragraph}});
    if (state.correction == nullptr)
        return words;
    return fill(terms.running_corrected, {{"state", words}, {"date", date_words(terms, state.correction->date)}});
}

const std::string& outcome_words(const Terms& terms, plan::Outcome outcome) {
    switch (outcome) {
    case plan::Outcome::decided:
        return terms.outcome_decided;
    case plan::Outcome::decided_with_changes:
        return terms.outcome_decided_with_changes;
    case plan::Outcome::tabled:
        return terms.outcome_tabled;
    case plan::Outcome::referred_back:
        return terms.outcome_referred_back;
    }
    return terms.outcome_decided;
}

const std::string& status_words(const Terms& terms, plan::FollowUpStatus status) {
    switch (status) {
    case plan::FollowUpStatus::done:
        return terms.status_done;
    case plan::FollowUpStatus::under_way:
        return terms.status_under_way;
    case plan::FollowUpStatus::not_started:
        return terms.status_not_started;
    case plan::FollowUpStatus::dropped:
        return terms.status_dropped;
    }
    return terms.status_unreported;
}

} // namespace planpaket::compose
