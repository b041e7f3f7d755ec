#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/change_wording.h"
#include "compose/words.h"

#include <algorithm>
#include <array>
#include <set>

namespace planpaket::compose {

using namespace document;
using plan::Change;
using plan::ChangeKind;
using plan::Noun;
using plan::WordRun;

namespace {

/// What one table is about: an area, or a kind of register.
struct Section {
    std::string heading, number;
    std::vector<const Change*> changes;
};

const std::string& register_heading(const Terms& terms, Noun noun) {
    switch (noun) {
    case Noun::target:
    case Noun::place:
    case Noun::group:
        return terms.change_places;
    case Noun::owner:
        return terms.change_owners;
    case Noun::strategy:
    case Noun::resource:
        return terms.change_sources;
    case Noun::area:
    case Noun::problem:
    case Noun::cause:
    case Noun::action:
    case Noun::goal:
    case Noun::body:
    case Noun::recipient:
    case Noun::text:
    case Noun::plan:
    case Noun::sender:
    case Noun::matter:
    case Noun::documents:
        return terms.change_matter;
    }
    return terms.change_matter;
}

std::vector<Section> sections(const Terms& terms, const std::vector<Change>& changes) {
    std::vector<Section> out;
    const plan::Area* area = nullptr;
    for (const auto& change : changes) {
        const auto& in = change.after.area != nullptr ? change.after : change.before;
        if (in.area != nullptr && (out.empty() || in.area != area)) {
            out.push_back({in.area->title.value, change.after.area != nullptr ? std::to_string(in.area_number) : "", {}});
            area = in.area;
        }
        if (in.area != nullptr) {
            out.back().changes.push_back(&change);
            continue;
        }
        const auto& heading = register_heading(terms, change.noun);
        // Areas come first: what has the same heading is never one.
        const auto found = std::ranges::find_if(
            out, [&](const Section& section) { return section.heading == heading && section.number.empty(); });
        auto& section = found == out.end() ? out.emplace_back(Section{heading, "", {}}) : *found;
        section.changes.push_back(&change);
    }
    return out;
}

/// Words as paragraphs, each line one.
class Lines {
public:
    void add(std::string_view words, bool marked) {
        while (true) {
            const auto end = words.find('\n');
            const auto part = words.substr(0, end);
            if (!part.empty())
                inlines_.push_back(marked ? strong(line(std::string(part))) : text(std::string(part)));
            if (end == std::string_view::npos)
                return;
            finish();
            words.remove_prefix(end + 1);
        }
    }
    Blocks take() {
        finish();
        return std::move(blocks_);
    }

private:
    void finish() {
        if (!inlines_.empty())
            blocks_.push_back(paragraph(std::move(inlines_)));
        inlines_ = {};
    }

    Inlines inlines_;
    Blocks blocks_;
};

/// Of words that stayed what is needed to understand those that changed beside them.
std::string surroundings(const Terms& terms, const std::string& words, bool first, bool last) {
    constexpr std::size_t shown = 12;
    return plan::shortened(words, first ? 0 : shown, last ? 0 : shown, terms.change_gap);
}

/// One of the two wordings, its changed words in bold and brackets; where nothing stayed they need no mark.
Cell wording_cell(const Terms& terms, const std::vector<WordRun>& runs, WordRun::Kind own) {
    Lines lines;
    bool empty = true;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& [kind, words] = runs[i];
        if (kind != WordRun::Kind::kept && kind != own)
            continue;
        empty = false;
        if (kind == WordRun::Kind::kept) {
            lines.add(surroundings(terms, words, i == 0, i + 1 == runs.size()), false);
            continue;
        }
        const bool all = std::ranges::none_of(runs, [](const WordRun& run) { return run.kind == WordRun::Kind::kept; });
        // Marks and spaces around the words stay outside; marks alone are what changed.
        const auto start = words.find_first_not_of(" \n,;.:");
        const auto begin = start == std::string::npos ? 0 : start;
        const auto end = words.find_last_not_of(" \n");
        const auto bare = words.substr(begin, end + 1 - begin);
        if (all) {
            lines.add(words.substr(0, end + 1), false);
        } else {
            lines.add(words.substr(0, begin), false);
            lines.add(fill(terms.change_mark, {{"words", bare}}), true);
            lines.add(words.substr(end + 1), false);
        }
    }
    if (empty)
        lines.add(terms.change_nothing, false);
    return cell(lines.take());
}

class ChangeTable {
public:
    ChangeTable(ChangeWording& wording, const Terms& terms) : wording_(wording), terms_(terms) {}

    Table make(const std::vector<const Change*>& changes) {
        Table table;
        table.summary = terms_.table_changes;
        for (const auto* heading : {&terms_.column_item, &terms_.column_change, &terms_.column_before, &terms_.column_after})
            table.columns.push_back(column(*heading));
        table.rows.reserve(changes.size());
        std::size_t first = 0; // The row where the present item begins.
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const auto& change = *changes[i];
            auto& row = table.rows.emplace_back();
            if (i > 0 && change.noun == changes[i - 1]->noun && change.id == changes[i - 1]->id) {
                ++table.rows[first].cells.front().row_span;
            } else {
                first = i;
                Inlines name;
                name.push_back(strong(line(wording_.item(change))));
                row.cells.push_back(cell(std::move(name)));
                row.cells.back().header = true;
            }
            row.cells.push_back(cell(wording_.happening(change)));
            add_wordings(change, row);
        }
        return table;
    }

private:
    void add_wordings(const Change& change, Row& row) {
        const auto runs = wording_.words(change);
        if (change.kind == ChangeKind::changed && runs.size() == 1 && runs.front().kind == WordRun::Kind::kept) {
            auto both = cell(terms_.change_markup);
            both.column_span = 2;
            row.cells.push_back(std::move(both));
            return;
        }
        row.cells.push_back(wording_cell(terms_, runs, WordRun::Kind::removed));
        row.cells.push_back(wording_cell(terms_, runs, WordRun::Kind::added));
    }

    ChangeWording& wording_;
    const Terms& terms_;
};

/// How many items of what kind.
struct Tally {
    plan::Extent extent;
    std::size_t areas = 0, targets = 0, owners = 0, others = 0;

    void add(const Change& change) {
        extent.problems += change.extent.problems;
        extent.causes += change.extent.causes;
        extent.actions += change.extent.actions;
        extent.goals += change.extent.goals;
        switch (change.noun) {
        case Noun::area:
            ++areas;
            return;
        case Noun::problem:
            ++extent.problems;
            return;
        case Noun::cause:
            ++extent.causes;
            return;
        case Noun::action:
            ++extent.actions;
            return;
        case Noun::goal:
            ++extent.goals;
            return;
        case Noun::target:
            ++targets;
            return;
        case Noun::owner:
            ++owners;
            return;
        case Noun::place:
        case Noun::group:
        case Noun::strategy:
        case Noun::resource:
        case Noun::body:
        case Noun::recipient:
        case Noun::text:
        case Noun::plan:
        case Noun::sender:
        case Noun::matter:
        case Noun::documents:
            ++others;
            return;
        }
    }

    std::string words(const Terms& terms) const {
        std::string out;
        for (const auto& [plural, count] : {std::pair(&terms.count_areas, areas),
                                            {&terms.count_problems, extent.problems},
                                            {&terms.count_causes, extent.causes},
                                            {&terms.count_actions, extent.actions},
                                            {&terms.count_goals, extent.goals},
                                            {&terms.count_targets, targets},
                                            {&terms.count_owners, owners},
                                            {&terms.count_others, others}})
            if (count > 0)
                out += (out.empty() ? "" : ", ") + counted(terms, *plural, count);
        return out;
    }
};

} // namespace

Blocks changes(Composition& composition) {
    const auto& all = composition.changes();
    if (all.empty())
        return {};
    ChangeWording wording(*composition.facts.earlier, composition.plan, composition.terms);
    Blocks out;
    for (auto& section : sections(composition.terms, all)) {
        Heading heading;
        heading.level = composition.level + 1;
        heading.inlines = line(std::move(section.heading));
        heading.number = std::move(section.number);
        out.push_back({std::move(heading), {}});
        out.push_back({ChangeTable(wording, composition.terms).make(section.changes), {}});
    }
    return out;
}

Blocks changes_in_brief(Composition& composition) {
    const auto& terms = composition.terms;
    std::array<Tally, 4> tallies;
    const Change* last = nullptr;
    for (const auto& change : composition.changes()) {
        // Several changes of one item are one changed item.
        const bool same = last != nullptr && last->kind == change.kind && last->noun == change.noun && last->id == change.id;
        if (!same)
            tallies[static_cast<std::size_t>(change.kind)].add(change);
        last = &change;
    }
    std::vector<Inlines> items;
    for (const auto& [kind, label] : {std::pair(ChangeKind::added, &terms.change_added),
                                      {ChangeKind::removed, &terms.change_removed},
                                      {ChangeKind::moved, &terms.change_moved},
                                      {ChangeKind::changed, &terms.change_changed}}) {
        const auto words = tallies[static_cast<std::size_t>(kind)].words(terms);
        if (!words.empty())
            items.push_back(line(fill(terms.change_with, {{"label", *label}, {"words", words}})));
    }
    Blocks out;
    if (!items.empty())
        out.push_back(bullets(std::move(items)));
    return out;
}

} // namespace planpaket::compose
