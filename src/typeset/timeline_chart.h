#pragma once

#include "typeset/page_flow.h"
#include "typeset/setting.h"

namespace planpaket::typeset {

/// How a chart is laid out.
struct ChartForm {
    bool narrow = false; ///< Labels stand above what they name, not to the left of it.
    bool linked = false; ///< A mark's label links to its action.
};

/// A timeline chart in rows: a heading per group, then a row per mark, under an axis of years and months.
class TimelinePainter {
public:
    TimelinePainter(Setting& setting, PageFlow& flow, const document::TimelineChart& chart, NodeId node,
                    const ChartForm& form = {});

    float height() const;       ///< Of all of it.
    float least_height() const; ///< Of the axis with the first group's heading and two marks.
    void draw();                ///< From the flow's place on, over as many pages as it takes.

private:
    struct ChartRow {
        const document::TimelineChart::Mark* mark = nullptr; ///< Null for a group heading.
        Galley label;
        float height = 0;
    };

    bool names_months() const;
    float axis_height() const;
    float x_of(std::chrono::sys_days day) const;
    void draw_axis();
    void draw_grid(float top, float bottom);
    void draw_foot(float y);
    void draw_row(const ChartRow& row);
    void draw_mark(const document::TimelineChart::Mark& mark, float middle);
    void draw_words(const std::string& words, float x, float y, float size, Weight weight, document::Align align, float width);

    Setting& setting_;
    PageFlow& flow_;
    const document::TimelineChart& chart_;
    NodeId node_;
    ChartForm form_;
    float labels_ = 0; ///< Width of the labels, at the left; 0 when they stand above.
    std::vector<ChartRow> rows_;
};

} // namespace planpaket::typeset
