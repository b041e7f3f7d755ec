#include "compose/parts.h"

#include "compose/blocks.h"
#include "compose/words.h"

#include <algorithm>
#include <chrono>

namespace planpaket::compose {

using namespace document;

namespace {

/// More marks than this do not fit on one page; a chart is then drawn for each area.
constexpr std::size_t marks_on_a_chart = 60;
/// An area with more is not drawn: nobody can read hundreds of bars, and the table says the same.
constexpr std::size_t marks_in_an_area = 180;

std::optional<TimelineChart::Mark> mark(const plan::PlacedAction& placed, std::chrono::sys_days from, std::chrono::sys_days to) {
    using enum plan::ScheduleKind;
    if (!placed.action->when)
        return std::nullopt;
    const auto& when = *placed.action->when;
    TimelineChart::Mark out;
    out.label = placed.number + " " + placed.action->title.value;
    out.id = placed.action->id.value;
    switch (when.kind) {
    case date:
    case words:
        if (!when.from)
            return std::nullopt;
        out.from = when.from->first_day();
        out.to = when.from->last_day();
        out.kind = TimelineChart::MarkKind::date;
        return out;
    case span:
        if (!when.from || !when.to)
            return std::nullopt;
        out.from = when.from->first_day();
        out.to = when.to->last_day();
        out.kind = TimelineChart::MarkKind::span;
        return out;
    case continuous:
    case line_work:
        out.from = when.from ? when.from->first_day() : from;
        out.to = when.to ? when.to->last_day() : to;
        out.kind = TimelineChart::MarkKind::continuous;
        return out;
    }
    return std::nullopt;
}

std::chrono::sys_days first_of_month(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return date.year() / date.month() / 1;
}

std::chrono::sys_days last_of_month(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return date.year() / date.month() / std::chrono::last;
}

struct Axis {
    std::chrono::sys_days from, to;
};

/// From the first to the last day that the plan's period or a dated action names, in whole months.
Axis axis(Composition& composition) {
    Axis out{composition.plan.from.first_day(), composition.plan.to.last_day()};
    for (const auto& placed : composition.placed())
        if (const auto& when = placed.action->when) {
            for (const auto& date : {when->from, when->to}) {
                if (!date)
                    continue;
                out.from = std::min(out.from, date->first_day());
                out.to = std::max(out.to, date->last_day());
            }
        }
    return {first_of_month(out.from), last_of_month(out.to)};
}

struct MarkCount {
    std::size_t dates = 0, spans = 0, continuous = 0;

    std::size_t total() const { return dates + spans + continuous; }
};

MarkCount count(const std::vector<TimelineChart::Group>& groups) {
    MarkCount out;
    for (const auto& group : groups)
        for (const auto& item : group.marks)
            switch (item.kind) {
            case TimelineChart::MarkKind::date:
                ++out.dates;
                break;
            case TimelineChart::MarkKind::span:
                ++out.spans;
                break;
            case TimelineChart::MarkKind::continuous:
                ++out.continuous;
                break;
            }
    return out;
}

Block chart(const Composition& composition, const Axis& when, std::vector<TimelineChart::Group> groups,
            const std::string& caption) {
    const auto& terms = composition.terms;
    const auto marks = count(groups);
    Figure figure;
    figure.caption = line(caption);
    figure.alternative =
        fill(terms.chart_timeline_alternative, {{"from", day_words(terms, when.from)},
                                                {"to", day_words(terms, when.to)},
                                                {"actions", composition.counted(terms.count_actions, marks.total())},
                                                {"dates", number(terms, marks.dates)},
                                                {"spans", number(terms, marks.spans)},
                                                {"continuous", number(terms, marks.continuous)}});
    TimelineChart drawn;
    drawn.from = when.from;
    drawn.to = when.to;
    drawn.month_names.assign(terms.date_short_months.begin(), terms.date_short_months.end());
    drawn.groups = std::move(groups);
    figure.chart = std::move(drawn);
    return {std::move(figure), {}};
}

} // namespace

Blocks timeline_chart(Composition& composition) {
    const auto& terms = composition.terms;
    const auto when = axis(composition);
    std::vector<TimelineChart::Group> groups;
    std::size_t total = 0;
    const plan::Area* area = nullptr;
    std::size_t area_number = 0;
    for (const auto& placed : composition.placed()) {
        auto item = mark(placed, when.from, when.to);
        if (!item)
            continue;
        if (placed.area != area) {
            area = placed.area;
            area_number = static_cast<std::size_t>(area - composition.plan.area.data()) + 1;
            groups.push_back(
                {fill(terms.action_title, {{"number", std::to_string(area_number)}, {"title", area->title.value}}), {}});
        }
        groups.back().marks.push_back(std::move(*item));
        ++total;
    }
    Blocks out;
    if (total == 0)
        return out;
    if (total <= marks_on_a_chart) {
        out.push_back(chart(composition, when, std::move(groups), terms.chart_timeline));
        return out;
    }
    for (auto& group : groups) {
        const auto title = group.label;
        const auto marks = group.marks.size();
        if (marks > marks_in_an_area) {
            out.push_back(paragraph(
                fill(terms.chart_left_out, {{"area", title}, {"actions", composition.counted(terms.count_actions, marks)}}),
                ParagraphStyle::note));
            continue;
        }
        std::vector<TimelineChart::Group> one;
        one.push_back(std::move(group));
        out.push_back(chart(composition, when, std::move(one), fill(terms.chart_timeline_area, {{"area", title}})));
    }
    return out;
}

} // namespace planpaket::compose
