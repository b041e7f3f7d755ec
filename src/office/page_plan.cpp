#include "office/page_plan.h"

#include "pandoc/ast.h"
#include "typeset/proportions.h"

#include <algorithm>
#include <cmath>

namespace planpaket::office {

using namespace document;

namespace {

/// Each with the gutter to the next.
std::vector<float> shares(const std::vector<double>& weights, std::size_t count, float width) {
    const float free = width - gutter * static_cast<float>(count - 1);
    const auto weight = [&](std::size_t i) { return i < weights.size() ? weights[i] : 1.0; };
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += weight(i);
    std::vector<float> widths;
    for (std::size_t i = 0; i < count; ++i)
        widths.push_back(static_cast<float>(weight(i) / sum) * free + (i + 1 < count ? gutter : 0));
    return widths;
}

/// Calls `each(block, orientation)` for the document's own blocks.
template <class Each>
void walk(const Document& document, const Each& each) {
    auto orientation = Orientation::portrait;
    for (const auto& block : document.blocks) {
        if (const auto* layout = as<PageLayout>(block))
            orientation = layout->orientation;
        each(block, orientation);
    }
}

/// What stands below a table says something of it, or signs it.
bool belongs_to_table(const Block& block) {
    const auto* paragraph = as<Paragraph>(block);
    return as<Signature>(block) != nullptr || (paragraph != nullptr && paragraph->style == ParagraphStyle::note);
}

} // namespace

PageRoom room_of(const typeset::Style& style, Orientation orientation) {
    const bool upright = orientation == Orientation::portrait;
    const auto& margins = upright ? style.portrait : style.landscape;
    return {(upright ? paper_short : paper_long) - margins.left - margins.right,
            (upright ? paper_long : paper_short) - margins.top - margins.bottom};
}

std::vector<PlacedTable> place_tables(const Document& document, const typeset::Style& style, const typeset::Fonts& fonts) {
    std::vector<PlacedTable> placed;
    std::vector<typeset::MeasuredTable> measured;
    const Block* before = nullptr;
    walk(document, [&](const Block& block, Orientation orientation) {
        const auto room = room_of(style, orientation);
        if (before != nullptr && as<Table>(*before) != nullptr && belongs_to_table(block))
            placed.back().leads = true;
        before = &block;
        for (const auto* found : pandoc::tables_of({&block, 1})) {
            auto& table = placed.emplace_back(PlacedTable{.block = found, .widths = {}, .room = room});
            if (const auto* columns = as<Columns>(*found))
                table.widths = shares(columns->weights, columns->columns.size(), room.width);
            else if (as<Signature>(*found) != nullptr)
                table.widths = shares({7, 3}, 2, room.width);
            else
                measured.push_back({as<Table>(*found), room.width});
        }
    });
    auto widths = typeset::proportions(measured, document.language, style, fonts);
    auto next = widths.begin();
    for (auto& table : placed)
        if (as<Table>(*table.block) != nullptr)
            table.widths = std::move(*next++);
    return placed;
}

std::vector<PlacedFigure> place_figures(const Document& document, const typeset::Style& style) {
    std::vector<PlacedFigure> placed;
    walk(document, [&](const Block& block, Orientation orientation) {
        if (const auto* figure = as<Figure>(block))
            placed.push_back({figure, room_of(style, orientation)});
    });
    return placed;
}

namespace {

/// The lines that blocks take in a column of so many characters.
float lines_of(const Blocks& blocks, float characters) {
    float lines = 0;
    for (const auto& block : blocks) {
        if (const auto* paragraph = as<Paragraph>(block))
            lines += std::max(1.0F, std::ceil(static_cast<float>(plain_text(paragraph->inlines).size()) / characters));
        if (const auto* list = as<List>(block))
            for (const auto& item : list->items)
                lines += lines_of(item, std::max(1.0F, characters - 3));
    }
    return lines;
}

} // namespace

float row_height(const std::vector<Place>& places, const PlacedTable& table, const typeset::Style& style) {
    constexpr float character = 0.5F; // width of the mean character, × size
    float height = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].part != Place::Part::start)
            continue;
        const auto& cell = *places[i].cell;
        float width = -2 * style.cell_padding;
        for (auto column = places[i].column; column < places[i].column + cell.column_span && column < table.widths.size();
             ++column)
            width += table.widths[column];
        const auto characters = std::max(1.0F, width / (style.table_size * character));
        // A cell that goes over several rows is as high as all of them.
        height = std::max(height, lines_of(cell.blocks, characters) * style.table_size * style.table_line_height /
                                      static_cast<float>(cell.row_span));
    }
    return height;
}

std::vector<bool> kept_rows(const PlacedTable& table, const typeset::Style& style) {
    const auto& made_from = *as<Table>(*table.block);
    const auto count = made_from.rows.size();
    const float most = whole_table * table.room.height;
    float height = style.table_size * style.table_line_height + 2 * style.cell_padding; // of the head
    std::vector<bool> kept(count, false);
    Grid grid(made_from.columns.size());
    for (std::size_t i = 0; i < count; ++i) {
        height += row_height(grid.place(made_from.rows[i]), table, style) + 2 * style.cell_padding;
        if (i == 1)
            kept.front() = height <= most;
    }
    if (height <= most)
        kept.assign(count, true);
    else if (count > 1)
        kept[count - 2] = true;
    if (!kept.empty())
        kept.back() = table.leads;
    return kept;
}

bool is_code(const document::Cell& cell) {
    const auto* paragraph = cell.blocks.size() == 1 ? document::as<document::Paragraph>(cell.blocks.front()) : nullptr;
    if (paragraph == nullptr)
        return false;
    const auto words = document::plain_text(paragraph->inlines);
    return words.find(' ') == std::string::npos && words.find_first_of("0123456789") != std::string::npos;
}

} // namespace planpaket::office
