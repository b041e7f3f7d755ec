#include "typeset/running_heads.h"

#include <string>

namespace planpaket::typeset {

namespace {

constexpr float head_distance = 22; ///< From the rule under the head to the text.
constexpr float foot_distance = 20;

std::string with_numbers(std::string pattern, std::uint32_t page, std::uint32_t pages) {
    const auto fill = [&](std::string_view placeholder, std::uint32_t number) {
        if (const auto at = pattern.find(placeholder); at != std::string::npos)
            pattern.replace(at, placeholder.size(), std::to_string(number));
    };
    fill("{page}", page);
    fill("{pages}", pages);
    return pattern;
}

/// Words of the running heads on one page.
class HeadPainter {
public:
    HeadPainter(Setting& setting, Page& page, const Margins& margins) : setting_(setting), page_(page), margins_(margins) {}

    /// Words on lines that end (above) or begin (below) at y, within a share of the text's width.
    void words(const std::string& text, float y, bool upwards, document::Align align, Weight weight, float share) {
        if (text.empty())
            return;
        const float width = page_.width - margins_.left - margins_.right;
        const float size = setting_.style.running_size;
        Galley galley;
        set_paragraph(setting_, document::words(text),
                      {.look = {.weight = weight, .slant = Slant::upright, .size = size, .colour = setting_.style.muted},
                       .x = 0,
                       .width = width * share,
                       .line_height = size * 1.25F,
                       .space_before = 0,
                       .align = align},
                      artifact, galley);
        const float left = align == document::Align::right ? margins_.left + width * (1 - share) : margins_.left;
        float at = upwards ? y - galley.height() : y;
        for (const auto& line : galley.lines) {
            draw_line(setting_.words, line, left, at, page_, setting_.structure);
            at += line.height;
        }
    }

    void rule(float y) {
        page_.items.push_back(LineItem{.x1 = margins_.left,
                                       .y1 = y,
                                       .x2 = page_.width - margins_.right,
                                       .y2 = y,
                                       .width = 0.4F,
                                       .dash = 0,
                                       .colour = setting_.style.rule});
    }

private:
    Setting& setting_;
    Page& page_;
    const Margins& margins_;
};

} // namespace

void set_running_heads(Setting& setting, const PageFlow& flow, const document::Running& running, PageSink& sink) {
    const auto& sizes = flow.sizes();
    const auto count = static_cast<std::uint32_t>(sizes.size());
    std::string below = running.version;
    if (!running.dnr.empty())
        below += (below.empty() ? "" : " · ") + running.dnr;
    for (std::uint32_t i = 0; i < count; ++i) {
        Page page{.index = i, .width = sizes[i].width, .height = sizes[i].height, .glyphs = {}, .items = {}, .links = {}};
        const auto& margins = page.width > page.height ? setting.style.landscape : setting.style.portrait;
        HeadPainter painter(setting, page, margins);
        const float head = margins.top - head_distance;
        const float foot = page.height - margins.bottom + foot_distance;
        painter.words(running.title, head - 3, true, document::Align::left, Weight::regular, 0.62F);
        painter.words(running.state, head - 3, true, document::Align::right, Weight::bold, 0.36F);
        painter.rule(head);
        painter.rule(foot);
        painter.words(below, foot + 3, false, document::Align::left, Weight::regular, 0.7F);
        painter.words(with_numbers(running.page, i + 1, count), foot + 3, false, document::Align::right, Weight::regular, 0.28F);
        sink.overlay(page);
    }
}

} // namespace planpaket::typeset
