#include "base/translate.h"
#include "plan/remark_rules.h"
#include "plan/wording.h"

#include <algorithm>
#include <map>
#include <set>

namespace planpaket::plan {

using base::tr;
using base::trf;

namespace {

/// What is said of one place's, or area's, target.
struct Stated {
    const Target* target = nullptr;
    std::set<std::string> words; ///< Those that tell it from other texts.
    std::vector<std::string> label;
};

/// Whether a sentence speaks of the target: it has the label that the target is to remove, or half of its telling words.
bool speaks_of(const Stated& stated, std::string_view sentence) {
    const auto words = words_of(sentence);
    if (!stated.label.empty() && std::search(words.begin(), words.end(), stated.label.begin(), stated.label.end()) != words.end())
        return true;
    const std::set<std::string> present(words.begin(), words.end());
    const auto shared =
        std::count_if(stated.words.begin(), stated.words.end(), [&](const auto& word) { return present.contains(word); });
    return !stated.words.empty() && static_cast<std::size_t>(shared) * 2 >= stated.words.size();
}

Stated stated_by(const Plan& plan, const Target& target) {
    constexpr std::size_t shortest_telling_word = 5; // In bytes; drops "inte", "ska", "och".
    Stated stated{.target = &target, .words = {}, .label = {}};
    std::vector<std::string> name;
    if (const Subject* place = find_place(plan, target.place.value)) {
        name = words_of(place->name.value);
        stated.label = words_of(place->label.value);
    }
    for (auto& word : words_of(target.text.value))
        if (word.size() >= shortest_telling_word && !is_digit(word.front()) &&
            std::find(name.begin(), name.end(), word) == name.end())
            stated.words.insert(std::move(word));
    return stated;
}

} // namespace

/// Two targets for one place or area that differ in their numbers alone.
static void find_drifting_targets(const Plan& plan, Findings& findings) {
    std::map<std::string, const Target*> first_of;
    for (const auto& target : plan.target) {
        const std::string key = target.area.value + '\n' + target.place.value + '\n' + without_numbers(target.text.value);
        const auto [first, is_new] = first_of.emplace(key, &target);
        if (!is_new && (first->second->by.year != target.by.year || first->second->text.value != target.text.value))
            findings.add(target.text.span,
                         trf("the same target stands with another year on line {}", first->second->text.span.line),
                         tr("keep the right one; copying down rows adds a year to each"), {&target.silence});
    }
}

/// The target that a sentence, or the date beside it, gives another year than its own; nullptr if there is none. A sentence that
/// has the right year as well may speak of others, and what happens in the plan's own years is a step towards the target.
static const Target* contradicted_by(const std::vector<int>& years, std::string_view sentence,
                                     const std::vector<const Stated*>& here, int last_year_of_plan) {
    const bool later = std::any_of(years.begin(), years.end(), [&](int year) { return year > last_year_of_plan; });
    const bool right = std::any_of(here.begin(), here.end(), [&](const Stated* each) {
        return std::find(years.begin(), years.end(), each->target->by.year) != years.end();
    });
    if (!later || right)
        return nullptr;
    const auto named = std::find_if(here.begin(), here.end(), [&](const Stated* each) { return speaks_of(*each, sentence); });
    return named == here.end() ? nullptr : (*named)->target;
}

/// The first such target in a text.
static const Target* contradicted_in(const Text& text, const std::optional<Date>& by, const std::vector<const Stated*>& here,
                                     int last_year_of_plan) {
    std::string_view rest = text.value;
    while (!rest.empty()) {
        const auto length = std::min(rest.find_first_of(".!?\n"), rest.size());
        const auto sentence = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        std::vector<int> years = years_in(without_addresses(sentence));
        if (by)
            years.push_back(by->year);
        if (const Target* target = contradicted_by(years, sentence, here, last_year_of_plan))
            return target;
    }
    return nullptr;
}

/// A row that states the target of its place or area with a year of its own.
static void find_drifting_rows(const Plan& plan, Findings& findings) {
    std::multimap<std::string_view, Stated> by_place;
    std::multimap<std::string_view, Stated> by_area;
    for (const auto& target : plan.target) {
        if (!target.place.empty())
            by_place.emplace(target.place.value, stated_by(plan, target));
        else
            by_area.emplace(target.area.value, stated_by(plan, target));
    }
    if (by_place.empty() && by_area.empty())
        return;
    for_each_row(plan, [&](const Row& row) {
        std::vector<const Stated*> here;
        const auto take = [&](const auto& range) {
            for (auto each = range.first; each != range.second; ++each)
                here.push_back(&each->second);
        };
        take(by_place.equal_range(row.problem.place.value));
        take(by_area.equal_range(row.area.id.value));
        if (here.empty())
            return;
        const auto check = [&](const Text& text, const std::optional<Date>& by,
                               std::initializer_list<const std::vector<Silence>*> silences) {
            if (const Target* target = contradicted_in(text, by, here, plan.to.year))
                findings.add(text.span,
                             trf("the year here is not that of the target '{}', {}", target->id.value, target->by.year),
                             tr("leave the year out: the target says it once for the place or area"), silences);
        };
        check(row.action.who, std::nullopt, {&row.action.silence});
        if (row.action.when)
            check(row.action.when->text, std::nullopt, {&row.action.silence});
        for (const auto& goal : row.action.goal)
            check(goal.text, goal.by, {&goal.silence, &row.action.silence});
    });
}

/// Goals of one place, or else area, that differ in their years alone.
static void find_drifting_goals(const Plan& plan, Findings& findings) {
    constexpr std::size_t shortest = 20; // In bytes: "klart #" says too little to be the same goal twice.
    std::map<std::string, const Text*> first_of;
    for_each_row(plan, [&](const Row& row) {
        for (const auto& goal : row.action.goal) {
            const auto years = years_in(goal.text.value);
            std::string key = without_numbers(goal.text.value);
            if (years.empty() || key.size() < shortest)
                continue;
            key += '\n' + (row.problem.place.empty() ? row.area.id.value : "place " + row.problem.place.value);
            const auto [first, is_new] = first_of.emplace(std::move(key), &goal.text);
            if (!is_new && years_in(first->second->value) != years)
                findings.add(goal.text.span, trf("the same goal stands with another year on line {}", first->second->span.line),
                             tr("state it once, as a [[target]] of the place or area; copying down rows adds a year to each"),
                             {&goal.silence, &row.action.silence});
        }
    });
}

void find_target_year_drift(const Plan& plan, Findings& findings) {
    find_drifting_targets(plan, findings);
    find_drifting_rows(plan, findings);
    find_drifting_goals(plan, findings);
}

} // namespace planpaket::plan
