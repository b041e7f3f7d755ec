#include "office/odt_tables.h"

#include "base/errors.h"
#include "base/translate.h"
#include "office/word_xml.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace planpaket::office {

using namespace document;

namespace {

std::vector<pugi::xml_node> children_named(pugi::xml_node parent, const char* name) {
    const auto range = parent.children(name);
    return {range.begin(), range.end()};
}

/// Of the paragraphs of a cell. What a group is comes first, and then what it is about.
const char* text_style(RowKind kind, bool first) {
    switch (kind) {
    case RowKind::body:
        return "Table_20_Text";
    case RowKind::group:
        return first ? "Table_20_Group" : "Table_20_Text";
    case RowKind::total:
        return "Table_20_Total";
    }
    return "Table_20_Text";
}

class TableFinisher {
public:
    TableFinisher(OdfStyles& styles, const typeset::Style& style) : styles_(styles), style_(style) {
        const auto cell = [&](const char* stem, const typeset::Colour* fill, const char* align) {
            auto made = styles_.add(stem, "table-cell");
            auto properties = append(made, "style:table-cell-properties",
                                     {{"fo:border", "0.4pt solid #" + hex(style.rule)},
                                      {"fo:padding", points(style.cell_padding)},
                                      {"style:vertical-align", align}});
            if (fill != nullptr)
                set(properties, {{"fo:background-color", "#" + hex(*fill)}});
            return std::string(OdfStyles::name(made));
        };
        head_ = cell("HeadCell", &style.header_fill, "bottom");
        body_ = cell("BodyCell", nullptr, "top");
        group_ = cell("GroupCell", &style.group_fill, "top");
        const auto plain_cell = [&](float right, const char* align) {
            auto made = styles_.add("LayoutCell", "table-cell");
            append(made, "style:table-cell-properties",
                   {{"fo:border", "none"},
                    {"fo:padding", "0pt"},
                    {"fo:padding-right", points(right)},
                    {"style:vertical-align", align}});
            return std::string(OdfStyles::name(made));
        };
        layout_ = {plain_cell(gutter, "top"), plain_cell(0, "top")};
        signature_ = {plain_cell(gutter, "bottom"), plain_cell(0, "bottom")};
        auto whole = styles_.add("WholeRow", "table-row");
        append(whole, "style:table-row-properties", {{"fo:keep-together", "always"}});
        whole_ = OdfStyles::name(whole);
    }

    /// False when the table is not the one that it was written from.
    bool finish(pugi::xml_node table, const PlacedTable& placed) {
        const auto* made_from = as<Table>(*placed.block);
        const auto rows = children_named(table, "table:table-row");
        auto head = table.child("table:table-header-rows");
        set_form(table, placed, made_from);
        if (made_from == nullptr)
            return rows.size() == 1 && finish_layout(rows.front(), placed);
        const bool headed = std::ranges::any_of(made_from->columns, [](const auto& column) { return !column.heading.empty(); });
        if (!headed)
            table.remove_child(head);
        else if (!finish_head(head, placed))
            return false;
        if (rows.size() != made_from->rows.size())
            return false;
        Grid grid(made_from->columns.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!finish_row(rows[i], made_from->rows[i], grid.place(made_from->rows[i]), placed, *made_from))
                return false;
        const auto kept = kept_rows(placed, style_);
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (kept[i])
                keep_with_next(rows[i]);
        return true;
    }

private:
    void set_form(pugi::xml_node table, const PlacedTable& placed, const Table* made_from) {
        auto form = styles_.add("PlanTable", "table");
        append(form, "style:table-properties",
               {{"style:width", points(std::accumulate(placed.widths.begin(), placed.widths.end(), 0.0F))},
                {"table:align", "left"},
                {"fo:margin-top", "3pt"},
                {"fo:margin-bottom", "8pt"},
                {"table:border-model", "collapsing"}});
        set(table, {{"table:style-name", OdfStyles::name(form)}});
        while (table.remove_child("table:table-column")) {
        }
        for (auto width = placed.widths.rbegin(); width != placed.widths.rend(); ++width) {
            auto column = styles_.add("PlanColumn", "table-column");
            append(column, "style:table-column-properties", {{"style:column-width", points(*width)}});
            set(table.prepend_child("table:table-column"), {{"table:style-name", OdfStyles::name(column)}});
        }
        if (made_from == nullptr)
            return;
        if (!made_from->summary.empty())
            append_text(table.prepend_child("table:desc"), made_from->summary);
        if (!made_from->caption.empty())
            append_text(table.prepend_child("table:title"), plain_text(made_from->caption));
    }

    bool finish_layout(pugi::xml_node row, const PlacedTable& placed) const {
        const auto cells = children_named(row, "table:table-cell");
        set(row, {{"table:style-name", whole_}});
        const auto& form = as<Signature>(*placed.block) != nullptr ? signature_ : layout_;
        for (auto cell : cells)
            set(cell, {{"table:style-name", cell == cells.back() ? form.last : form.others}});
        return cells.size() == placed.widths.size();
    }

    bool finish_head(pugi::xml_node head, const PlacedTable& placed) const {
        auto row = head.child("table:table-row");
        const auto cells = children_named(row, "table:table-cell");
        set(row, {{"table:style-name", whole_}});
        for (auto cell : cells) {
            set(cell, {{"table:style-name", head_}});
            for (auto paragraph : descendants(cell, "text:p"))
                set(paragraph, {{"text:style-name", "Table_20_Heading"}});
        }
        return cells.size() == placed.widths.size();
    }

    bool finish_row(pugi::xml_node row, const Row& made_from, const std::vector<Place>& places, const PlacedTable& placed,
                    const Table& table) {
        const auto cells = children_named(row, "table:table-cell");
        if (cells.size() != places.size() || places.size() != placed.widths.size())
            return false;
        if (row_height(places, placed, style_) <= whole_row * placed.room.height)
            set(row, {{"table:style-name", whole_}});
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto cell = cells[i];
            const auto& [from, column, part] = places[i];
            if (part != Place::Part::start) {
                cell.set_name("table:covered-table-cell");
                while (cell.remove_child(cell.first_child())) {
                }
                cell.remove_attributes();
                continue;
            }
            fill(cell, made_from, *from, table.columns[column].align);
        }
        if (!made_from.id.empty() && !cells.empty())
            mark(cells.front(), made_from.id);
        return true;
    }

    void fill(pugi::xml_node cell, const Row& row, const Cell& made_from, Align align) {
        set(cell, {{"table:style-name", row.kind == RowKind::group ? group_ : body_}});
        if (made_from.column_span > 1 || made_from.row_span > 1)
            set(cell, {{"table:number-columns-spanned", std::to_string(made_from.column_span)},
                       {"table:number-rows-spanned", std::to_string(made_from.row_span)}});
        for (auto list : descendants(cell, "text:list"))
            if (std::string_view(list.attribute("text:style-name").value()) == "Bullets")
                set(list, {{"text:style-name", "Table_20_Bullets"}});
        bool first = true;
        for (auto paragraph : descendants(cell, "text:p")) {
            const std::string_view now = paragraph.attribute("text:style-name").value();
            if (now == "Note" || now == "Lead" || now == "Field_20_Label" || now == "Field_20_Value" || now == "Address")
                continue;
            set(paragraph, {{"text:style-name", text_style(row.kind, first)}});
            if (row.kind == RowKind::group && !first)
                styles_.set_paragraph(paragraph, {{"fo:keep-with-next", "always"}}); // as the style of the first does
            first = false;
            if (is_code(made_from))
                styles_.set_text(paragraph, {{"fo:hyphenate", "false"}});
            if (align != Align::left && row.kind != RowKind::group)
                styles_.set_paragraph(paragraph, {{"fo:text-align", align == Align::right ? "end" : "center"}});
        }
        if (!made_from.id.empty())
            mark(cell, made_from.id);
    }

    void keep_with_next(pugi::xml_node row) {
        if (row.attribute("table:style-name").value() == whole_)
            for (auto paragraph : descendants(row, "text:p"))
                styles_.set_paragraph(paragraph, {{"fo:keep-with-next", "always"}});
    }

    static void mark(pugi::xml_node cell, const std::string& id) {
        if (auto paragraph = cell.child("text:p"))
            set(paragraph.prepend_child("text:bookmark"), {{"text:name", id}});
    }

    OdfStyles& styles_;
    const typeset::Style& style_;
    // Names of styles.
    struct InLayout {
        std::string others, last; ///< The last cell of a row needs no gutter.
    };
    std::string head_, body_, group_, whole_;
    InLayout layout_, signature_;
};

} // namespace

base::Diagnostics finish_odt_tables(pugi::xml_node text, OdfStyles& styles, const std::vector<PlacedTable>& tables,
                                    const typeset::Style& style) {
    const auto found = descendants(text, "table:table");
    bool right = found.size() == tables.size();
    TableFinisher finisher(styles, style);
    for (std::size_t i = 0; right && i < found.size(); ++i)
        right = finisher.finish(found[i], tables[i]);
    if (right)
        return {};
    return {base::error("pandoc-failed", base::tr("pandoc wrote other tables than it was given"))};
}

} // namespace planpaket::office
