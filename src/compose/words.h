#pragma once

/// Dates, schedules and states in a language's words.

#include "compose/terms.h"
#include "plan/figures.h"
#include "plan/time_group.h"

#include <chrono>
#include <string>

namespace planpaket::compose {

/// "2025-04-24", "juni 2025", "kvartal 2 2025", "2025".
std::string date_words(const Terms& terms, const plan::Date& date);
/// The same inside a sentence: "24 april 2025".
std::string date_in_text(const Terms& terms, const plan::Date& date);
std::string day_words(const Terms& terms, std::chrono::sys_days day);

/// A day as a plan states it.
plan::Date as_day(std::chrono::sys_days day);

/// "2024–2027", "löpande från 2025"; the schedule's own words where it has them.
std::string schedule_words(const Terms& terms, const plan::Schedule& schedule);

/// "Till och med kvartal 2 2025", "Löpande och linjearbete".
std::string time_group_words(const Terms& terms, const plan::TimeGroup& group);

/// "2025", "2025–2026": the time that a plan is for.
std::string period_words(const Terms& terms, const plan::Plan& plan);

/// "Utkast", "Beslutad 2025-04-24, § 12".
std::string state_words(const Terms& terms, const plan::State& state);

const std::string& outcome_words(const Terms& terms, plan::Outcome outcome);
const std::string& status_words(const Terms& terms, plan::FollowUpStatus status);

} // namespace planpaket::compose
