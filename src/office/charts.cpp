#include "office/charts.h"

#include "office/page_plan.h"
#include "picture/svg.h"

#include <algorithm>
#include <variant>

namespace planpaket::office {

using document::Figure;
using document::TimelineChart;

namespace {

std::size_t marks_of(const TimelineChart& chart) {
    std::size_t count = 0;
    for (const auto& group : chart.groups)
        count += group.marks.size();
    return count;
}

/// The marks from `first` up to `last`, counted over all groups.
TimelineChart part_of(const TimelineChart& chart, std::size_t first, std::size_t last) {
    TimelineChart part{chart.from, chart.to, chart.month_names, {}};
    std::size_t index = 0;
    for (const auto& group : chart.groups) {
        TimelineChart::Group taken{group.label, {}};
        for (const auto& mark : group.marks) {
            if (index >= first && index < last)
                taken.marks.push_back(mark);
            ++index;
        }
        if (!taken.marks.empty())
            part.groups.push_back(std::move(taken));
    }
    return part;
}

class ChartDrawer {
public:
    ChartDrawer(const typeset::Style& style, const typeset::Fonts& fonts, const std::string& language, float width, float height)
        : style_(style), fonts_(fonts), language_(language), width_(width), height_(height) {}

    base::Result<picture::Picture> draw(const Figure& figure) const {
        return picture::draw(figure, style_, fonts_, language_, {.width = width_});
    }

    /// As many pictures as it takes, each not higher than a page.
    base::Result<std::vector<picture::Picture>> draw_parts(const Figure& figure) const {
        auto whole = draw(figure);
        if (!whole)
            return std::unexpected(std::move(whole.error()));
        std::vector<picture::Picture> parts;
        const auto* timeline = std::get_if<TimelineChart>(&figure.chart);
        if (whole->height <= height_ || timeline == nullptr) {
            parts.push_back(std::move(*whole));
            return parts;
        }
        const auto count = marks_of(*timeline);
        for (std::size_t first = 0; first < count;) {
            auto low = first + 1, high = count; // how far this picture goes: as far as fits
            auto best = draw_marks(figure, *timeline, first, low);
            while (best && low < high) {
                const auto middle = (low + high + 1) / 2;
                auto drawn = draw_marks(figure, *timeline, first, middle);
                if (!drawn || drawn->height <= height_) {
                    best = std::move(drawn);
                    low = middle;
                } else
                    high = middle - 1;
            }
            if (!best)
                return std::unexpected(std::move(best.error()));
            parts.push_back(std::move(*best));
            first = low;
        }
        return parts;
    }

private:
    base::Result<picture::Picture> draw_marks(const Figure& figure, const TimelineChart& timeline, std::size_t first,
                                              std::size_t last) const {
        return draw({figure.caption, figure.alternative, part_of(timeline, first, last)});
    }

    const typeset::Style& style_;
    const typeset::Fonts& fonts_;
    const std::string& language_;
    float width_, height_;
};

} // namespace

base::Result<std::vector<std::vector<Picture>>> draw_charts(const document::Document& document, const typeset::Style& style,
                                                            const typeset::Fonts& fonts, Rasters& rasters) {
    constexpr float caption = 40; // room below the last picture
    std::vector<std::vector<Picture>> charts;
    std::size_t count = 0;
    for (const auto& [figure, room] : place_figures(document, style)) {
        const float height = room.height - caption;
        auto parts = ChartDrawer(style, fonts, document.language, room.width, height).draw_parts(*figure);
        if (!parts)
            return std::unexpected(std::move(parts.error()));
        auto& pictures = charts.emplace_back();
        for (auto& part : *parts) {
            auto png = rasters.png(part.svg, part.width);
            if (!png)
                return std::unexpected(std::move(png.error()));
            const float scale = std::min({1.0F, room.width / part.width, height / part.height});
            pictures.push_back({"chart-" + std::to_string(++count),
                                {{".svg", std::move(part.svg)}, {".png", std::move(*png)}},
                                part.width * scale,
                                part.height * scale,
                                figure->alternative});
        }
    }
    return charts;
}

} // namespace planpaket::office
