#include "compose/change_wording.h"

#include "compose/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace planpaket::compose {

using plan::Field;
using plan::Noun;

namespace {

constexpr std::size_t title_words = 8; ///< Of a text that stands for a title.

const plan::ChangeKind added = plan::ChangeKind::added;
const plan::ChangeKind removed = plan::ChangeKind::removed;
const plan::ChangeKind moved = plan::ChangeKind::moved;

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts)
        if (!part.empty())
            out += (out.empty() ? std::string() : std::string(separator)) + part;
    return out;
}

template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view id) {
    const auto found = std::ranges::find(items, id, [](const Item& item) { return std::string_view(item.id.value); });
    return found == items.end() ? nullptr : &*found;
}

const std::string& kind_words(const Terms& terms, plan::OwnerKind kind) {
    switch (kind) {
    case plan::OwnerKind::organisation:
        return terms.change_organisation;
    case plan::OwnerKind::unit:
        return terms.change_unit;
    case plan::OwnerKind::role:
        return terms.change_role;
    case plan::OwnerKind::group:
        return terms.change_group;
    case plan::OwnerKind::person:
        return terms.change_person;
    }
    return terms.change_role;
}

const std::string& kind_words(const Terms& terms, plan::BodyKind kind) {
    switch (kind) {
    case plan::BodyKind::steering_group:
        return terms.change_steering_group;
    case plan::BodyKind::committee:
        return terms.change_committee;
    case plan::BodyKind::other:
        return terms.change_other;
    }
    return terms.change_other;
}

const std::string& effect_words(const Terms& terms, plan::Effect effect) {
    switch (effect) {
    case plan::Effect::unstated:
        return terms.change_nothing;
    case plan::Effect::immediate:
        return terms.action_immediate;
    case plan::Effect::short_term:
        return terms.action_short;
    case plan::Effect::long_term:
        return terms.action_long;
    }
    return terms.change_nothing;
}

/// What the standard templates call a text of the plan; else its own name.
std::string text_name(const Terms& terms, const std::string& name) {
    const std::array<std::pair<std::string_view, const std::string*>, 12> known{{{"introduction", &terms.text_introduction},
                                                                                 {"summary", &terms.text_summary},
                                                                                 {"background", &terms.text_background},
                                                                                 {"matter", &terms.text_matter},
                                                                                 {"preparation", &terms.text_preparation},
                                                                                 {"assessment", &terms.text_assessment},
                                                                                 {"equality", &terms.text_equality},
                                                                                 {"children", &terms.text_children},
                                                                                 {"economy", &terms.text_economy},
                                                                                 {"method-note", &terms.text_method_note},
                                                                                 {"follow-up", &terms.text_follow_up},
                                                                                 {"letter", &terms.text_letter}}};
    const auto found = std::ranges::find(known, name, [](const auto& each) { return each.first; });
    return found == known.end() ? name : *found->second;
}

std::string contact_words(const plan::Owner& owner) {
    return joined({owner.contact_name.value, owner.contact_email.value, owner.contact_phone.value}, ", ");
}

std::string signatory_words(const std::vector<plan::Signatory>& all) {
    std::vector<std::string> lines;
    for (const auto& each : all)
        lines.push_back(joined({each.role.value, each.name.value}, ", "));
    return joined(lines, "\n");
}

bool is_list(const plan::Value& value) {
    return std::holds_alternative<plan::References>(value);
}

std::string with_spaces(std::string words, std::string_view old, std::string_view space) {
    for (auto at = words.find(old); at != std::string::npos; at = words.find(old, at + space.size()))
        words.replace(at, old.size(), space);
    return words;
}

/// Of lists of names which names changed: a name is compared whole, as no-break spaces make it one word.
std::vector<plan::WordRun> name_changes(const std::string& before, const std::string& after) {
    constexpr std::string_view space = " ", no_break = "\u00A0";
    const auto whole = [&](const std::string& names) {
        return with_spaces(with_spaces(with_spaces(names, space, no_break), ",\u00A0", ", "), ";\u00A0", "; ");
    };
    auto runs = plan::word_changes(whole(before), whole(after));
    for (auto& run : runs)
        run.text = with_spaces(std::move(run.text), no_break, space);
    return runs;
}

bool is_public(const plan::Value& value) {
    const auto* contact = std::get_if<plan::Contact>(&value);
    return contact == nullptr || contact->owner->contact_public;
}

} // namespace

ChangeWording::ChangeWording(const plan::Plan& before, const plan::Plan& after, const Terms& terms)
    : terms_(terms), before_(before, terms), after_(after, terms) {}

bool ChangeWording::is_told(const plan::Change& change) {
    if (change.kind != plan::ChangeKind::changed)
        return true;
    if (change.field == Field::id)
        return false;
    return change.field != Field::contact || (is_public(change.was) && is_public(change.is));
}

const std::string& ChangeWording::happening(const plan::Change& change) const {
    switch (change.kind) {
    case plan::ChangeKind::added:
        return terms_.change_added;
    case plan::ChangeKind::removed:
        return terms_.change_removed;
    case plan::ChangeKind::moved:
        return terms_.change_moved;
    case plan::ChangeKind::changed:
        return terms_.field[static_cast<std::size_t>(change.field)];
    }
    return terms_.change_nothing;
}

std::string ChangeWording::item(const plan::Change& change) {
    return change.kind == removed ? name(before_, change.noun, change.before) : name(after_, change.noun, change.after);
}

std::string ChangeWording::before(const plan::Change& change) {
    if (change.kind == added)
        return {};
    if (change.kind == removed)
        return whole(before_, change.before.item, change.extent);
    if (change.kind == moved)
        return place(before_, change, change.before);
    return value(before_, change.field, change.was);
}

std::string ChangeWording::after(const plan::Change& change) {
    if (change.kind == removed)
        return {};
    if (change.kind == added)
        return whole(after_, change.after.item, change.extent);
    if (change.kind == moved)
        return place(after_, change, change.after);
    return value(after_, change.field, change.is);
}

std::vector<plan::WordRun> ChangeWording::words(const plan::Change& change) {
    const auto was = before(change);
    const auto is = after(change);
    const auto whole_run = [](plan::WordRun::Kind kind, const std::string& text) { return plan::WordRun{kind, text}; };
    if (change.kind == plan::ChangeKind::changed && was != is)
        return is_list(change.was) || is_list(change.is) ? name_changes(was, is) : plan::word_changes(was, is);
    std::vector<plan::WordRun> out;
    if (change.kind == plan::ChangeKind::changed) // Readers see no difference: emphasis, or a link's address.
        return {whole_run(plan::WordRun::Kind::kept, is)};
    if (!was.empty())
        out.push_back(whole_run(plan::WordRun::Kind::removed, was));
    if (!is.empty())
        out.push_back(whole_run(plan::WordRun::Kind::added, is));
    return out;
}

std::string ChangeWording::counts(const plan::Extent& extent) const {
    std::vector<std::string> parts;
    for (const auto& [plural, count] : {std::pair(&terms_.count_problems, extent.problems),
                                        {&terms_.count_causes, extent.causes},
                                        {&terms_.count_actions, extent.actions},
                                        {&terms_.count_goals, extent.goals}})
        if (count > 0)
            parts.push_back(counted(terms_, *plural, count));
    if (parts.size() < 2)
        return joined(parts, "");
    const auto last = parts.back();
    parts.pop_back();
    return joined(parts, ", ") + " " + terms_.change_and + " " + last;
}

std::string ChangeWording::labelled(Field field, const std::string& words) const {
    return words.empty() ? words
                         : fill(terms_.change_with, {{"label", terms_.field[static_cast<std::size_t>(field)]}, {"words", words}});
}

std::string ChangeWording::prose(const Side& side, const plan::Text& text) const {
    base::Diagnostics unheard; // The plan was read without errors.
    return plain_lines(markdown::read(text.value, text.span, markdown::Flavour::prose, &side.references.references(), unheard));
}

std::string ChangeWording::reference(const Side& side, Noun noun, const plan::Id& id) const {
    const auto& plan = side.plan;
    const auto name_of = [&](const auto* item) { return item != nullptr ? item->name.value : id.value; };
    switch (noun) {
    case Noun::owner:
        return std::string(side.owners.one(id.value));
    case Noun::area: {
        const auto* area = find(plan.area, id.value);
        return area != nullptr ? area->title.value : id.value;
    }
    case Noun::place:
        return name_of(plan::find_place(plan, id.value));
    case Noun::group:
        return name_of(plan::find_group(plan, id.value));
    case Noun::strategy:
        return name_of(plan::find_strategy(plan, id.value));
    case Noun::resource:
        return name_of(plan::find_resource(plan, id.value));
    case Noun::body:
        return name_of(plan::find_body(plan, id.value));
    case Noun::problem:
    case Noun::cause:
    case Noun::action:
    case Noun::goal:
    case Noun::target:
    case Noun::recipient:
    case Noun::text:
    case Noun::plan:
    case Noun::sender:
    case Noun::matter:
    case Noun::documents:
        return id.value;
    }
    return id.value;
}

std::string ChangeWording::follow_up(const Side& side, const plan::FollowUp& report) const {
    const auto& status = status_words(terms_, report.status);
    std::vector<std::string> lines{
        report.date ? fill(terms_.status_on, {{"status", status}, {"date", date_words(terms_, *report.date)}}) : status,
        prose(side, report.text)};
    for (const auto& each : report.commitment)
        lines.push_back(
            fill(terms_.status_commitment, {{"owner", side.owners.one(each.owner.value)}, {"text", prose(side, each.text)}}));
    for (const auto& each : report.evidence)
        lines.push_back(fill(terms_.status_evidence, {{"text", prose(side, each)}}));
    return joined(lines, "\n");
}

std::string ChangeWording::value(const Side& side, Field field, const plan::Value& value) const {
    struct Words {
        const ChangeWording& wording;
        const Side& side;
        Field field;

        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(std::string_view id) const { return std::string(id); }
        std::string operator()(const plan::Text* text) const { return text->value; }
        std::string operator()(plan::Prose text) const { return wording.prose(side, *text.text); }
        std::string operator()(plan::Proses texts) const {
            std::vector<std::string> lines;
            for (const auto& text : *texts.texts)
                lines.push_back(wording.prose(side, text));
            return joined(lines, "\n");
        }
        std::string operator()(plan::Reference to) const { return wording.reference(side, to.noun, *to.id); }
        std::string operator()(plan::References to) const {
            if (to.noun == Noun::owner)
                return side.owners.joined(*to.ids);
            std::vector<std::string> names;
            for (const auto& id : *to.ids)
                names.push_back(wording.reference(side, to.noun, id));
            return joined(names, ", ");
        }
        std::string operator()(plan::Names all) const {
            std::vector<std::string> names;
            for (const auto& name : *all.names)
                names.push_back(name.value);
            return joined(names, ", ");
        }
        std::string operator()(plan::Titles all) const {
            std::vector<std::string> lines;
            for (const auto& [document, title] : *all.titles)
                lines.push_back(fill(wording.terms_.change_with, {{"label", document}, {"words", title.value}}));
            return joined(lines, "\n");
        }
        std::string operator()(plan::Contact contact) const { return contact_words(*contact.owner); }
        std::string operator()(const plan::Date& date) const { return date_words(wording.terms_, date); }
        std::string operator()(const plan::Period&) const { return period_words(wording.terms_, side.plan); }
        std::string operator()(bool yes) const {
            if (field == Field::with_police)
                return yes ? wording.terms_.action_with_police : wording.terms_.action_alone;
            return yes ? wording.terms_.change_yes : wording.terms_.change_no;
        }
        std::string operator()(const plan::Schedule* when) const { return schedule_words(wording.terms_, *when); }
        std::string operator()(const plan::FollowUp* report) const { return wording.follow_up(side, *report); }
        std::string operator()(const std::vector<plan::Signatory>* all) const { return signatory_words(*all); }
        std::string operator()(plan::ActionKind kind) const {
            return kind == plan::ActionKind::line_work ? wording.terms_.action_line_work : wording.terms_.action_one_off;
        }
        std::string operator()(plan::Effect effect) const { return effect_words(wording.terms_, effect); }
        std::string operator()(plan::AreaKind kind) const {
            return kind == plan::AreaKind::local ? wording.terms_.change_local : wording.terms_.change_central;
        }
        std::string operator()(plan::OwnerKind kind) const { return kind_words(wording.terms_, kind); }
        std::string operator()(plan::BodyKind kind) const { return kind_words(wording.terms_, kind); }
    };
    return std::visit(Words{*this, side, field}, value);
}

std::string ChangeWording::name(const Side& side, Noun noun, const plan::Standing& standing) const {
    const auto numbered = [&](const plan::Text& title) {
        return fill(terms_.action_title, {{"number", standing.number()}, {"title", title.value}});
    };
    const auto typed = [&](const std::string& words) {
        return fill(terms_.change_item, {{"noun", terms_.noun[static_cast<std::size_t>(noun)]}, {"item", words}});
    };
    const auto beginning = [&](const plan::Text& text) {
        auto words = prose(side, text);
        std::ranges::replace(words, '\n', ' ');
        return plan::shortened(words, title_words, 0, terms_.change_gap);
    };
    struct Name {
        const Terms& terms;
        const ChangeWording& wording;
        const Side& side;
        Noun noun;
        const plan::Standing& standing;
        const decltype(numbered)& with_number;
        const decltype(typed)& with_noun;
        const decltype(beginning)& shortened;

        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const plan::Area* item) const { return with_number(item->title); }
        std::string operator()(const plan::Problem* item) const { return with_noun(item->title.value); }
        std::string operator()(const plan::Cause* item) const { return with_noun(shortened(item->text)); }
        std::string operator()(const plan::Action* item) const { return with_number(item->title); }
        std::string operator()(const plan::Goal* item) const {
            return (standing.action != nullptr ? with_number(standing.action->title) + ". " : "") +
                   with_noun(shortened(item->text));
        }
        std::string operator()(const plan::Target* item) const {
            return with_noun(item->place.empty() ? wording.reference(side, Noun::area, item->area)
                                                 : wording.reference(side, Noun::place, item->place));
        }
        std::string operator()(const plan::Owner* item) const { return item->display_name(); }
        std::string operator()(const plan::Subject* item) const { return with_noun(item->name.value); }
        std::string operator()(const plan::Strategy* item) const { return with_noun(item->name.value); }
        std::string operator()(const plan::Resource* item) const { return with_noun(item->name.value); }
        std::string operator()(const plan::Body* item) const { return with_noun(item->name.value); }
        std::string operator()(const plan::Recipient* item) const { return with_noun(item->name.value); }
        std::string operator()(const plan::NamedText* item) const { return with_noun(text_name(terms, item->name)); }
        std::string operator()(const plan::Plan*) const { return terms.noun[static_cast<std::size_t>(noun)]; }
        std::string operator()(const plan::Sender*) const { return terms.noun[static_cast<std::size_t>(noun)]; }
        std::string operator()(const plan::Case*) const { return terms.noun[static_cast<std::size_t>(noun)]; }
        std::string operator()(const plan::Documents*) const { return terms.noun[static_cast<std::size_t>(noun)]; }
    };
    return std::visit(Name{terms_, *this, side, noun, standing, numbered, typed, beginning}, standing.item);
}

std::string ChangeWording::whole(const Side& side, const plan::Item& item, const plan::Extent& extent) const {
    struct Lines {
        const ChangeWording& wording;
        const Side& side;
        std::vector<std::string> lines = {};

        void add(std::string line) { lines.push_back(std::move(line)); }
        void add(Field field, const plan::Value& value) { add(wording.labelled(field, wording.value(side, field, value))); }
        void add(Field field, const plan::Text& text) { add(wording.labelled(field, text.value)); }

        void operator()(std::monostate) {}
        void operator()(const plan::Area* area) { add(wording.prose(side, area->text)); }
        void operator()(const plan::Problem* problem) { add(wording.prose(side, problem->text)); }
        void operator()(const plan::Cause* cause) { add(wording.prose(side, cause->text)); }
        void operator()(const plan::Action* action) {
            add(wording.prose(side, action->text));
            if (action->when)
                add(Field::when, &*action->when);
            if (!action->lead.empty())
                add(Field::lead, plan::References{Noun::owner, &action->lead});
            if (!action->participants.empty())
                add(Field::participants, plan::References{Noun::owner, &action->participants});
        }
        void operator()(const plan::Goal* goal) {
            add(wording.prose(side, goal->text));
            add(Field::measure, goal->measure);
            if (goal->by)
                add(Field::by, *goal->by);
        }
        void operator()(const plan::Target* target) {
            add(wording.prose(side, target->text));
            add(Field::by, target->by);
        }
        void operator()(const plan::Owner* owner) { add(owner->display_name()); }
        void operator()(const plan::Subject* subject) {
            add(joined({subject->name.value, subject->label.value}, ", "));
            add(wording.prose(side, subject->text));
        }
        void operator()(const plan::Strategy* strategy) { add(wording.prose(side, strategy->text)); }
        void operator()(const plan::Resource* resource) {
            add(wording.prose(side, resource->text));
            add(resource->url.value);
        }
        void operator()(const plan::Body* body) { add(body->name.value); }
        void operator()(const plan::Recipient* recipient) {
            add(joined({recipient->name.value, recipient->organisation.value}, ", "));
        }
        void operator()(const plan::NamedText* text) { add(wording.prose(side, text->text)); }
        void operator()(const plan::Plan*) {}
        void operator()(const plan::Sender*) {}
        void operator()(const plan::Case*) {}
        void operator()(const plan::Documents*) {}
    };
    Lines lines{*this, side};
    std::visit(lines, item);
    if (const auto with = counts(extent); !with.empty())
        lines.add(fill(terms_.change_extent, {{"counts", with}}));
    return joined(lines.lines, "\n");
}

std::string ChangeWording::place(const Side& side, const plan::Change& change, const plan::Standing& standing) const {
    std::vector<std::string> lines;
    const auto stands = [&](plan::Item item, Noun noun, std::size_t action_number) {
        auto in = standing;
        in.item = std::move(item);
        in.action_number = action_number;
        return name(side, noun, in);
    };
    if (change.elsewhere) {
        // What holds it, from the area down to its parent.
        std::vector<std::string> path{stands(standing.area, Noun::area, 0)};
        if (change.noun != Noun::problem)
            path.push_back(stands(standing.problem, Noun::problem, 0));
        if (change.noun == Noun::action)
            path.push_back(stands(standing.cause, Noun::cause, 0));
        if (change.noun == Noun::goal)
            path = {stands(standing.action, Noun::action, standing.action_number)};
        lines.push_back(fill(terms_.change_under, {{"place", joined(path, "\n")}}));
        return joined(lines, "\n");
    }
    auto follows = standing;
    follows.item = standing.follows;
    follows.action = std::holds_alternative<const plan::Goal*>(standing.item) ? standing.action : nullptr;
    std::string words;
    if (std::holds_alternative<std::monostate>(standing.follows))
        return terms_.change_first;
    if (const auto* area = std::get_if<const plan::Area*>(&standing.follows))
        words = (*area)->title.value;
    else if (const auto* action = std::get_if<const plan::Action*>(&standing.follows))
        words = (*action)->title.value;
    else
        words = name(side, change.noun, follows);
    return fill(terms_.change_after, {{"item", words}});
}

} // namespace planpaket::compose
