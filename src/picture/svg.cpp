#include "picture/svg.h"

#include "typeset/charts.h"
#include "xml/element.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planpaket::picture {

namespace {

using typeset::Colour;
using xml::Element;

/// What a colour is for, put into the colours that typeset draws with: the red says what, the green how far a mark's colour lies
/// on the way to the light one. So two uses stay apart where a style gives them the same colour.
constexpr Colour ink{1, 0, 0}, muted{2, 0, 0}, link{3, 0, 0}, rule{4, 0, 0}, mark{5, 0, 0}, mark_light{5, 1, 0};

typeset::Style with_uses(typeset::Style style) {
    style.text = style.heading = ink;
    style.muted = muted;
    style.link = link;
    style.rule = rule;
    style.chart = mark;
    style.chart_light = mark_light;
    return style;
}

std::string hex(const Colour& colour) {
    const auto byte = [](float share) { return static_cast<unsigned>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255)); };
    return fmt::format("#{:02x}{:02x}{:02x}", byte(colour.red), byte(colour.green), byte(colour.blue));
}

/// Hundredths of a unit, without zeros that say nothing.
std::string number(float value) {
    auto text = fmt::format("{:.2f}", std::abs(value) < 0.005F ? 0.0F : value);
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

void append_utf8(std::string& out, char32_t c) {
    const auto unit = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        unit(c);
    } else if (c < 0x800) {
        unit(0xC0U | c >> 6U);
        unit(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        unit(0xE0U | c >> 12U);
        unit(0x80U | (c >> 6U & 0x3FU));
        unit(0x80U | (c & 0x3FU));
    } else {
        unit(0xF0U | c >> 18U);
        unit(0x80U | (c >> 12U & 0x3FU));
        unit(0x80U | (c >> 6U & 0x3FU));
        unit(0x80U | (c & 0x3FU));
    }
}

/// The page that a chart is drawn on is looked at directly.
class NoSink : public typeset::PageSink {
public:
    void page(const typeset::Page&) override {}
    void overlay(const typeset::Page&) override {}
};

/// Turns a page's items into elements.
class Drawer {
public:
    Drawer(const typeset::Style& style, const typeset::Fonts& fonts, const typeset::Words& words, const typeset::Page& page)
        : style_(style), fonts_(fonts), words_(words), page_(page) {}

    void draw(Element& root) {
        for (const auto& item : page_.items)
            std::visit([&](const auto& value) { draw(root, value); }, item);
    }

private:
    /// The class and the colour of a use.
    struct Paint {
        std::string use;
        std::string colour;
    };
    Paint paint(const Colour& colour) const {
        if (colour.red == mark.red) {
            const auto share = static_cast<int>(std::lround(colour.green * 100));
            const auto between = [&](float from, float to) { return from + (to - from) * colour.green; };
            const auto& from = style_.chart;
            const auto& to = style_.chart_light;
            return {share == 0     ? "mark"
                    : share == 100 ? "mark-light"
                                   : fmt::format("mark-{}", share),
                    hex({between(from.red, to.red), between(from.green, to.green), between(from.blue, to.blue)})};
        }
        if (colour.red == muted.red)
            return {"muted", hex(style_.muted)};
        if (colour.red == link.red)
            return {"link", hex(style_.link)};
        if (colour.red == rule.red)
            return {"rule", hex(style_.rule)};
        return {"ink", hex(style_.text)};
    }

    Element filled(std::string_view name, const Colour& colour) const {
        const auto [use, value] = paint(colour);
        Element element(name);
        element.set("class", use).set("fill", value);
        return element;
    }

    void draw(Element& root, const typeset::TextItem& item) {
        auto last = item.last;
        while (last > item.first && page_.glyphs[last - 1].character == U' ')
            --last;
        if (last == item.first)
            return;
        std::string words;
        float width = 0;
        for (auto i = item.first; i < last; ++i) {
            const char32_t character = page_.glyphs[i].character;
            append_utf8(words, character == 0x00AD ? U'-' : character); // a soft hyphen that is drawn
            width += words_.advance(page_.glyphs[i]) * item.size / 1000;
        }
        Element text = filled("text", item.colour);
        text.set("x", number(item.x)).set("y", number(item.baseline)).set("font-size", number(item.size));
        const auto face = page_.glyphs[item.first].face;
        if (face == fonts_.primary(typeset::Weight::bold, typeset::Slant::upright))
            text.set("font-weight", "bold");
        // Another font than the one measured must not make labels collide.
        if (last - item.first > 1)
            text.set("textLength", number(width)).set("lengthAdjust", "spacingAndGlyphs");
        text.add(std::move(words));
        const auto linked = std::ranges::find_if(
            page_.links, [&](const auto& area) { return area.node == item.node && area.node != typeset::artifact; });
        if (linked == page_.links.end()) {
            root.add(std::move(text));
            return;
        }
        if (linked_ != item.node) { // the lines of one label are one link
            root.add(Element("a").set("href", linked->target));
            linked_ = item.node;
        }
        std::get<Element>(root.children.back()).add(std::move(text));
    }

    void draw(Element& root, const typeset::RectangleItem& item) const {
        Element rectangle = filled("rect", item.fill);
        rectangle.set("x", number(item.x)).set("y", number(item.y));
        rectangle.set("width", number(item.width)).set("height", number(item.height));
        root.add(std::move(rectangle));
    }

    void draw(Element& root, const typeset::LineItem& item) const {
        const auto [use, value] = paint(item.colour);
        Element line("line");
        line.set("class", use).set("stroke", value);
        line.set("x1", number(item.x1)).set("y1", number(item.y1)).set("x2", number(item.x2)).set("y2", number(item.y2));
        line.set("stroke-width", number(item.width));
        if (item.dash > 0)
            line.set("stroke-dasharray", number(item.dash) + (item.gap > 0 ? " " + number(item.gap) : ""));
        root.add(std::move(line));
    }

    void draw(Element& root, const typeset::PolygonItem& item) const {
        std::string points;
        for (const auto& [x, y] : item.points)
            points += (points.empty() ? "" : " ") + number(x) + "," + number(y);
        Element polygon = filled("polygon", item.fill);
        polygon.set("points", std::move(points));
        root.add(std::move(polygon));
    }

    void draw(Element&, const typeset::LogoItem&) const {} // no chart has one

    const typeset::Style& style_;
    const typeset::Fonts& fonts_;
    const typeset::Words& words_;
    const typeset::Page& page_;
    typeset::NodeId linked_ = typeset::artifact; ///< The link that was begun last.
};

std::string families(const typeset::Style& style) {
    std::string out;
    const auto add = [&](const std::string& family) {
        std::string name = family;
        std::erase_if(name, [](char c) { return c == '\'' || c == '\\'; });
        out += "'" + name + "', ";
    };
    add(style.family);
    for (const auto& family : style.fallback)
        add(family);
    return out + "sans-serif";
}

} // namespace

base::Result<Picture> draw(const document::Figure& figure, const typeset::Style& style, const typeset::Fonts& fonts,
                           std::string_view language, const Form& form) {
    const auto uses = with_uses(style);
    typeset::Words words(fonts, uses, language);
    typeset::Structure structure;
    base::Diagnostics diagnostics;
    typeset::Setting setting{words, uses, structure, diagnostics};
    NoSink sink;
    typeset::PageFlow flow(uses, sink, form.width);
    const auto node = structure.add(typeset::artifact, typeset::Role::figure);
    typeset::draw_chart(setting, flow, figure, {.narrow = form.narrow, .linked = form.linked}, node);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));

    Element root("svg");
    root.set("xmlns", "http://www.w3.org/2000/svg");
    if (!form.id.empty())
        root.set("id", form.id);
    root.set("class", form.narrow ? "chart narrow" : "chart");
    root.set("viewBox", fmt::format("0 0 {} {}", number(form.width), number(flow.y())));
    root.set("width", number(form.width)).set("height", number(flow.y()));
    root.set("role", form.linked ? "group" : "img");
    const auto name = form.title.empty() ? document::plain_text(figure.caption) : form.title;
    const auto titled = [&](std::string_view element, std::string_view ending, const std::string& said) {
        Element child(element);
        if (!form.id.empty())
            child.set("id", form.id + std::string(ending));
        child.add(said);
        root.add(std::move(child));
    };
    if (form.id.empty()) {
        root.set("aria-label", name.empty() ? figure.alternative : name);
    } else {
        root.set("aria-labelledby", form.id + (name.empty() ? "-desc" : "-title"));
        if (!name.empty())
            root.set("aria-describedby", form.id + "-desc");
    }
    root.set("font-family", families(style));
    if (!name.empty())
        titled("title", "-title", name);
    titled("desc", "-desc", figure.alternative);
    Drawer(style, fonts, words, flow.page()).draw(root);
    return Picture{write(root), form.width, flow.y()};
}

} // namespace planpaket::picture
