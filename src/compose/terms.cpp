#include "compose/terms.h"

#include "base/translate.h"
#include "toml/reader.h"

#include <algorithm>
#include <map>
#include <optional>

namespace planpaket::compose {

namespace {

using base::tr;
using base::trf;

struct TermRow {
    TermKey key;
    std::string Terms::*member;
};
constexpr TermRow rows[] = {
    {{"running", "version", "version"}, &Terms::running_version},
    {{"running", "dnr", "dnr"}, &Terms::running_dnr},
    {{"running", "page", "page pages"}, &Terms::running_page},
    {{"running", "draft", ""}, &Terms::running_draft},
    {{"running", "decided", "date paragraph"}, &Terms::running_decided},
    {{"running", "decided-on", "date"}, &Terms::running_decided_on},
    {{"running", "corrected", "state date"}, &Terms::running_corrected},
    {{"running", "continued", ""}, &Terms::running_continued},
    {{"column", "number", ""}, &Terms::column_number},
    {{"column", "problem", ""}, &Terms::column_problem},
    {{"column", "cause", ""}, &Terms::column_cause},
    {{"column", "action", ""}, &Terms::column_action},
    {{"column", "goals", ""}, &Terms::column_goals},
    {{"column", "when", ""}, &Terms::column_when},
    {{"column", "who", ""}, &Terms::column_who},
    {{"column", "follow-up", ""}, &Terms::column_follow_up},
    {{"column", "area", ""}, &Terms::column_area},
    {{"column", "problems", ""}, &Terms::column_problems},
    {{"column", "causes", ""}, &Terms::column_causes},
    {{"column", "actions", ""}, &Terms::column_actions},
    {{"column", "owner", ""}, &Terms::column_owner},
    {{"column", "party", ""}, &Terms::column_party},
    {{"column", "role", ""}, &Terms::column_role},
    {{"column", "target", ""}, &Terms::column_target},
    {{"column", "about", ""}, &Terms::column_about},
    {{"column", "by", ""}, &Terms::column_by},
    {{"column", "body", ""}, &Terms::column_body},
    {{"column", "date", ""}, &Terms::column_date},
    {{"column", "paragraph", ""}, &Terms::column_paragraph},
    {{"column", "dnr", ""}, &Terms::column_dnr},
    {{"column", "outcome", ""}, &Terms::column_outcome},
    {{"column", "period", ""}, &Terms::column_period},
    {{"column", "count", ""}, &Terms::column_count},
    {{"column", "document", ""}, &Terms::column_document},
    {{"column", "file", ""}, &Terms::column_file},
    {{"column", "size", ""}, &Terms::column_size},
    {{"column", "checksum", ""}, &Terms::column_checksum},
    {{"column", "status", ""}, &Terms::column_status},
    {{"column", "done", ""}, &Terms::column_done},
    {{"column", "under-way", ""}, &Terms::column_under_way},
    {{"column", "not-started", ""}, &Terms::column_not_started},
    {{"column", "dropped", ""}, &Terms::column_dropped},
    {{"column", "unreported", ""}, &Terms::column_unreported},
    {{"column", "correction", ""}, &Terms::column_correction},
    {{"column", "item", ""}, &Terms::column_item},
    {{"column", "change", ""}, &Terms::column_change},
    {{"column", "before", ""}, &Terms::column_before},
    {{"column", "after", ""}, &Terms::column_after},
    {{"table", "area", ""}, &Terms::table_area},
    {{"table", "owners", ""}, &Terms::table_owners},
    {{"table", "timeline", ""}, &Terms::table_timeline},
    {{"table", "continuous", ""}, &Terms::table_continuous},
    {{"table", "undated", ""}, &Terms::table_undated},
    {{"table", "summary", ""}, &Terms::table_summary},
    {{"table", "targets", ""}, &Terms::table_targets},
    {{"table", "decisions", ""}, &Terms::table_decisions},
    {{"table", "corrections", ""}, &Terms::table_corrections},
    {{"table", "due", ""}, &Terms::table_due},
    {{"table", "files", ""}, &Terms::table_files},
    {{"table", "status", ""}, &Terms::table_status},
    {{"table", "owner-status", ""}, &Terms::table_owner_status},
    {{"table", "remaining", ""}, &Terms::table_remaining},
    {{"table", "changes", ""}, &Terms::table_changes},
    {{"heading", "dated", ""}, &Terms::heading_dated},
    {{"heading", "continuous", ""}, &Terms::heading_continuous},
    {{"heading", "undated", ""}, &Terms::heading_undated},
    {{"heading", "targets", ""}, &Terms::heading_targets},
    {{"area", "unused", ""}, &Terms::area_unused},
    {{"area", "other-problems", ""}, &Terms::area_other_problems},
    {{"area", "subject", "name label"}, &Terms::area_subject},
    {{"area", "target", "target by"}, &Terms::area_target},
    {{"summary", "total", ""}, &Terms::summary_total},
    {{"summary", "rule", ""}, &Terms::summary_rule},
    {{"action", "title", "number title"}, &Terms::action_title},
    {{"action", "one-off", ""}, &Terms::action_one_off},
    {{"action", "line-work", ""}, &Terms::action_line_work},
    {{"action", "with-police", ""}, &Terms::action_with_police},
    {{"action", "alone", ""}, &Terms::action_alone},
    {{"action", "immediate", ""}, &Terms::action_immediate},
    {{"action", "short", ""}, &Terms::action_short},
    {{"action", "long", ""}, &Terms::action_long},
    {{"action", "new", ""}, &Terms::action_new},
    {{"action", "resources", "names"}, &Terms::action_resources},
    {{"action", "strategies", "names"}, &Terms::action_strategies},
    {{"action", "separator", ""}, &Terms::action_separator},
    {{"action", "measure", "measure"}, &Terms::action_measure},
    {{"action", "goal-by", "date"}, &Terms::action_goal_by},
    {{"who", "lead", "names"}, &Terms::who_lead},
    {{"who", "participants", "names"}, &Terms::who_participants},
    {{"who", "leads", ""}, &Terms::who_leads},
    {{"who", "takes-part", ""}, &Terms::who_takes_part},
    {{"who", "contact", "contact"}, &Terms::who_contact},
    {{"schedule", "continuous", ""}, &Terms::schedule_continuous},
    {{"schedule", "line-work", ""}, &Terms::schedule_line_work},
    {{"schedule", "bounded", "kind bounds"}, &Terms::schedule_bounded},
    {{"schedule", "from", "date"}, &Terms::schedule_from},
    {{"schedule", "to", "date"}, &Terms::schedule_to},
    {{"schedule", "years", "from to"}, &Terms::schedule_years},
    {{"schedule", "span", "from to"}, &Terms::schedule_span},
    {{"schedule", "words-with-date", "words date"}, &Terms::schedule_words_with_date},
    {{"date", "day", "year month day day-number month-name"}, &Terms::date_day},
    {{"date", "day-in-text", "year month day day-number month-name"}, &Terms::date_day_in_text},
    {{"date", "month", "month-name year"}, &Terms::date_month},
    {{"date", "quarter", "quarter year"}, &Terms::date_quarter},
    {{"date", "first-half", "year"}, &Terms::date_first_half},
    {{"date", "second-half", "year"}, &Terms::date_second_half},
    {{"date", "year", "year"}, &Terms::date_year},
    {{"number", "thousands", ""}, &Terms::number_thousands},
    {{"status", "done", ""}, &Terms::status_done},
    {{"status", "under-way", ""}, &Terms::status_under_way},
    {{"status", "not-started", ""}, &Terms::status_not_started},
    {{"status", "dropped", ""}, &Terms::status_dropped},
    {{"status", "unreported", ""}, &Terms::status_unreported},
    {{"status", "on", "status date"}, &Terms::status_on},
    {{"status", "commitment", "owner text"}, &Terms::status_commitment},
    {{"status", "evidence", "text"}, &Terms::status_evidence},
    {{"outcome", "decided", ""}, &Terms::outcome_decided},
    {{"outcome", "decided-with-changes", ""}, &Terms::outcome_decided_with_changes},
    {{"outcome", "tabled", ""}, &Terms::outcome_tabled},
    {{"outcome", "referred-back", ""}, &Terms::outcome_referred_back},
    {{"due", "earlier", ""}, &Terms::due_earlier},
    {{"due", "quarter", "quarter"}, &Terms::due_quarter},
    {{"due", "later", ""}, &Terms::due_later},
    {{"due", "continuous", ""}, &Terms::due_continuous},
    {{"due", "undated", ""}, &Terms::due_undated},
    {{"letter", "sender", ""}, &Terms::letter_sender},
    {{"letter", "officer", ""}, &Terms::letter_officer},
    {{"letter", "phone", ""}, &Terms::letter_phone},
    {{"letter", "email", ""}, &Terms::letter_email},
    {{"letter", "dnr", ""}, &Terms::letter_dnr},
    {{"letter", "date", ""}, &Terms::letter_date},
    {{"letter", "version", ""}, &Terms::letter_version},
    {{"letter", "state", ""}, &Terms::letter_state},
    {{"letter", "period", ""}, &Terms::letter_period},
    {{"letter", "contents", ""}, &Terms::letter_contents},
    {{"signature", "date", ""}, &Terms::signature_date},
    {{"signature", "name", ""}, &Terms::signature_name},
    {{"attachment", "item", "number title"}, &Terms::attachment_item},
    {{"resource", "link", "link"}, &Terms::resource_link},
    {{"resource", "cited", ""}, &Terms::resource_cited},
    {{"resource", "uncited", ""}, &Terms::resource_uncited},
    {{"strategy", "carried-out", ""}, &Terms::strategy_carried_out},
    {{"strategy", "no-action", ""}, &Terms::strategy_no_action},
    {{"file", "bytes", "bytes"}, &Terms::file_bytes},
    {{"chart", "timeline", ""}, &Terms::chart_timeline},
    {{"chart", "timeline-area", "area"}, &Terms::chart_timeline_area},
    {{"chart", "timeline-alternative", "from to actions dates spans continuous"}, &Terms::chart_timeline_alternative},
    {{"chart", "left-out", "area actions"}, &Terms::chart_left_out},
    {{"chart", "summary", ""}, &Terms::chart_summary},
    {{"chart", "summary-alternative", "areas"}, &Terms::chart_summary_alternative},
    {{"chart", "area-sentence", "area problems causes actions"}, &Terms::chart_area_sentence},
    {{"page", "skip", ""}, &Terms::page_skip},
    {{"page", "filter", ""}, &Terms::page_filter},
    {{"page", "area", ""}, &Terms::page_area},
    {{"page", "all-areas", ""}, &Terms::page_all_areas},
    {{"page", "party", ""}, &Terms::page_party},
    {{"page", "all-parties", ""}, &Terms::page_all_parties},
    {{"page", "time", ""}, &Terms::page_time},
    {{"page", "all-times", ""}, &Terms::page_all_times},
    {{"page", "reset", ""}, &Terms::page_reset},
    {{"page", "shown", "shown all"}, &Terms::page_shown},
    {{"page", "none", ""}, &Terms::page_none},
    {{"page", "permalink", "action"}, &Terms::page_permalink},
    {{"page", "top", ""}, &Terms::page_top},
    {{"change", "added", ""}, &Terms::change_added},
    {{"change", "removed", ""}, &Terms::change_removed},
    {{"change", "moved", ""}, &Terms::change_moved},
    {{"change", "changed", ""}, &Terms::change_changed},
    {{"change", "nothing", ""}, &Terms::change_nothing},
    {{"change", "mark", "words"}, &Terms::change_mark},
    {{"change", "gap", ""}, &Terms::change_gap},
    {{"change", "item", "noun item"}, &Terms::change_item},
    {{"change", "extent", "counts"}, &Terms::change_extent},
    {{"change", "with", "label words"}, &Terms::change_with},
    {{"change", "and", ""}, &Terms::change_and},
    {{"change", "under", "place"}, &Terms::change_under},
    {{"change", "after", "item"}, &Terms::change_after},
    {{"change", "first", ""}, &Terms::change_first},
    {{"change", "markup", ""}, &Terms::change_markup},
    {{"change", "yes", ""}, &Terms::change_yes},
    {{"change", "no", ""}, &Terms::change_no},
    {{"change", "central", ""}, &Terms::change_central},
    {{"change", "local", ""}, &Terms::change_local},
    {{"change", "organisation", ""}, &Terms::change_organisation},
    {{"change", "unit", ""}, &Terms::change_unit},
    {{"change", "role", ""}, &Terms::change_role},
    {{"change", "group", ""}, &Terms::change_group},
    {{"change", "person", ""}, &Terms::change_person},
    {{"change", "steering-group", ""}, &Terms::change_steering_group},
    {{"change", "committee", ""}, &Terms::change_committee},
    {{"change", "other", ""}, &Terms::change_other},
    {{"change", "places", ""}, &Terms::change_places},
    {{"change", "owners", ""}, &Terms::change_owners},
    {{"change", "sources", ""}, &Terms::change_sources},
    {{"change", "matter", ""}, &Terms::change_matter},
    {{"text", "introduction", ""}, &Terms::text_introduction},
    {{"text", "summary", ""}, &Terms::text_summary},
    {{"text", "background", ""}, &Terms::text_background},
    {{"text", "matter", ""}, &Terms::text_matter},
    {{"text", "preparation", ""}, &Terms::text_preparation},
    {{"text", "assessment", ""}, &Terms::text_assessment},
    {{"text", "equality", ""}, &Terms::text_equality},
    {{"text", "children", ""}, &Terms::text_children},
    {{"text", "economy", ""}, &Terms::text_economy},
    {{"text", "method-note", ""}, &Terms::text_method_note},
    {{"text", "follow-up", ""}, &Terms::text_follow_up},
    {{"text", "letter", ""}, &Terms::text_letter},
    {{"column", "district", ""}, &Terms::column_district},
    {{"column", "districts", ""}, &Terms::column_districts},
    {{"column", "areas", ""}, &Terms::column_areas},
    {{"column", "plan", ""}, &Terms::column_plan},
    {{"column", "decision", ""}, &Terms::column_decision},
    {{"column", "delivered", ""}, &Terms::column_delivered},
    {{"column", "signatures", ""}, &Terms::column_signatures},
    {{"column", "findings", ""}, &Terms::column_findings},
    {{"column", "delivery", ""}, &Terms::column_delivery},
    {{"column", "reason", ""}, &Terms::column_reason},
    {{"column", "stated", ""}, &Terms::column_stated},
    {{"table", "deliveries", ""}, &Terms::table_deliveries},
    {{"table", "refused", ""}, &Terms::table_refused},
    {{"table", "districts", ""}, &Terms::table_districts},
    {{"table", "areas", ""}, &Terms::table_areas},
    {{"table", "figures", ""}, &Terms::table_figures},
    {{"table", "shared-owners", ""}, &Terms::table_shared_owners},
    {{"table", "due-by-district", ""}, &Terms::table_due_by_district},
    {{"table", "city-timeline", ""}, &Terms::table_city_timeline},
    {{"collation", "undecided", ""}, &Terms::collation_undecided},
    {{"collation", "no-date", ""}, &Terms::collation_no_date},
    {{"collation", "no-plan", ""}, &Terms::collation_no_plan},
    {{"collation", "finding", "finding districts"}, &Terms::collation_finding},
    {{"collation", "share", "district count"}, &Terms::collation_share},
    {{"collation", "agrees", ""}, &Terms::collation_agrees},
    {{"collation", "differs", "problems causes actions"}, &Terms::collation_differs},
    {{"collation", "unstated", ""}, &Terms::collation_unstated},
    {{"finding", "missing", ""}, &Terms::finding_missing},
    {{"finding", "refused", ""}, &Terms::finding_refused},
    {{"finding", "unreadable", ""}, &Terms::finding_unreadable},
    {{"finding", "undecided", ""}, &Terms::finding_undecided},
    {{"finding", "decided-late", ""}, &Terms::finding_decided_late},
    {{"finding", "delivered-late", ""}, &Terms::finding_delivered_late},
    {{"finding", "differing", ""}, &Terms::finding_differing},
    {{"finding", "unstated", ""}, &Terms::finding_unstated},
    {{"finding", "unsigned", ""}, &Terms::finding_unsigned},
    {{"finding", "unproven", ""}, &Terms::finding_unproven},
    {{"finding", "invalid", ""}, &Terms::finding_invalid},
    {{"signatures", "unsigned", ""}, &Terms::signatures_unsigned},
    {{"signatures", "valid", ""}, &Terms::signatures_valid},
    {{"signatures", "unproven", ""}, &Terms::signatures_unproven},
    {{"signatures", "invalid", ""}, &Terms::signatures_invalid},
    {{"refusal", "foreign", ""}, &Terms::refusal_foreign},
    {{"refusal", "broken", ""}, &Terms::refusal_broken},
    {{"refusal", "newer", ""}, &Terms::refusal_newer},
    {{"refusal", "unexpected", "plan"}, &Terms::refusal_unexpected},
    {{"refusal", "repeated", "delivery"}, &Terms::refusal_repeated},
    {{"refusal", "replaced", "delivery"}, &Terms::refusal_replaced},
};

struct MonthsRow {
    TermKey key;
    std::array<std::string, 12> Terms::*member;
};
constexpr MonthsRow months_rows[] = {
    {{"date", "months", ""}, &Terms::date_months},
    {{"date", "short-months", ""}, &Terms::date_short_months},
};

struct PluralRow {
    TermKey key;
    Plural Terms::*member;
};
constexpr PluralRow plural_rows[] = {
    {{"count", "areas", "n"}, &Terms::count_areas},     {{"count", "problems", "n"}, &Terms::count_problems},
    {{"count", "causes", "n"}, &Terms::count_causes},   {{"count", "actions", "n"}, &Terms::count_actions},
    {{"count", "goals", "n"}, &Terms::count_goals},     {{"count", "owners", "n"}, &Terms::count_owners},
    {{"count", "targets", "n"}, &Terms::count_targets}, {{"count", "resources", "n"}, &Terms::count_resources},
    {{"count", "files", "n"}, &Terms::count_files},     {{"count", "changes", "n"}, &Terms::count_changes},
    {{"count", "others", "n"}, &Terms::count_others},   {{"count", "districts", "n"}, &Terms::count_districts},
};

TermKey noun_key(std::size_t noun) {
    return {"noun", plan::key(static_cast<plan::Noun>(noun)), ""};
}
TermKey field_key(std::size_t field) {
    return {"field", plan::key(static_cast<plan::Field>(field)), ""};
}

/// Whether `word` is one of those in a list separated by spaces.
bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word)
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

/// Reports every `{word}` that the term does not have.
void check_words(const toml::LocatedString& term, std::string_view allowed, base::Diagnostics& diagnostics) {
    std::string_view rest = term.value;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}', open);
        const auto word = rest.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
        if (close == std::string_view::npos || !has_word(allowed, word))
            diagnostics.push_back(
                {base::Severity::error, "unknown-term-placeholder", term.span, trf("there is no '{{{}}}' in this term", word),
                 allowed.empty() ? std::string(tr("it has no words in braces")) : trf("it may hold, in braces: {}", allowed)});
        if (close == std::string_view::npos)
            return;
        rest.remove_prefix(close + 1);
    }
}

/// Reads all terms; a table is opened once and closed when all its keys have been asked for.
class Reader {
public:
    Reader(toml::TableReader& top, base::Diagnostics& diagnostics) : top_(top), diagnostics_(diagnostics) {}

    void read(Terms& terms) {
        for (const auto& row : rows)
            terms.*row.member = string(row.key);
        for (std::size_t i = 0; i < terms.noun.size(); ++i)
            terms.noun[i] = string(noun_key(i));
        for (std::size_t i = 0; i < terms.field.size(); ++i)
            terms.field[i] = string(field_key(i));
        for (const auto& row : months_rows)
            read_months(row, terms);
        for (const auto& row : plural_rows)
            read_plural(row, terms);
        for (auto& [name, table] : tables_)
            if (table)
                table->finish();
        top_.finish();
    }

private:
    std::optional<toml::TableReader>& table(std::string_view name) {
        const auto [found, is_new] = tables_.try_emplace(std::string(name));
        if (is_new) {
            top_.required(name);
            found->second = top_.table(name);
        }
        return found->second;
    }

    std::string checked(toml::TableReader& from, std::string_view key, std::string_view words) {
        if (!from.required(key))
            return {};
        const auto term = from.string(key);
        if (!term)
            return {};
        check_words(*term, words, diagnostics_);
        return term->value;
    }

    std::string string(const TermKey& key) {
        auto& from = table(key.table);
        return from ? checked(*from, key.key, key.words) : std::string();
    }

    void read_months(const MonthsRow& row, Terms& terms) {
        auto& from = table(row.key.table);
        if (!from || !from->required(row.key.key))
            return;
        const auto names = from->strings(row.key.key);
        auto& months = terms.*row.member;
        if (names.size() != months.size()) {
            diagnostics_.push_back({base::Severity::error, "bad-value", names.empty() ? from->span() : names.front().span,
                                    trf("there are {} names of months", names.size()), tr("write twelve")});
            return;
        }
        std::ranges::transform(names, months.begin(), [](const toml::LocatedString& name) { return name.value; });
    }

    void read_plural(const PluralRow& row, Terms& terms) {
        auto& from = table(row.key.table);
        if (!from || !from->required(row.key.key))
            return;
        auto forms = from->table(row.key.key);
        if (!forms)
            return;
        auto& plural = terms.*row.member;
        plural = {checked(*forms, "one", row.key.words), checked(*forms, "other", row.key.words), {}};
        if (const auto none = forms->string("none")) {
            check_words(*none, row.key.words, diagnostics_);
            plural.none = none->value;
        }
        forms->finish();
    }

    toml::TableReader& top_;
    base::Diagnostics& diagnostics_;
    std::map<std::string, std::optional<toml::TableReader>> tables_;
};

} // namespace

base::Result<Terms> read_terms(const base::Sources& sources, base::SourceId source) {
    base::Diagnostics diagnostics;
    Terms terms;
    toml::read_file(sources, source, diagnostics, [&](toml::TableReader& top) { Reader(top, diagnostics).read(terms); });
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return terms;
}

std::vector<TermKey> term_keys() {
    std::vector<TermKey> keys;
    for (const auto& row : rows)
        keys.push_back(row.key);
    for (std::size_t i = 0; i < plan::noun_count; ++i)
        keys.push_back(noun_key(i));
    for (std::size_t i = 0; i < plan::field_count; ++i)
        keys.push_back(field_key(i));
    for (const auto& row : months_rows)
        keys.push_back(row.key);
    for (const auto& row : plural_rows)
        keys.push_back(row.key);
    return keys;
}

std::string fill(std::string_view term, std::initializer_list<std::pair<std::string_view, std::string_view>> words) {
    std::string out;
    while (!term.empty()) {
        const auto open = term.find('{');
        out += term.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = term.find('}', open);
        if (close == std::string_view::npos) {
            out += term.substr(open);
            break;
        }
        const auto name = term.substr(open + 1, close - open - 1);
        for (const auto& [word, value] : words)
            if (word == name)
                out += value;
        term.remove_prefix(close + 1);
    }
    return out;
}

std::string number(const Terms& terms, std::size_t value) {
    const auto digits = std::to_string(value);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0 && digits.size() > 4)
            out += terms.number_thousands;
        out += digits[i];
    }
    return out;
}

std::string counted(const Terms& terms, const Plural& plural, std::size_t value) {
    const auto& form = value == 0 && !plural.none.empty() ? plural.none : value == 1 ? plural.one : plural.other;
    return fill(form, {{"n", number(terms, value)}});
}

} // namespace planpaket::compose
