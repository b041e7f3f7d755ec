#include "office/docx_tables.h"

#include "base/errors.h"
#include "base/translate.h"
#include "office/word_xml.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace planpaket::office {

using namespace document;

namespace {

constexpr unsigned first_bookmark = 100'000; // pandoc numbers its own from 20 on

std::vector<pugi::xml_node> children_named(pugi::xml_node parent, const char* name) {
    const auto range = parent.children(name);
    return {range.begin(), range.end()};
}

/// The style of the paragraphs of a cell that have none of their own. What a group is comes first, and then what it is about.
const char* text_style(const Row& row, bool first) {
    switch (row.kind) {
    case RowKind::body:
        return "TableText";
    case RowKind::group:
        return first ? "TableGroup" : "TableText";
    case RowKind::total:
        return "TableTotal";
    }
    return "TableText";
}

class TableFinisher {
public:
    TableFinisher(const typeset::Style& style, unsigned& bookmark) : style_(style), bookmark_(bookmark) {}

    /// False when the table is not the one that it was written from.
    bool finish(pugi::xml_node table, const PlacedTable& placed) {
        const auto* made_from = as<Table>(*placed.block);
        set_form(table, placed, made_from);
        auto rows = children_named(table, "w:tr");
        if (made_from == nullptr)
            return finish_layout(rows, placed);
        std::size_t next = 0;
        if (std::ranges::any_of(made_from->columns, [](const auto& column) { return !column.heading.empty(); })) {
            if (rows.empty() || !finish_head(rows[next++], placed))
                return false;
        }
        if (rows.size() - next != made_from->rows.size())
            return false;
        Grid grid(made_from->columns.size());
        for (const auto& row : made_from->rows)
            if (!finish_row(rows[next++], row, grid.place(row), placed, *made_from))
                return false;
        const auto kept = kept_rows(placed, style_);
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (kept[i])
                keep_with_next(rows[next - kept.size() + i]);
        return true;
    }

private:
    static float sum(const std::vector<float>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); }

    void set_form(pugi::xml_node table, const PlacedTable& placed, const Table* made_from) const {
        table.remove_child("w:tblPr");
        table.remove_child("w:tblGrid");
        auto grid = table.prepend_child("w:tblGrid");
        for (const auto width : placed.widths)
            append(grid, "w:gridCol", {{"w:w", twips(width)}});
        auto form = table.prepend_child("w:tblPr");
        append(form, "w:tblStyle", {{"w:val", made_from != nullptr ? "Table" : "LayoutTable"}});
        append(form, "w:tblW", {{"w:w", twips(sum(placed.widths))}, {"w:type", "dxa"}});
        append(form, "w:tblLayout", {{"w:type", "fixed"}});
        const bool head = made_from != nullptr;
        append(form, "w:tblLook",
               {{"w:val", head ? "0020" : "0000"},
                {"w:firstRow", head ? "1" : "0"},
                {"w:lastRow", "0"},
                {"w:firstColumn", "0"},
                {"w:lastColumn", "0"},
                {"w:noHBand", "1"},
                {"w:noVBand", "1"}});
        if (made_from == nullptr)
            return;
        if (!made_from->caption.empty())
            append(form, "w:tblCaption", {{"w:val", plain_text(made_from->caption)}});
        if (!made_from->summary.empty())
            append(form, "w:tblDescription", {{"w:val", made_from->summary}});
    }

    bool finish_layout(const std::vector<pugi::xml_node>& rows, const PlacedTable& placed) const {
        if (rows.size() != 1)
            return false;
        auto cells = children_named(rows.front(), "w:tc");
        if (cells.size() != placed.widths.size())
            return false;
        set_row_properties(rows.front(), false, true);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto properties = renew(cells[i], placed.widths[i], 1, nullptr);
            append(append(properties, "w:tcMar"), "w:right",
                   {{"w:w", twips(i + 1 < cells.size() ? gutter : 0)}, {"w:type", "dxa"}});
            if (as<Signature>(*placed.block) != nullptr)
                append(properties, "w:vAlign", {{"w:val", "bottom"}});
        }
        return true;
    }

    bool finish_head(pugi::xml_node row, const PlacedTable& placed) const {
        auto cells = children_named(row, "w:tc");
        if (cells.size() != placed.widths.size())
            return false;
        set_row_properties(row, true, true);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            append(renew(cells[i], placed.widths[i], 1, nullptr), "w:vAlign", {{"w:val", "bottom"}});
            for (auto paragraph : descendants(cells[i], "w:p"))
                set_style(paragraph, "TableHeading");
        }
        return true;
    }

    bool finish_row(pugi::xml_node row, const Row& made_from, const std::vector<Place>& places, const PlacedTable& placed,
                    const Table& table) {
        auto cells = children_named(row, "w:tc");
        std::erase_if(cells, [&](pugi::xml_node cell) {
            const auto merge = cell.child("w:tcPr").child("w:vMerge");
            const bool covered = merge && std::string_view(merge.attribute("w:val").value()) != "restart";
            if (covered)
                row.remove_child(cell); // made anew below, with the right width
            return covered;
        });
        if (cells.size() != made_from.cells.size())
            return false;
        set_row_properties(row, false, row_height(places, placed, style_) <= whole_row * placed.room.height);
        auto next = cells.begin();
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto& place = places[i];
            if (place.part == Place::Part::right)
                continue;
            std::size_t span = 1;
            while (i + span < places.size() && places[i + span].cell == place.cell)
                ++span;
            float width = 0;
            for (std::size_t column = place.column; column < place.column + span; ++column)
                width += placed.widths[column];
            if (place.part == Place::Part::start) {
                row.append_move(*next);
                fill(*next++, made_from, *place.cell, width, span, table.columns[place.column].align);
            } else {
                auto covered = append(row, "w:tc");
                renew(covered, width, span, "continue");
                set_style(append(covered, "w:p"), "TableText");
            }
            i += span - 1;
        }
        if (!made_from.id.empty() && !cells.empty())
            mark(cells.front(), made_from.id);
        return true;
    }

    void fill(pugi::xml_node cell, const Row& row, const Cell& made_from, float width, std::size_t span, Align align) {
        auto properties = renew(cell, width, span, made_from.row_span > 1 ? "restart" : nullptr);
        if (row.kind == RowKind::group)
            append(properties, "w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", hex(style_.group_fill)}});
        bool first = true;
        for (auto paragraph : descendants(cell, "w:p")) {
            static const std::set<std::string> usual{"", "Compact", "BodyText", "FirstParagraph"};
            if (usual.contains(style_of(paragraph)))
                set_style(paragraph, text_style(row, first));
            if (row.kind == RowKind::group && !first)
                paragraph_property(paragraph, "w:keepNext"); // as the style of the first does
            first = false;
            if (is_code(made_from))
                paragraph_property(paragraph, "w:suppressAutoHyphens");
            if (paragraph.child("w:pPr").child("w:numPr"))
                set(paragraph_property(paragraph, "w:ind"), {{"w:left", "180"}, {"w:hanging", "180"}});
            paragraph_properties(paragraph).remove_child("w:jc");
            if (align != Align::left && row.kind != RowKind::group)
                set(paragraph_property(paragraph, "w:jc"), {{"w:val", align == Align::right ? "right" : "center"}});
        }
        if (!made_from.id.empty())
            mark(cell, made_from.id);
    }

    /// New properties for a cell (17.4.70, in the schema's order); the cell ends with a paragraph, as it must.
    static pugi::xml_node renew(pugi::xml_node cell, float width, std::size_t span, const char* merge) {
        cell.remove_child("w:tcPr");
        auto properties = cell.prepend_child("w:tcPr");
        append(properties, "w:tcW", {{"w:w", twips(width)}, {"w:type", "dxa"}});
        if (span > 1)
            append(properties, "w:gridSpan", {{"w:val", std::to_string(span)}});
        if (merge != nullptr)
            append(properties, "w:vMerge", {{"w:val", merge}});
        return properties;
    }

    static void set_row_properties(pugi::xml_node row, bool head, bool whole) {
        row.remove_child("w:trPr");
        if (!head && !whole)
            return;
        auto properties = row.prepend_child("w:trPr");
        if (whole)
            append(properties, "w:cantSplit");
        if (head)
            append(properties, "w:tblHeader");
    }

    static void keep_with_next(pugi::xml_node row) {
        if (row.child("w:trPr").child("w:cantSplit"))
            for (auto paragraph : descendants(row, "w:p"))
                paragraph_property(paragraph, "w:keepNext");
    }

    void mark(pugi::xml_node cell, const std::string& id) {
        auto paragraph = cell.child("w:p");
        if (!paragraph)
            return;
        const auto number = std::to_string(bookmark_++);
        paragraph_properties(paragraph);
        auto end = paragraph.insert_child_after("w:bookmarkEnd", paragraph.child("w:pPr"));
        set(end, {{"w:id", number}});
        set(paragraph.insert_child_before("w:bookmarkStart", end), {{"w:id", number}, {"w:name", bookmark_name(id)}});
    }

    const typeset::Style& style_;
    unsigned& bookmark_;
};

/// Keeps what follows a table away from it, and two tables that follow each other apart: else they would be one.
void separate(pugi::xml_node table, bool leads) {
    auto next = table.next_sibling();
    while (next && (std::string_view(next.name()) == "w:bookmarkEnd" || std::string_view(next.name()) == "w:bookmarkStart"))
        next = next.next_sibling();
    if (!next || std::string_view(next.name()) != "w:p") {
        set_style(table.parent().insert_child_after("w:p", table), "SectionEnd");
        return;
    }
    static const std::set<std::string> usual{"", "BodyText", "FirstParagraph", "Compact", "Lead", "Note"};
    if (usual.contains(style_of(next)))
        set(paragraph_property(next, "w:spacing"), {{"w:before", "200"}});
    if (leads && text_length(next) == 0)
        paragraph_property(next, "w:keepNext");
}

} // namespace

base::Diagnostics finish_docx_tables(pugi::xml_node body, const std::vector<PlacedTable>& tables, const typeset::Style& style) {
    const auto found = descendants(body, "w:tbl");
    bool right = found.size() == tables.size();
    unsigned bookmark = first_bookmark;
    TableFinisher finisher(style, bookmark);
    for (std::size_t i = 0; right && i < found.size(); ++i) {
        right = finisher.finish(found[i], tables[i]);
        separate(found[i], tables[i].leads);
    }
    if (right)
        return {};
    return {base::error("pandoc-failed", base::tr("pandoc wrote other tables than it was given"))};
}

} // namespace planpaket::office
