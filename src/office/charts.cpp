#include "office/charts.h"

#include "base/process.h"
#include "base/translate.h"
#include "office/page_plan.h"
#include "picture/svg.h"

#include <algorithm>
#include <variant>

namespace planpaket::office {

using document::Figure;
using document::TimelineChart;

namespace {

base::Diagnostics failure(const char* code, std::string message, std::string hint = {}) {
    return {{base::Severity::error, code, {}, std::move(message), std::move(hint)}};
}

/// `width` in points; the picture has 200 dots an inch.
base::Result<std::string> png_of(const std::string& svg, float width) {
    constexpr float dots = 200.0F / 72;
    const base::ProcessLimits limits{.time = std::chrono::seconds(60), .output = 64u << 20, .file = 0};
    auto outcome = base::run_process({"rsvg-convert", "--format", "png", "--background-color", "white", "--width",
                                      std::to_string(static_cast<int>(width * dots))},
                                     svg, limits);
    if (!outcome && outcome.error().front().code == "program-missing")
        return std::unexpected(failure("program-missing",
                                       base::tr("the program rsvg-convert, which makes pictures of charts, is not installed"),
                                       base::tr("install it: apt install librsvg2-bin")));
    if (!outcome)
        return std::unexpected(std::move(outcome.error()));
    if (outcome->exit_code != 0 || !outcome->output.starts_with("\x89PNG"))
        return std::unexpected(failure("program-failed", base::tr("rsvg-convert made no picture of a chart")));
    return std::move(outcome->output);
}

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

base::Result<std::vector<Chart>> draw_chart(const Figure& figure, const typeset::Style& style, const typeset::Fonts& fonts,
                                            const std::string& language, float width, float height) {
    auto parts = ChartDrawer(style, fonts, language, width, height).draw_parts(figure);
    if (!parts)
        return std::unexpected(std::move(parts.error()));
    std::vector<Chart> charts;
    for (auto& part : *parts) {
        auto png = png_of(part.svg, part.width);
        if (!png)
            return std::unexpected(std::move(png.error()));
        const float scale = std::min({1.0F, width / part.width, height / part.height});
        charts.push_back({std::move(part.svg), std::move(*png), part.width * scale, part.height * scale, figure.alternative});
    }
    return charts;
}

} // namespace

base::Result<std::vector<std::vector<Chart>>> draw_charts(const document::Document& document, const typeset::Style& style,
                                                          const typeset::Fonts& fonts) {
    constexpr float caption = 40; // room below the last picture
    std::vector<std::vector<Chart>> charts;
    for (const auto& [figure, room] : place_figures(document, style)) {
        auto drawn = draw_chart(*figure, style, fonts, document.language, room.width, room.height - caption);
        if (!drawn)
            return std::unexpected(std::move(drawn.error()));
        charts.push_back(std::move(*drawn));
    }
    return charts;
}

} // namespace planpaket::office
