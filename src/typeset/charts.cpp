#include "typeset/charts.h"

#include "typeset/timeline_chart.h"

#include <algorithm>
#include <numeric>

namespace planpaket::typeset {

namespace {

constexpr float bar_height = 7;
constexpr float bar_gap = 1.5F;
constexpr float label_share = 0.42F;

Galley words_at(Setting& setting, const std::string& words, float width, float size, Weight weight, NodeId node) {
    Galley galley;
    set_paragraph(setting, document::words(words),
                  {.look = {.weight = weight, .slant = Slant::upright, .size = size, .colour = setting.style.text},
                   .x = 0,
                   .width = width,
                   .line_height = size * 1.2F},
                  node, galley);
    return galley;
}

float draw_galley(Setting& setting, PageFlow& flow, const Galley& galley, float x, float y) {
    for (const auto& line : galley.lines) {
        y += line.space_before;
        draw_line(setting.words, line, x, y, flow.page(), setting.structure);
        y += line.height;
    }
    return y;
}

/// Horizontal bars with their values, a legend above.
class BarPainter {
public:
    BarPainter(Setting& setting, PageFlow& flow, const document::BarChart& chart, NodeId node, const ChartForm& form = {})
        : setting_(setting), flow_(flow), chart_(chart), node_(node), form_(form),
          labels_width_(form.narrow ? 0 : flow.width() * label_share) {
        for (const auto& row : chart.rows) {
            const float width = form.narrow ? flow.width() : labels_width_ - 10;
            labels_.push_back(words_at(setting, row.label, width, 9, Weight::regular, node));
            const float bars = static_cast<float>(chart.series.size()) * (bar_height + bar_gap);
            const float label = labels_.back().height();
            heights_.push_back(form.narrow ? label + bars + 10 : std::max(label, bars) + 7);
            for (const auto value : row.values)
                most_ = std::max(most_, value);
        }
    }

    float height() const { return legend_height + std::accumulate(heights_.begin(), heights_.end(), 0.0F) + 6; }

    void draw() {
        draw_legend();
        const float axis = flow_.left() + labels_width_;
        for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
            if (heights_[i] > flow_.remaining() && !flow_.fresh()) {
                flow_.new_page();
                draw_legend();
            }
            draw_row(i, axis);
            const float top = form_.narrow ? bars_top(i) - 2 : flow_.y();
            flow_.page().items.push_back(LineItem{.x1 = axis,
                                                  .y1 = top,
                                                  .x2 = axis,
                                                  .y2 = flow_.y() + heights_[i],
                                                  .width = 0.6F,
                                                  .dash = 0,
                                                  .colour = setting_.style.rule});
            flow_.advance(heights_[i]);
        }
        flow_.advance(6);
    }

private:
    static constexpr float legend_height = 20;

    /// Fills from dark to light, and each with a rule around it, so that they stay apart in black and white.
    Colour fill(std::size_t series) const {
        const float share =
            chart_.series.size() < 2 ? 0 : static_cast<float>(series) / static_cast<float>(chart_.series.size() - 1);
        const auto& from = setting_.style.chart;
        const auto& to = setting_.style.chart_light;
        return {from.red + (to.red - from.red) * share, from.green + (to.green - from.green) * share,
                from.blue + (to.blue - from.blue) * share};
    }

    /// Where the bars of the row at the flow's place begin when they stand below its label.
    float bars_top(std::size_t index) const { return flow_.y() + labels_[index].height() + 5; }

    void draw_legend() {
        float x = flow_.left() + labels_width_;
        for (std::size_t i = 0; i < chart_.series.size(); ++i) {
            const auto words = words_at(setting_, chart_.series[i], 200, 8.5F, Weight::regular, node_);
            flow_.page().items.push_back(
                RectangleItem{.x = x, .y = flow_.y() + 2, .width = 8, .height = bar_height, .fill = fill(i), .node = node_});
            draw_galley(setting_, flow_, words, x + 12, flow_.y());
            x += 12 + (words.empty() ? 0 : words.lines.front().line.width) + 18;
        }
        flow_.advance(legend_height);
    }

    void draw_row(std::size_t index, float axis) {
        const auto& row = chart_.rows[index];
        const float bars = static_cast<float>(row.values.size()) * (bar_height + bar_gap);
        const float middle = flow_.y() + heights_[index] / 2;
        draw_galley(setting_, flow_, labels_[index], flow_.left(),
                    form_.narrow ? flow_.y() + 2 : middle - labels_[index].height() / 2);
        float y = form_.narrow ? bars_top(index) : middle - bars / 2;
        const float longest = flow_.left() + flow_.width() - axis - 26;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const float width = most_ == 0 ? 0 : longest * static_cast<float>(row.values[i]) / static_cast<float>(most_);
            if (width > 0)
                flow_.page().items.push_back(
                    RectangleItem{.x = axis, .y = y, .width = width, .height = bar_height, .fill = fill(i), .node = node_});
            draw_galley(setting_, flow_, words_at(setting_, std::to_string(row.values[i]), 24, 8, Weight::regular, node_),
                        axis + width + 4, y - 1.2F);
            y += bar_height + bar_gap;
        }
    }

    Setting& setting_;
    PageFlow& flow_;
    const document::BarChart& chart_;
    NodeId node_;
    ChartForm form_;
    float labels_width_; ///< 0 when labels stand above the bars.
    std::vector<Galley> labels_;
    std::vector<float> heights_;
    std::size_t most_ = 0;
};

} // namespace

void set_figure(Setting& setting, PageFlow& flow, const document::Figure& figure, NodeId parent, float keep_above,
                const std::function<void()>& draw_above) {
    Galley caption;
    if (!figure.caption.empty()) {
        const float size = setting.style.note_size;
        set_paragraph(setting, figure.caption,
                      {.look = {.weight = Weight::regular, .slant = Slant::italic, .size = size, .colour = setting.style.text},
                       .x = 0,
                       .width = flow.width(),
                       .line_height = size * setting.style.line_height,
                       .space_before = 0,
                       .align = document::Align::left,
                       .keep_with_next = true},
                      setting.structure.add(parent, Role::p), caption);
    }
    const auto node = setting.structure.add(parent, Role::figure);
    setting.structure.texts(node).alternative = figure.alternative;
    const float space = caption.empty() ? 0 : caption.height() + 6;
    const auto draw_caption = [&] {
        flow.advance(draw_galley(setting, flow, caption, flow.left(), flow.y()) - flow.y() + (caption.empty() ? 0 : 6));
    };
    if (const auto* timeline = std::get_if<document::TimelineChart>(&figure.chart)) {
        TimelinePainter painter(setting, flow, *timeline, node);
        const bool fits_a_page = keep_above + space + painter.height() <= flow.capacity();
        const float wanted = fits_a_page ? painter.height() : painter.least_height();
        if (keep_above + space + wanted > flow.remaining() && !flow.fresh())
            flow.new_page();
        draw_above();
        draw_caption();
        painter.draw();
    } else if (const auto* bars = std::get_if<document::BarChart>(&figure.chart)) {
        BarPainter painter(setting, flow, *bars, node);
        if (keep_above + space + painter.height() > flow.remaining() && !flow.fresh())
            flow.new_page();
        draw_above();
        draw_caption();
        painter.draw();
    }
}

void draw_chart(Setting& setting, PageFlow& flow, const document::Figure& figure, const ChartForm& form, NodeId node) {
    if (const auto* timeline = std::get_if<document::TimelineChart>(&figure.chart))
        TimelinePainter(setting, flow, *timeline, node, form).draw();
    else if (const auto* bars = std::get_if<document::BarChart>(&figure.chart))
        BarPainter(setting, flow, *bars, node, form).draw();
}

} // namespace planpaket::typeset
