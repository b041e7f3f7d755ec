#include "typeset/timeline_chart.h"

#include <algorithm>

namespace planpaket::typeset {

namespace {

using namespace std::chrono;

constexpr float label_share = 0.40F;
constexpr float bar_height = 6;
constexpr float label_size = 7.5F;
constexpr float month_name_width = 15; ///< A month narrower than this is drawn without its name.

float days_between(sys_days from, sys_days to) {
    return static_cast<float>((to - from).count());
}

} // namespace

TimelinePainter::TimelinePainter(Setting& setting, PageFlow& flow, const document::TimelineChart& chart, NodeId node,
                                 const ChartForm& form)
    : setting_(setting), flow_(flow), chart_(chart), node_(node), form_(form),
      labels_(form.narrow ? 0 : flow.width() * label_share) {
    const auto add = [&](const std::string& words, Weight weight, const document::TimelineChart::Mark* mark) {
        auto& row = rows_.emplace_back();
        row.mark = mark;
        auto inlines = document::words(words);
        if (form_.linked && mark != nullptr && !mark->id.empty())
            inlines = {{document::Link{"#" + mark->id, std::move(inlines), words}, {}}};
        const float indent = mark != nullptr && !form_.narrow ? 6.0F : 0.0F;
        set_paragraph(setting_, inlines,
                      {.look = {.weight = weight, .slant = Slant::upright, .size = label_size, .colour = setting_.style.text},
                       .x = indent,
                       .width = (mark != nullptr && !form_.narrow ? labels_ : flow_.width()) - 8 - indent,
                       .line_height = label_size * 1.18F},
                      node_, row.label);
        row.height = row.label.height() + (mark == nullptr ? 6.0F : form_.narrow ? bar_height + 6 : 3.0F);
    };
    for (const auto& group : chart.groups) {
        add(group.label, Weight::bold, nullptr);
        for (const auto& mark : group.marks)
            add(mark.label, Weight::regular, &mark);
    }
}

float TimelinePainter::height() const {
    float height = axis_height() + 4;
    for (const auto& row : rows_)
        height += row.height;
    return height;
}

float TimelinePainter::least_height() const {
    float height = axis_height();
    for (std::size_t i = 0; i < rows_.size() && i < 3; ++i)
        height += rows_[i].height;
    return height;
}

bool TimelinePainter::names_months() const {
    return x_of(chart_.from + days(31)) - x_of(chart_.from) >= month_name_width;
}

float TimelinePainter::axis_height() const {
    return names_months() ? 26 : 15;
}

float TimelinePainter::x_of(sys_days day) const {
    const float share = days_between(chart_.from, day) / std::max(1.0F, days_between(chart_.from, chart_.to + days(1)));
    return flow_.left() + labels_ + (flow_.width() - labels_) * std::clamp(share, 0.0F, 1.0F);
}

void TimelinePainter::draw() {
    draw_axis();
    float top = flow_.y();
    const auto close = [&](float from) {
        if (!form_.narrow) // else each row has its own
            draw_grid(from, flow_.y());
        draw_foot(flow_.y());
    };
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool heading = rows_[i].mark == nullptr;
        const float needed = rows_[i].height + (heading && i + 1 < rows_.size() ? rows_[i + 1].height : 0);
        if (needed > flow_.remaining() && !flow_.fresh()) {
            close(top);
            flow_.new_page();
            draw_axis();
            top = flow_.y();
        }
        draw_row(rows_[i]);
    }
    close(top);
    flow_.advance(4);
}

void TimelinePainter::draw_axis() {
    const float y = flow_.y();
    const year_month_day first(chart_.from);
    for (year_month month = first.year() / first.month(); sys_days(month / 1) <= chart_.to; month += months(1)) {
        const float left = x_of(sys_days(month / 1));
        const float right = x_of(sys_days((month + months(1)) / 1));
        if (month.month() == January || month == first.year() / first.month())
            draw_words(std::to_string(static_cast<int>(month.year())), left + 2, y, 8, Weight::bold, document::Align::left, 60);
        const auto index = static_cast<unsigned>(month.month()) - 1;
        if (names_months() && index < chart_.month_names.size())
            draw_words(chart_.month_names[index], left, y + 11, 7, Weight::regular, document::Align::centre, right - left);
    }
    flow_.advance(axis_height() - 2);
    flow_.page().items.push_back(LineItem{.x1 = flow_.left(),
                                          .y1 = flow_.y(),
                                          .x2 = flow_.left() + flow_.width(),
                                          .y2 = flow_.y(),
                                          .width = 0.8F,
                                          .dash = 0,
                                          .colour = setting_.style.rule});
    flow_.advance(2);
}

void TimelinePainter::draw_grid(float top, float bottom) {
    const year_month_day first(chart_.from);
    for (year_month month = first.year() / first.month(); sys_days(month / 1) <= chart_.to + days(31); month += months(1)) {
        const bool new_year = month.month() == January;
        if (!new_year && !names_months())
            continue;
        const float x = x_of(sys_days(month / 1));
        flow_.page().items.push_back(LineItem{.x1 = x,
                                              .y1 = top - (new_year && !form_.narrow ? 10.0F : 0.0F),
                                              .x2 = x,
                                              .y2 = bottom,
                                              .width = new_year ? 0.6F : 0.25F,
                                              .dash = 0,
                                              .colour = setting_.style.rule});
    }
}

void TimelinePainter::draw_foot(float y) {
    flow_.page().items.push_back(LineItem{.x1 = flow_.left(),
                                          .y1 = y,
                                          .x2 = flow_.left() + flow_.width(),
                                          .y2 = y,
                                          .width = 0.8F,
                                          .dash = 0,
                                          .colour = setting_.style.rule});
}

void TimelinePainter::draw_row(const ChartRow& row) {
    float y = flow_.y() + (row.mark != nullptr ? 1.5F : 4.0F);
    for (const auto& line : row.label.lines) {
        draw_line(setting_.words, line, flow_.left(), y, flow_.page(), setting_.structure);
        y += line.height;
    }
    if (row.mark != nullptr) {
        if (form_.narrow) // lines through the labels would make them hard to read
            draw_grid(y, y + bar_height + 2);
        draw_mark(*row.mark, form_.narrow ? y + bar_height / 2 + 1 : flow_.y() + row.height / 2);
    }
    flow_.advance(row.height);
}

/// A date is a diamond, a span a filled bar, continuous work an outlined bar with an arrow where it goes on.
void TimelinePainter::draw_mark(const document::TimelineChart::Mark& mark, float middle) {
    auto& items = flow_.page().items;
    const float left = x_of(mark.from);
    const float right = std::max(x_of(mark.to + days(1)), left + 2);
    const float half = bar_height / 2;
    switch (mark.kind) {
    case document::TimelineChart::MarkKind::date: {
        const float at = std::clamp(right, flow_.left() + labels_ + half, flow_.left() + flow_.width() - half) - 0.5F;
        if (right - left > bar_height)
            items.push_back(LineItem{.x1 = left,
                                     .y1 = middle,
                                     .x2 = at,
                                     .y2 = middle,
                                     .width = 0.8F,
                                     .dash = 1.5F,
                                     .colour = setting_.style.chart,
                                     .node = node_});
        items.push_back(
            PolygonItem{.points = {{at - half, middle}, {at, middle - half}, {at + half, middle}, {at, middle + half}},
                        .fill = setting_.style.chart,
                        .node = node_});
        break;
    }
    case document::TimelineChart::MarkKind::span:
        items.push_back(RectangleItem{.x = left,
                                      .y = middle - half,
                                      .width = right - left,
                                      .height = bar_height,
                                      .fill = setting_.style.chart,
                                      .node = node_});
        break;
    case document::TimelineChart::MarkKind::continuous:
        items.push_back(RectangleItem{.x = left,
                                      .y = middle - half + 1.5F,
                                      .width = right - left - half,
                                      .height = bar_height - 3,
                                      .fill = setting_.style.chart_light,
                                      .node = node_});
        items.push_back(PolygonItem{.points = {{right - half, middle - half}, {right, middle}, {right - half, middle + half}},
                                    .fill = setting_.style.chart_light,
                                    .node = node_});
        break;
    }
}

void TimelinePainter::draw_words(const std::string& words, float x, float y, float size, Weight weight, document::Align align,
                                 float width) {
    Galley galley;
    set_paragraph(setting_, document::words(words),
                  {.look = {.weight = weight, .slant = Slant::upright, .size = size, .colour = setting_.style.text},
                   .x = 0,
                   .width = width,
                   .line_height = size * 1.2F,
                   .space_before = 0,
                   .align = align},
                  node_, galley);
    for (const auto& line : galley.lines)
        draw_line(setting_.words, line, x, y, flow_.page(), setting_.structure);
}

} // namespace planpaket::typeset
