#pragma once

/// Lines of text set to a width and waiting for their place on a page: the content of a table cell or a stretch of running text.

#include "typeset/paragraph.h"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace planpaket::typeset {

/// A paragraph that a galley's lines belong to.
struct SetParagraph {
    Paragraph text;
    NodeId node = artifact;
    NodeId label_node = artifact; ///< Of the list label, when it has one.
};

/// One line of a galley.
struct GalleyLine {
    SetParagraph* paragraph = nullptr;
    SetParagraph* label = nullptr; ///< A list label, set to the left of the line.
    Line line;
    float x = 0;            ///< From the galley's left edge, to the edge of the measure.
    float measure = 0;      ///< The width that the line was set to.
    float space_before = 0; ///< Left out at the top of a page.
    float height = 0;       ///< From line to line.
    float label_x = 0;
    std::uint16_t index = 0, count = 0; ///< Of the paragraph's lines.
    document::Align align = document::Align::left;
    bool keep_with_next = false; ///< No page break after it.
};

/// See the file comment.
class Galley {
public:
    Galley() = default;
    Galley(Galley&&) = default; // lines point to the paragraphs: a copy's would point to the original's
    Galley& operator=(Galley&&) = default;

    std::vector<GalleyLine> lines;
    std::vector<std::pair<std::size_t, std::string>> ids; ///< Destinations: before which line, which id.

    SetParagraph& add_paragraph() { return paragraphs_.emplace_back(); }
    bool empty() const { return lines.empty(); }

    /// Height of lines [from, to), without the space before the first.
    float height(std::size_t from, std::size_t to) const;
    float height() const { return height(0, lines.size()); }

    /// How many lines from `from` on fit into `available` points, so that no line of a paragraph stands alone on either side
    /// and no heading ends the page; 0 if none can. With `alone_allowed`, as many as fit, whatever stands alone.
    std::size_t fitting(std::size_t from, float available, bool alone_allowed = false) const;

    /// The least height that a first part can have: see fitting(). The whole height when it cannot be divided.
    float least_part(std::size_t from) const;

private:
    bool may_break_before(std::size_t from, std::size_t line) const;

    std::deque<SetParagraph> paragraphs_; ///< Stable addresses.
};

/// Draws a line with its upper edge at y, the galley's left edge at x. Its baseline.
float draw_line(const Words& words, const GalleyLine& line, float x, float y, Page& page, Structure& structure);

} // namespace planpaket::typeset
