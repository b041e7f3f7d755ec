#pragma once

/// Positioned pages: what is drawn where. Lengths are in points (1/72 inch), measured from the page's upper left corner, y
/// downwards.

#include "typeset/structure.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace planpaket::typeset {

/// Names a face of the Fonts in use.
using FaceId = std::uint8_t;

struct Colour {
    float red = 0, green = 0, blue = 0; ///< 0–1, sRGB

    bool operator==(const Colour&) const = default;
};

/// A glyph with the character that it stands for.
struct Glyph {
    char32_t character : 24 = 0;
    char32_t face : 8 = 0;
    std::uint16_t id = 0;    ///< In the font file.
    std::int16_t adjust = 0; ///< Added to its advance (kerning), in 1/1000 em.
};

/// A run of glyphs on a baseline.
struct TextItem {
    float x = 0, baseline = 0;
    float size = 0;
    Colour colour;
    std::uint32_t first = 0, last = 0; ///< Glyphs [first, last) of the page.
    NodeId node = artifact;
};

struct RectangleItem {
    float x = 0, y = 0, width = 0, height = 0;
    Colour fill;
    NodeId node = artifact;
};

/// A straight line. `dash` > 0 draws dashes of that length, and as much between them where `gap` is 0. In points.
struct LineItem {
    float x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    float width = 0.5F;
    float dash = 0;
    float gap = 0;
    Colour colour;
    NodeId node = artifact;
};

/// A filled polygon.
struct PolygonItem {
    std::vector<std::pair<float, float>> points;
    Colour fill;
    NodeId node = artifact;
};

/// The logo of the style, scaled to the rectangle.
struct LogoItem {
    float x = 0, y = 0, width = 0, height = 0;
    NodeId node = artifact;
};

using Item = std::variant<TextItem, RectangleItem, LineItem, PolygonItem, LogoItem>;

/// A rectangle that leads somewhere when clicked, or that a signature can be put into.
struct LinkArea {
    float x = 0, y = 0, width = 0, height = 0;
    std::string target; ///< A URL, or `#id`.
    NodeId node = artifact;
    std::string field = {}; ///< The signature field's name; then there is no target.
};

/// One page, or what is laid over one.
struct Page {
    std::uint32_t index = 0; ///< From 0.
    float width = 0, height = 0;
    std::vector<Glyph> glyphs;
    std::vector<Item> items; ///< In drawing order, which for text is reading order.
    std::vector<LinkArea> links;
};

/// Receives pages as soon as they are ready, so that no more than a few are held at once.
class PageSink {
public:
    virtual ~PageSink() = default;

    /// A page's own content. Pages mostly come in order; one that waits for page numbers (a table of contents) comes later.
    virtual void page(const Page& page) = 0;

    /// Content over a page that page() was called for: its running heads. Artifacts only.
    virtual void overlay(const Page& page) = 0;
};

/// A place that links and bookmarks lead to.
struct Destination {
    std::string id;
    std::uint32_t page = 0;
    float y = 0;
};

struct Bookmark {
    int level = 1; ///< From 1.
    std::string title;
    std::uint32_t page = 0;
    float y = 0;
};

} // namespace planpaket::typeset
