#pragma once

/// The words that the generated parts of documents use, from templates/<language>/terms.toml. The code knows none itself.

#include "base/diagnostic.h"
#include "plan/change.h"

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::compose {

/// A phrase with a number `{n}` that its words agree with: "1 åtgärd", "18 åtgärder".
struct Plural {
    std::string one;
    std::string other;
    std::string none; ///< Empty: as `other`.
};

/// Every word is required. The members are named table_key.
struct Terms {
    std::string running_version, running_dnr, running_page, running_draft, running_decided, running_decided_on, running_corrected,
        running_continued;
    std::string column_number, column_problem, column_cause, column_action, column_goals, column_when, column_who,
        column_follow_up, column_area, column_problems, column_causes, column_actions, column_owner, column_party, column_role,
        column_target, column_about, column_by, column_body, column_date, column_paragraph, column_dnr, column_outcome,
        column_period, column_count, column_document, column_file, column_size, column_checksum, column_status, column_done,
        column_under_way, column_not_started, column_dropped, column_unreported, column_correction, column_item, column_change,
        column_before, column_after;
    std::string table_area, table_owners, table_timeline, table_continuous, table_undated, table_summary, table_targets,
        table_decisions, table_corrections, table_due, table_files, table_status, table_owner_status, table_remaining,
        table_changes;
    std::string heading_dated, heading_continuous, heading_undated, heading_targets;
    std::string area_unused, area_other_problems, area_subject, area_target;
    std::string summary_total, summary_rule;
    std::string action_title, action_one_off, action_line_work, action_with_police, action_alone, action_immediate, action_short,
        action_long, action_new, action_resources, action_strategies, action_separator, action_measure, action_goal_by;
    std::string who_lead, who_participants, who_leads, who_takes_part, who_contact;
    std::string schedule_continuous, schedule_line_work, schedule_bounded, schedule_from, schedule_to, schedule_years,
        schedule_span, schedule_words_with_date;
    std::string date_day, date_day_in_text, date_month, date_quarter, date_first_half, date_second_half, date_year;
    std::string number_thousands;
    std::string status_done, status_under_way, status_not_started, status_dropped, status_unreported, status_on,
        status_commitment, status_evidence;
    std::string outcome_decided, outcome_decided_with_changes, outcome_tabled, outcome_referred_back;
    std::string due_earlier, due_quarter, due_later, due_continuous, due_undated;
    std::string letter_sender, letter_officer, letter_phone, letter_email, letter_dnr, letter_date, letter_version, letter_state,
        letter_period, letter_contents;
    std::string signature_date, signature_name;
    std::string attachment_item;
    std::string resource_link, resource_cited, resource_uncited;
    std::string strategy_carried_out, strategy_no_action;
    std::string file_bytes;
    std::string chart_timeline, chart_timeline_area, chart_timeline_alternative, chart_left_out, chart_summary,
        chart_summary_alternative, chart_area_sentence;
    std::string page_skip, page_filter, page_area, page_all_areas, page_party, page_all_parties, page_time, page_all_times,
        page_reset, page_shown, page_none, page_permalink, page_top;
    std::string change_added, change_removed, change_moved, change_changed, change_nothing, change_mark, change_gap, change_item,
        change_extent, change_with, change_and, change_under, change_after, change_first, change_markup, change_yes, change_no,
        change_central, change_local, change_organisation, change_unit, change_role, change_group, change_person,
        change_steering_group, change_committee, change_other, change_places, change_owners, change_sources, change_matter;
    std::string text_introduction, text_summary, text_background, text_matter, text_preparation, text_assessment, text_equality,
        text_children, text_economy, text_method_note, text_follow_up, text_letter;
    std::string column_district, column_districts, column_areas, column_plan, column_decision, column_delivered,
        column_signatures, column_findings, column_delivery, column_reason, column_stated;
    std::string table_deliveries, table_refused, table_districts, table_areas, table_figures, table_shared_owners,
        table_due_by_district, table_city_timeline;
    std::string collation_undecided, collation_no_date, collation_no_plan, collation_finding, collation_share, collation_agrees,
        collation_differs, collation_unstated;
    std::string finding_missing, finding_refused, finding_unreadable, finding_undecided, finding_decided_late,
        finding_delivered_late, finding_differing, finding_unstated, finding_unsigned, finding_unproven, finding_invalid;
    std::string signatures_unsigned, signatures_valid, signatures_unproven, signatures_invalid;
    std::string refusal_foreign, refusal_broken, refusal_newer, refusal_unexpected, refusal_repeated, refusal_replaced;
    std::array<std::string, 12> date_months, date_short_months;
    /// What is compared between plans, by plan::Noun and plan::Field; the keys are those of plans.
    std::array<std::string, plan::noun_count> noun;
    std::array<std::string, plan::field_count> field;

    Plural count_areas, count_problems, count_causes, count_actions, count_goals, count_owners, count_targets, count_resources,
        count_files, count_changes, count_others, count_districts;
};

/// Reads a language's terms. Errors: "missing-key" for every word that is not there, "unknown-term-placeholder" for a `{word}`
/// that the term does not have, and what the TOML reader finds.
base::Result<Terms> read_terms(const base::Sources& sources, base::SourceId source);

/// The keys of terms.toml as "table.key", in order, each with the `{words}` it may hold; for the documentation's test.
struct TermKey {
    std::string_view table, key;
    std::string_view words; ///< Separated by spaces.
};
std::vector<TermKey> term_keys();

/// A term with its `{words}` replaced.
std::string fill(std::string_view term, std::initializer_list<std::pair<std::string_view, std::string_view>> words);

/// A whole number with the language's separator between thousands.
std::string number(const Terms& terms, std::size_t value);

/// "1 åtgärd", "18 åtgärder".
std::string counted(const Terms& terms, const Plural& plural, std::size_t value);

} // namespace planpaket::compose
