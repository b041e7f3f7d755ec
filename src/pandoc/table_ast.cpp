#include "pandoc/json.h"
#include "pandoc/nodes.h"

#include "document/grid.h"

#include <algorithm>

namespace planpaket::pandoc {

using namespace document;

namespace {

Json cell_node(const Attributes& attributes, unsigned row_span, unsigned column_span, Json blocks) {
    return Json::array({attributes.json(), node("AlignDefault"), row_span, column_span, std::move(blocks)});
}

Json row_node(const Attributes& attributes, Json cells) {
    return Json::array({attributes.json(), std::move(cells)});
}

Json alignment(Align align) {
    switch (align) {
    case Align::left:
        return node("AlignLeft");
    case Align::right:
        return node("AlignRight");
    case Align::centre:
        return node("AlignCenter");
    }
    return node("AlignDefault");
}

std::vector<std::string> align_class(Align align) {
    switch (align) {
    case Align::left:
        return {};
    case Align::right:
        return {"right"};
    case Align::centre:
        return {"centre"};
    }
    return {};
}

class TableWriter {
public:
    TableWriter(BlockWriter& writer, const Table& table) : writer_(writer), table_(table) {}

    Json write() {
        auto bodies = Json::array();
        auto foot = Json::array();
        Grid grid(table_.columns.size());
        heads_ = writer_.dialect().spans ? row_heads() : 0;
        Json intermediate = Json::array(), rows = Json::array();
        const auto close = [&] {
            if (!intermediate.empty() || !rows.empty())
                bodies.push_back(Json::array({Attributes{}.json(), heads_, std::move(intermediate), std::move(rows)}));
            intermediate = Json::array();
            rows = Json::array();
        };
        const auto totals = trailing_totals();
        for (std::size_t i = 0; i < table_.rows.size(); ++i) {
            const auto& row = table_.rows[i];
            auto written = write_row(row, grid.place(row));
            if (!writer_.dialect().spans)
                rows.push_back(std::move(written));
            else if (row.kind == RowKind::group) {
                close();
                intermediate.push_back(std::move(written));
            } else if (heads_ == 0 && i + totals >= table_.rows.size()) // pandoc knows no row headers in a foot
                foot.push_back(std::move(written));
            else
                rows.push_back(std::move(written));
        }
        close();
        auto caption = Json::array();
        if (!table_.caption.empty())
            caption.push_back(node("Plain", writer_.inlines(table_.caption)));
        auto columns = Json::array();
        for (const auto& column : table_.columns) // Pandoc would write an alignment as a style attribute, which no page may have
            columns.push_back(
                Json::array({writer_.dialect().cell_attributes ? node("AlignDefault") : alignment(column.align), width()}));
        return node("Table", Json::array({Attributes{}.json(), Json::array({nullptr, std::move(caption)}), std::move(columns),
                                          head(), std::move(bodies), Json::array({Attributes{}.json(), std::move(foot)})}));
    }

private:
    /// The writers that need widths to keep long cells in lines get equal ones.
    Json width() const {
        return writer_.dialect().named_styles ? node("ColWidth", 1.0 / static_cast<double>(table_.columns.size()))
                                              : node("ColWidthDefault");
    }

    /// The leading columns whose cells are row headers in every body row.
    std::size_t row_heads() const {
        std::size_t heads = table_.columns.size();
        Grid grid(table_.columns.size());
        bool any = false;
        for (const auto& row : table_.rows) {
            const auto placed = grid.place(row);
            if (row.kind != RowKind::body)
                continue;
            any = true;
            for (const auto& each : placed)
                if (!each.cell->header)
                    heads = std::min(heads, each.column);
        }
        return any ? heads : 0;
    }

    std::size_t trailing_totals() const {
        std::size_t count = 0;
        while (count < table_.rows.size() && table_.rows[table_.rows.size() - 1 - count].kind == RowKind::total)
            ++count;
        return count;
    }

    Json head() const {
        auto rows = Json::array();
        if (std::ranges::any_of(table_.columns, [](const auto& column) { return !column.heading.empty(); })) {
            auto cells = Json::array();
            for (const auto& column : table_.columns) {
                Attributes attributes;
                if (writer_.dialect().cell_attributes) {
                    attributes.classes = align_class(column.align);
                    attributes.keys.emplace_back("scope", "col");
                }
                cells.push_back(cell_node(attributes, 1, 1, Json::array({node("Plain", writer_.inlines(column.heading))})));
            }
            rows.push_back(row_node({}, std::move(cells)));
        }
        return Json::array({Attributes{}.json(), std::move(rows)});
    }

    Json write_row(const Row& row, const std::vector<Place>& places) {
        auto cells = Json::array();
        for (const auto& [cell, column, part] : places) {
            if (part != Place::Part::start) {
                if (!writer_.dialect().spans)
                    cells.push_back(cell_node({}, 1, 1, Json::array()));
                continue;
            }
            const bool spans = writer_.dialect().spans;
            cells.push_back(cell_node(cell_attributes(row, *cell, column), spans ? cell->row_span : 1,
                                      spans ? cell->column_span : 1, cell_blocks(*cell)));
        }
        Attributes attributes{writer_.id(row.id), {}, {}};
        if (writer_.dialect().cell_attributes && row.kind != RowKind::body)
            attributes.classes.emplace_back(row.kind == RowKind::group ? "group" : "total");
        if (writer_.dialect().cell_attributes)
            if (const auto words = spanned_words(places); !words.empty())
                attributes.keys.emplace_back("data-of", words);
        return row_node(attributes, std::move(cells));
    }

    Attributes cell_attributes(const Row& row, const Cell& cell, std::size_t column) const {
        Attributes attributes{writer_.id(cell.id), {}, {}};
        if (!writer_.dialect().cell_attributes)
            return attributes;
        if (row.kind == RowKind::group)
            attributes.keys.emplace_back("scope", "rowgroup");
        else if (cell.header && column < heads_)
            attributes.keys.emplace_back("scope", "row"); // of all the rows that it spans (HTML, 4.9.10)
        if (row.kind != RowKind::group && column < table_.columns.size()) {
            attributes.classes = align_class(table_.columns[column].align);
            attributes.keys.emplace_back("data-label", plain_text(table_.columns[column].heading));
        }
        return attributes;
    }

    /// What the row is of, by the cells that span it from above: the first line of the first, and those beside it that are a word
    /// or two.
    static std::string spanned_words(const std::vector<Place>& places) {
        constexpr std::size_t short_words = 24; // bytes
        std::string words;
        for (std::size_t i = 0; i < places.size() && places[i].part == Place::Part::below; ++i) {
            const auto line = first_line(*places[i].cell);
            if (i == 0)
                words = line;
            else if (!line.empty() && line.size() <= short_words)
                words += " · " + line;
        }
        return words;
    }

    static std::string first_line(const Cell& cell) {
        const auto* paragraph = cell.blocks.empty() ? nullptr : as<Paragraph>(cell.blocks.front());
        return paragraph != nullptr ? plain_text(paragraph->inlines) : std::string();
    }

    Json cell_blocks(const Cell& cell) {
        auto blocks = writer_.blocks(cell.blocks);
        if (blocks.size() == 1 && blocks[0]["t"] == "Para")
            blocks[0]["t"] = "Plain";
        return blocks;
    }

    BlockWriter& writer_;
    const Table& table_;
    std::size_t heads_ = 0; ///< Leading columns of row headers.
};

} // namespace

Json table(BlockWriter& writer, const Table& table) {
    return TableWriter(writer, table).write();
}

Json layout_table(const std::vector<Json>& cells, const std::vector<double>& weights) {
    double sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        sum += i < weights.size() ? weights[i] : 1;
    auto columns = Json::array();
    auto row = Json::array();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        columns.push_back(Json::array({node("AlignLeft"), node("ColWidth", (i < weights.size() ? weights[i] : 1) / sum)}));
        row.push_back(cell_node({}, 1, 1, cells[i]));
    }
    auto body = Json::array({Attributes{}.json(), 0, Json::array(), Json::array({row_node({}, std::move(row))})});
    const auto none = Json::array({Attributes{}.json(), Json::array()});
    return node("Table", Json::array({Attributes{}.json(), Json::array({nullptr, Json::array()}), std::move(columns), none,
                                      Json::array({std::move(body)}), none}));
}

} // namespace planpaket::pandoc
