#include "typeset/contents.h"

#include <cmath>

namespace planpaket::typeset {

namespace {

constexpr float number_width = 30;
constexpr float indent = 14;

} // namespace

void ContentsSetter::place(const std::vector<ContentsEntry>& entries, NodeId parent) {
    const auto toc = setting_.structure.add(parent, Role::toc);
    left_ = flow_.left();
    width_ = flow_.width();
    for (const auto& entry : entries) {
        const auto item = setting_.structure.add(toc, Role::toci);
        const auto reference = setting_.structure.add(item, Role::reference);
        const auto link = setting_.structure.add(reference, Role::link);
        setting_.structure.texts(link).alternative = entry.words;
        const float size = setting_.style.body_size;
        const float in = indent * static_cast<float>(entry.level - 1);
        Galley galley;
        set_paragraph(setting_, document::words(entry.words),
                      {.look = {.weight = entry.level == 1 ? Weight::bold : Weight::regular,
                                .slant = Slant::upright,
                                .size = size,
                                .colour = setting_.style.text},
                       .x = in,
                       .width = width_ - in - number_width - 10,
                       .line_height = size * setting_.style.line_height},
                      link, galley);
        const float space = entry.level == 1 ? 3.0F : 0.0F;
        if (galley.height() + space > flow_.remaining())
            flow_.new_page();
        flow_.hold();
        flow_.advance(space);
        Place place{.page = flow_.page().index, .y = flow_.y(), .height = galley.height(), .words_end = 0, .node = link};
        for (const auto& line : galley.lines) {
            draw_line(setting_.words, line, left_, flow_.y(), flow_.page(), setting_.structure);
            place.words_end = left_ + line.x + line.line.width;
            flow_.advance(line.height);
        }
        places_.push_back(place);
    }
}

/// Dots on the baseline, each below those of the lines above: a whole number of steps from the right edge.
static LineItem leader(float from, float to, float right, float baseline, const Colour& colour) {
    constexpr float dot = 1, gap = 3;
    const float middle = baseline - dot / 2;
    return {.x1 = right - (dot + gap) * std::floor((right - from) / (dot + gap)),
            .y1 = middle,
            .x2 = to,
            .y2 = middle,
            .width = dot,
            .dash = dot,
            .gap = gap,
            .colour = colour};
}

void ContentsSetter::number(const std::vector<ContentsEntry>& entries) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const auto& place = places_[i];
        const auto& entry = entries[i];
        auto& page = flow_.held().at(place.page);
        const float size = setting_.style.body_size;
        Galley galley;
        set_paragraph(setting_, document::words(std::to_string(entry.page + 1)),
                      {.look = {.weight = entry.level == 1 ? Weight::bold : Weight::regular,
                                .slant = Slant::upright,
                                .size = size,
                                .colour = setting_.style.text},
                       .x = 0,
                       .width = number_width,
                       .line_height = size * setting_.style.line_height,
                       .space_before = 0,
                       .align = document::Align::right},
                      place.node, galley);
        const float last_line = place.y + place.height - galley.height();
        for (const auto& line : galley.lines) {
            const float right = left_ + width_;
            const float baseline = draw_line(setting_.words, line, right - number_width, last_line, page, setting_.structure);
            const float number_start = right - line.line.width;
            if (number_start - place.words_end > 16)
                page.items.push_back(leader(place.words_end + 6, number_start - 3, right, baseline, setting_.style.rule));
        }
        page.links.push_back(
            {.x = left_, .y = place.y, .width = width_, .height = place.height, .target = "#" + entry.id, .node = place.node});
    }
}

} // namespace planpaket::typeset
