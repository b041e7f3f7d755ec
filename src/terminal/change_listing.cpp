#include "terminal/change_listing.h"

#include "base/names.h"
#include "base/translate.h"
#include "compose/change_wording.h"
#include "compose/words.h"
#include "plan/compare.h"
#include "plan/figures.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planpaket::terminal {

using base::tr;
using nlohmann::ordered_json;
using plan::Change;
using plan::ChangeKind;
using plan::WordRun;

namespace {

constexpr const char* red = "\033[31m";
constexpr const char* green = "\033[32m";
constexpr const char* bold = "\033[1m";
constexpr const char* plain = "\033[0m";

/// Every control character but the line break as its picture: a plan cannot steer a terminal.
std::string harmless(std::string_view words) {
    std::string out;
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n') || byte == 0x7F)
            out += {'\xE2', '\x90', byte == 0x7F ? '\xA1' : static_cast<char>(0x80 + byte)};
        else
            out += c;
    }
    return out;
}

const char* name(ChangeKind kind) {
    static constexpr base::Names<ChangeKind> names{"added", "removed", "moved", "changed"};
    return names[kind];
}

const char* name(WordRun::Kind kind) {
    static constexpr base::Names<WordRun::Kind> names{"kept", "removed", "added"};
    return names[kind];
}

char sign(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::added:
        return '+';
    case ChangeKind::removed:
        return '-';
    case ChangeKind::moved:
        return '>';
    case ChangeKind::changed:
        return '~';
    }
    return '~';
}

/// Words that changed, with the space around them outside the marks.
std::string marked(std::string_view words, const char* open, const char* close, const char* paint, bool colour) {
    const auto end = words.find_last_not_of(" \n");
    const auto bare = std::string(words.substr(0, end + 1));
    return (colour ? paint : "") + (open + bare + close) + (colour ? plain : "") + std::string(words.substr(end + 1));
}

std::string indented(std::string_view words, std::string_view indent) {
    std::string out(indent);
    for (const char c : words) {
        out += c;
        if (c == '\n')
            out += indent;
    }
    return out + '\n';
}

std::string runs_as_text(const std::vector<WordRun>& runs, bool colour) {
    constexpr std::size_t shown = 12;
    std::string out;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto words = harmless(runs[i].text);
        switch (runs[i].kind) {
        case WordRun::Kind::kept:
            out += plan::shortened(words, i == 0 ? 0 : shown, i + 1 == runs.size() ? 0 : shown, "…");
            break;
        case WordRun::Kind::removed:
            out += marked(words, "[-", "-]", red, colour);
            if (i + 1 < runs.size() && runs[i + 1].kind == WordRun::Kind::added && !out.ends_with(' ') && !out.ends_with('\n'))
                out += ' ';
            break;
        case WordRun::Kind::added:
            out += marked(words, "{+", "+}", green, colour);
            break;
        }
    }
    return out;
}

std::string state_line(const keeping::ComparedPlan& plan, const compose::Terms& terms) {
    const auto& loaded = plan.loaded.plan;
    return harmless(fmt::format("{}: {}, {} ({})", plan.name, loaded.title.value, loaded.version.value,
                                compose::state_words(terms, plan::state(loaded))));
}

/// A value as plans write it; null where there is nothing.
struct AsJson {
    ordered_json operator()(std::monostate) const { return nullptr; }
    ordered_json operator()(std::string_view id) const { return std::string(id); }
    ordered_json operator()(const plan::Text* text) const { return text->value; }
    ordered_json operator()(plan::Prose text) const { return text.text->value; }
    ordered_json operator()(plan::Proses all) const { return texts(*all.texts); }
    ordered_json operator()(plan::Reference to) const { return to.id->value; }
    ordered_json operator()(plan::References to) const { return texts(*to.ids); }
    ordered_json operator()(plan::Names all) const { return texts(*all.names); }
    ordered_json operator()(plan::Titles all) const {
        auto out = ordered_json::object();
        for (const auto& [document, title] : *all.titles)
            out[document] = title.value;
        return out;
    }
    ordered_json operator()(plan::Contact contact) const {
        return {{"name", contact.owner->contact_name.value},
                {"email", contact.owner->contact_email.value},
                {"phone", contact.owner->contact_phone.value},
                {"public", contact.owner->contact_public}};
    }
    ordered_json operator()(const plan::Date& date) const { return plan::to_string(date); }
    ordered_json operator()(const plan::Period& period) const {
        return {{"from", plan::to_string(period.from)}, {"to", plan::to_string(period.to)}};
    }
    ordered_json operator()(bool yes) const { return yes; }
    ordered_json operator()(const plan::Schedule* when) const {
        static constexpr const char* kinds[] = {"date", "span", "continuous", "line-work", "words"};
        ordered_json out{{"kind", kinds[static_cast<std::size_t>(when->kind)]}};
        if (when->from)
            out["from"] = plan::to_string(*when->from);
        if (when->to)
            out["to"] = plan::to_string(*when->to);
        if (!when->text.empty())
            out["text"] = when->text.value;
        return out;
    }
    ordered_json operator()(const plan::FollowUp* report) const {
        static constexpr const char* statuses[] = {"done", "under-way", "not-started", "dropped"};
        ordered_json out{{"status", statuses[static_cast<std::size_t>(report->status)]},
                         {"text", report->text.value},
                         {"evidence", texts(report->evidence)},
                         {"commitment", ordered_json::array()}};
        for (const auto& each : report->commitment)
            out["commitment"].push_back({{"owner", each.owner.value}, {"text", each.text.value}});
        if (report->date)
            out["date"] = plan::to_string(*report->date);
        return out;
    }
    ordered_json operator()(const std::vector<plan::Signatory>* all) const {
        auto out = ordered_json::array();
        for (const auto& each : *all)
            out.push_back({{"role", each.role.value}, {"name", each.name.value}});
        return out;
    }
    ordered_json operator()(plan::ActionKind kind) const { return kind == plan::ActionKind::line_work ? "line-work" : "one-off"; }
    ordered_json operator()(plan::Effect effect) const {
        static constexpr const char* effects[] = {nullptr, "immediate", "short", "long"};
        const auto* word = effects[static_cast<std::size_t>(effect)];
        return word == nullptr ? ordered_json(nullptr) : ordered_json(word);
    }
    ordered_json operator()(plan::AreaKind kind) const { return kind == plan::AreaKind::local ? "local" : "central"; }
    ordered_json operator()(plan::OwnerKind kind) const {
        static constexpr const char* kinds[] = {"organisation", "unit", "role", "group", "person"};
        return kinds[static_cast<std::size_t>(kind)];
    }
    ordered_json operator()(plan::BodyKind kind) const {
        static constexpr const char* kinds[] = {"steering-group", "committee", "other"};
        return kinds[static_cast<std::size_t>(kind)];
    }

    static ordered_json texts(const std::vector<plan::Text>& all) {
        auto out = ordered_json::array();
        for (const auto& text : all)
            out.push_back(text.value);
        return out;
    }
};

ordered_json standing_as_json(const plan::Standing& standing) {
    if (std::holds_alternative<std::monostate>(standing.item))
        return nullptr;
    auto out = ordered_json::object();
    if (const auto number = standing.number(); !number.empty())
        out["number"] = number;
    if (standing.area != nullptr)
        out["area"] = standing.area->id.value;
    if (standing.problem != nullptr)
        out["problem"] = standing.problem->id.value;
    if (standing.cause != nullptr)
        out["cause"] = standing.cause->id.value;
    if (standing.action != nullptr)
        out["action"] = standing.action->id.value;
    return out;
}

ordered_json plan_as_json(const keeping::ComparedPlan& plan) {
    const auto& loaded = plan.loaded.plan;
    return {{"from", plan.name},
            {"id", loaded.id.value},
            {"title", loaded.title.value},
            {"version", loaded.version.value},
            {"decided", plan::state(loaded).decided}};
}

} // namespace

std::string changes_as_text(const keeping::ComparedPlan& before, const keeping::ComparedPlan& after, bool colour) {
    const auto& terms = after.loaded.templates->templates.terms;
    const auto all = plan::changes(before.loaded.plan, after.loaded.plan);
    compose::ChangeWording wording(before.loaded.plan, after.loaded.plan, terms);
    std::string out = "--- " + state_line(before, terms) + "\n+++ " + state_line(after, terms) + "\n";
    if (all.empty())
        return out + tr("no changes") + '\n';
    const Change* last = nullptr;
    for (const auto& change : all) {
        if (last == nullptr || last->noun != change.noun || last->id != change.id) {
            const auto id = change.id.empty() ? std::string() : fmt::format("  #{}", change.id);
            out += '\n' + (colour ? bold : std::string()) + harmless(wording.item(change)) + (colour ? plain : "") +
                   harmless(id) + '\n';
        }
        last = &change;
        const auto runs = wording.words(change);
        out += fmt::format("  {} {}\n", sign(change.kind), harmless(wording.happening(change)));
        if (change.kind == ChangeKind::changed && runs.size() == 1 && runs.front().kind == WordRun::Kind::kept)
            out += indented(terms.change_markup, "    ");
        else
            out += indented(runs_as_text(runs, colour), "    ");
    }
    return out + '\n' + base::trn("{} change", "{} changes", all.size()) + '\n';
}

std::string changes_as_json(const keeping::ComparedPlan& before, const keeping::ComparedPlan& after) {
    compose::ChangeWording wording(before.loaded.plan, after.loaded.plan, after.loaded.templates->templates.terms);
    ordered_json root{{"form", "planpaket-changes-1"},
                      {"before", plan_as_json(before)},
                      {"after", plan_as_json(after)},
                      {"changes", ordered_json::array()}};
    for (const auto& change : plan::changes(before.loaded.plan, after.loaded.plan)) {
        ordered_json entry{{"change", name(change.kind)}, {"what", std::string(plan::key(change.noun))}};
        if (!change.id.empty())
            entry["id"] = change.id;
        entry["item"] = wording.item(change);
        entry["before"] = standing_as_json(change.before);
        entry["after"] = standing_as_json(change.after);
        if (change.kind == ChangeKind::changed) {
            entry["field"] = std::string(plan::key(change.field));
            entry["was"] = std::visit(AsJson{}, change.was);
            entry["is"] = std::visit(AsJson{}, change.is);
        }
        if (change.kind == ChangeKind::moved)
            entry["elsewhere"] = change.elsewhere;
        if (change.kind == ChangeKind::added || change.kind == ChangeKind::removed)
            entry["with"] = {{"problems", change.extent.problems},
                             {"causes", change.extent.causes},
                             {"actions", change.extent.actions},
                             {"goals", change.extent.goals}};
        entry["words"] = ordered_json::array();
        for (const auto& run : wording.words(change))
            entry["words"].push_back({{"kind", name(run.kind)}, {"text", run.text}});
        root["changes"].push_back(std::move(entry));
    }
    return root.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

} // namespace planpaket::terminal
