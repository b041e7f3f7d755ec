#pragma once

/// What the pages of a document offer its tables and charts.

#include "document/document.h"
#include "document/grid.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <vector>

namespace planpaket::office {

/// A4 in points.
inline constexpr float paper_short = 595.28F, paper_long = 841.89F;

/// Between blocks side by side, in points.
inline constexpr float gutter = 18;

struct PageRoom {
    float width, height; ///< Of the text, in points.
};
PageRoom room_of(const typeset::Style& style, document::Orientation orientation);

/// A block that is a table in the file (see pandoc::tables_of).
struct PlacedTable {
    const document::Block* block;
    std::vector<float> widths; ///< Of the columns, in points.
    PageRoom room;
    bool leads = false; ///< A note or a signature that follows belongs to it.
};

/// All of a document, in order.
std::vector<PlacedTable> place_tables(const document::Document& document, const typeset::Style& style,
                                      const typeset::Fonts& fonts);

/// A figure and the room that it has.
struct PlacedFigure {
    const document::Figure* figure;
    PageRoom room;
};
std::vector<PlacedFigure> place_figures(const document::Document& document, const typeset::Style& style);

/// How high a row becomes, about, in points: what decides whether it may be divided. `places` as document::Grid gives them.
float row_height(const std::vector<document::Place>& places, const PlacedTable& table, const typeset::Style& style);

/// Whether a cell holds one word with digits in it, as a checksum or the name of a file: hyphens would seem to belong to it.
bool is_code(const document::Cell& cell);

/// A row up to this share of a page's height stays whole; so much of a page may be left empty.
inline constexpr float whole_row = 0.4F;
/// Likewise a table, all of its rows.
inline constexpr float whole_table = 0.3F;

/// Which rows of a table stay with what follows them: all but the last of a table that stays whole; of any other the last but
/// one, and the first of two short ones, so that none stands alone on a page; and the last one where a note or a signature
/// belongs to the table.
std::vector<bool> kept_rows(const PlacedTable& table, const typeset::Style& style);

} // namespace planpaket::office
