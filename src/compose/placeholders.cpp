#include "compose/vocabulary.h"

#include "compose/blocks.h"
#include "compose/compose.h"
#include "compose/words.h"
#include "plan/legal_dates.h"

#include <algorithm>
#include <array>

namespace planpaket::compose {

namespace {

using document::Inlines;

bool is_capital(std::string_view name) {
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

/// Makes the first letter a capital: those of ASCII and of Latin-1 (å, ä, ö, é, …).
void capitalise(std::string& words) {
    if (words.empty())
        return;
    if (words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    } else if (words.size() > 1 && words[0] == '\xC3') {
        const auto second = static_cast<unsigned char>(words[1]);
        if (second >= 0xA0 && second <= 0xBE && second != 0xB7) // ÷ has no capital
            words[1] = static_cast<char>(second - 0x20);
    }
}

/// A plain text of the plan, with its place.
Inlines words(const plan::Text& text) {
    return text.empty() ? Inlines{} : line(text.value, text.span);
}

const plan::Body* first_body(const Composition& composition, plan::BodyKind kind) {
    const auto found = std::ranges::find(composition.plan.body, kind, &plan::Body::kind);
    return found == composition.plan.body.end() ? nullptr : &*found;
}

Inlines name_of(const plan::Body* body) {
    return body != nullptr ? words(body->name) : Inlines{};
}

Inlines definite_of(const plan::Body* body) {
    if (body == nullptr)
        return {};
    return words(body->definite.empty() ? body->name : body->definite);
}

Inlines dnr_of(const Composition& composition, const plan::Body* body) {
    return words(body != nullptr && !body->dnr.empty() ? body->dnr : composition.plan.matter.dnr);
}

template <plan::BodyKind kind>
Inlines kind_name(Composition& composition) {
    return name_of(first_body(composition, kind));
}
template <plan::BodyKind kind>
Inlines kind_definite(Composition& composition) {
    return definite_of(first_body(composition, kind));
}
template <plan::BodyKind kind>
Inlines kind_dnr(Composition& composition) {
    return dnr_of(composition, first_body(composition, kind));
}

Inlines counted_line(const Composition& composition, const Plural& plural, std::size_t value) {
    return line(composition.counted(plural, value));
}

template <class Holds>
Inlines counted_actions(Composition& composition, Holds holds) {
    const auto& placed = composition.placed();
    const auto found = std::ranges::count_if(placed, [&](const plan::PlacedAction& item) { return holds(*item.action); });
    return counted_line(composition, composition.terms.count_actions, static_cast<std::size_t>(found));
}

template <plan::FollowUpStatus status>
Inlines with_status(Composition& composition) {
    return counted_actions(composition,
                           [](const plan::Action& action) { return action.followup && action.followup->status == status; });
}

std::size_t used_areas(Composition& composition) {
    return static_cast<std::size_t>(
        std::ranges::count_if(composition.counts().areas, [](const plan::AreaCount& area) { return area.problems > 0; }));
}

Inlines date_of(const Composition& composition, const std::optional<plan::Date>& date) {
    return date ? line(date_in_text(composition.terms, *date)) : Inlines{};
}

/// A day that the law sets for the decision.
template <auto date>
Inlines legal_date(Composition& composition) {
    if (composition.decision == nullptr)
        return {};
    const std::optional<std::chrono::sys_days> day = plan::legal_dates(*composition.decision).*date;
    return day ? line(date_in_text(composition.terms, as_day(*day))) : Inlines{};
}

std::size_t due_in_period(Composition& composition) {
    const auto first = composition.plan.from.first_day();
    const auto last = composition.plan.to.last_day();
    return static_cast<std::size_t>(std::ranges::count_if(composition.timeline().dated, [&](const plan::PlacedAction& placed) {
        const auto deadline = placed.action->when->deadline();
        return deadline && *deadline >= first && *deadline <= last;
    }));
}

using enum plan::BodyKind;

constexpr std::array all{
    Placeholder{"body.definite", [](Composition& c) { return definite_of(c.body); }},
    Placeholder{"body.dnr", [](Composition& c) { return dnr_of(c, c.body); }},
    Placeholder{"body.name", [](Composition& c) { return name_of(c.body); }},
    Placeholder{"case.dnr", [](Composition& c) { return words(c.plan.matter.dnr); }},
    Placeholder{"case.officer", [](Composition& c) { return words(c.plan.matter.officer); }},
    Placeholder{"case.officer-email", [](Composition& c) { return words(c.plan.matter.officer_email); }},
    Placeholder{"case.officer-phone", [](Composition& c) { return words(c.plan.matter.officer_phone); }},
    Placeholder{"case.officer-title", [](Composition& c) { return words(c.plan.matter.officer_title); }},
    Placeholder{"committee.definite", kind_definite<committee>},
    Placeholder{"committee.dnr", kind_dnr<committee>},
    Placeholder{"committee.name", kind_name<committee>},
    Placeholder{"counts.actions", [](Composition& c) { return counted_line(c, c.terms.count_actions, c.counts().actions); }},
    Placeholder{"counts.areas", [](Composition& c) { return counted_line(c, c.terms.count_areas, c.counts().areas.size()); }},
    Placeholder{"counts.causes", [](Composition& c) { return counted_line(c, c.terms.count_causes, c.counts().causes); }},
    Placeholder{"counts.changes", [](Composition& c) { return counted_line(c, c.terms.count_changes, c.changes().size()); }},
    Placeholder{"counts.city-actions",
                [](Composition& c) { return counted_line(c, c.terms.count_actions, c.collation().actions); }},
    Placeholder{"counts.city-causes", [](Composition& c) { return counted_line(c, c.terms.count_causes, c.collation().causes); }},
    Placeholder{"counts.city-problems",
                [](Composition& c) { return counted_line(c, c.terms.count_problems, c.collation().problems); }},
    Placeholder{"counts.continuous",
                [](Composition& c) { return counted_line(c, c.terms.count_actions, c.timeline().continuous.size()); }},
    Placeholder{"counts.districts",
                [](Composition& c) { return counted_line(c, c.terms.count_districts, c.collation().districts.size()); }},
    Placeholder{"counts.districts-with-plan",
                [](Composition& c) { return counted_line(c, c.terms.count_districts, c.collation().counted()); }},
    Placeholder{"counts.done", with_status<plan::FollowUpStatus::done>},
    Placeholder{"counts.dropped", with_status<plan::FollowUpStatus::dropped>},
    Placeholder{"counts.due", [](Composition& c) { return counted_line(c, c.terms.count_actions, due_in_period(c)); }},
    Placeholder{"counts.files", [](Composition& c) { return counted_line(c, c.terms.count_files, c.facts.sent.size()); }},
    Placeholder{"counts.goals", [](Composition& c) { return counted_line(c, c.terms.count_goals, c.counts().goals); }},
    Placeholder{"counts.new", [](Composition& c) { return counted_actions(c, [](const plan::Action& a) { return a.is_new; }); }},
    Placeholder{"counts.not-started", with_status<plan::FollowUpStatus::not_started>},
    Placeholder{"counts.owners",
                [](Composition& c) { return counted_line(c, c.terms.count_owners, plan::owner_listing(c.plan).size()); }},
    Placeholder{"counts.problems", [](Composition& c) { return counted_line(c, c.terms.count_problems, c.counts().problems); }},
    Placeholder{"counts.resources",
                [](Composition& c) { return counted_line(c, c.terms.count_resources, c.plan.resource.size()); }},
    Placeholder{"counts.shared-owners",
                [](Composition& c) { return counted_line(c, c.terms.count_owners, c.collation().owners.size()); }},
    Placeholder{"counts.targets", [](Composition& c) { return counted_line(c, c.terms.count_targets, c.plan.target.size()); }},
    Placeholder{"counts.under-way", with_status<plan::FollowUpStatus::under_way>},
    Placeholder{"counts.unreported",
                [](Composition& c) { return counted_actions(c, [](const plan::Action& a) { return !a.followup; }); }},
    Placeholder{"counts.used-areas", [](Composition& c) { return counted_line(c, c.terms.count_areas, used_areas(c)); }},
    Placeholder{"counts.with-police",
                [](Composition& c) { return counted_actions(c, [](const plan::Action& a) { return a.with_police; }); }},
    Placeholder{"decision.announce-by", legal_date<&plan::LegalDates::announce_by>},
    Placeholder{"decision.announced",
                [](Composition& c) { return c.decision != nullptr ? date_of(c, c.decision->announced) : Inlines{}; }},
    Placeholder{"decision.appeal-until", legal_date<&plan::LegalDates::appeal_until>},
    Placeholder{"decision.approve-by", legal_date<&plan::LegalDates::approve_by>},
    Placeholder{"decision.approved",
                [](Composition& c) { return c.decision != nullptr ? date_of(c, c.decision->approved) : Inlines{}; }},
    Placeholder{"decision.body",
                [](Composition& c) {
                    return c.decision != nullptr ? name_of(plan::find_body(c.plan, c.decision->body.value)) : Inlines{};
                }},
    Placeholder{"decision.body-definite",
                [](Composition& c) {
                    return c.decision != nullptr ? definite_of(plan::find_body(c.plan, c.decision->body.value)) : Inlines{};
                }},
    Placeholder{"decision.date", [](Composition& c) { return c.decision != nullptr ? date_of(c, c.decision->date) : Inlines{}; }},
    Placeholder{"decision.dnr",
                [](Composition& c) {
                    if (c.decision == nullptr)
                        return Inlines{};
                    return c.decision->dnr.empty() ? dnr_of(c, plan::find_body(c.plan, c.decision->body.value))
                                                   : words(c.decision->dnr);
                }},
    Placeholder{"decision.follow-up-by", legal_date<&plan::LegalDates::follow_up_by>},
    Placeholder{
        "decision.outcome",
        [](Composition& c) { return c.decision != nullptr ? line(outcome_words(c.terms, c.decision->outcome)) : Inlines{}; }},
    Placeholder{"decision.paragraph",
                [](Composition& c) { return c.decision != nullptr ? words(c.decision->paragraph) : Inlines{}; }},
    Placeholder{"document.date", [](Composition& c) { return line(date_in_text(c.terms, as_day(c.date()))); }},
    Placeholder{"document.state", [](Composition& c) { return line(state_words(c.terms, c.state)); }},
    Placeholder{"document.title",
                [](Composition& c) {
                    // Not from a title itself: read_template refuses that.
                    return line(document_title(c.plan, c.templates, c.page.name));
                }},
    Placeholder{"earlier.period",
                [](Composition& c) { return c.facts.earlier ? line(period_words(c.terms, *c.facts.earlier)) : Inlines{}; }},
    Placeholder{
        "earlier.state",
        [](Composition& c) { return c.facts.earlier ? line(state_words(c.terms, plan::state(*c.facts.earlier))) : Inlines{}; }},
    Placeholder{"earlier.title", [](Composition& c) { return c.facts.earlier ? words(c.facts.earlier->title) : Inlines{}; }},
    Placeholder{"earlier.version", [](Composition& c) { return c.facts.earlier ? words(c.facts.earlier->version) : Inlines{}; }},
    Placeholder{"plan.period", [](Composition& c) { return line(period_words(c.terms, c.plan)); }},
    Placeholder{"plan.subtitle", [](Composition& c) { return words(c.plan.subtitle); }},
    Placeholder{"plan.title", [](Composition& c) { return words(c.plan.title); }},
    Placeholder{"plan.version", [](Composition& c) { return words(c.plan.version); }},
    Placeholder{"sender.definite",
                [](Composition& c) {
                    return words(c.plan.sender.definite.empty() ? c.plan.sender.organisation : c.plan.sender.definite);
                }},
    Placeholder{"sender.email", [](Composition& c) { return words(c.plan.sender.email); }},
    Placeholder{"sender.municipality", [](Composition& c) { return words(c.plan.sender.municipality); }},
    Placeholder{"sender.organisation", [](Composition& c) { return words(c.plan.sender.organisation); }},
    Placeholder{"sender.phone", [](Composition& c) { return words(c.plan.sender.phone); }},
    Placeholder{"sender.unit", [](Composition& c) { return words(c.plan.sender.unit); }},
    Placeholder{"sender.website", [](Composition& c) { return words(c.plan.sender.website); }},
    Placeholder{"steering-group.definite", kind_definite<steering_group>},
    Placeholder{"steering-group.dnr", kind_dnr<steering_group>},
    Placeholder{"steering-group.name", kind_name<steering_group>},
};

} // namespace

std::span<const Placeholder> placeholders() {
    return all;
}

const Placeholder* find_placeholder(std::string_view name) {
    std::string plain(name);
    if (is_capital(name))
        plain[0] = static_cast<char>(plain[0] - 'A' + 'a');
    const auto found = std::ranges::find(all, plain, &Placeholder::name);
    return found == all.end() ? nullptr : &*found;
}

Inlines placeholder_value(std::string_view name, Composition& composition) {
    auto value = find_placeholder(name)->value(composition);
    if (is_capital(name) && !value.empty())
        if (auto* words = std::get_if<document::Text>(&value.front().value))
            capitalise(words->text);
    return value;
}

} // namespace planpaket::compose
