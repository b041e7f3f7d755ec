#pragma once

/// Short ways to write document trees, and random ones that are the same in every run.

#include "document/document.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace planpaket::built {

inline document::Block paragraph(std::string words, document::ParagraphStyle style = document::ParagraphStyle::body) {
    return {document::Paragraph{document::words(std::move(words)), style}, {}};
}

inline document::Block heading(int level, std::string words, std::string id = {}) {
    return {document::Heading{.level = level, .inlines = document::words(std::move(words)), .number = {}, .id = std::move(id)},
            {}};
}

inline document::Cell cell(std::string words, unsigned row_span = 1, unsigned column_span = 1) {
    return {.blocks = {paragraph(std::move(words))}, .row_span = row_span, .column_span = column_span, .header = false, .id = {}};
}

inline document::Row row(std::vector<document::Cell> cells, document::RowKind kind = document::RowKind::body) {
    return {.kind = kind, .cells = std::move(cells), .id = {}};
}

inline document::Table table(std::vector<std::string> headings, std::vector<document::Row> rows) {
    document::Table table;
    table.summary = "En rad per åtgärd.";
    for (auto& words : headings)
        table.columns.push_back({document::words(std::move(words)), document::Align::left});
    table.rows = std::move(rows);
    return table;
}

inline document::Document document(document::Blocks blocks) {
    document::Document document;
    document.name = "prov";
    document.title = "Åtgärdsplan för Exempelby";
    document.language = "sv";
    document.author = "Exempelby kommun";
    document.running = {"Åtgärdsplan", "Version 1.0", "Dnr EX 2025/1", "Utkast", "Sida {page} ({pages})"};
    document.continued = "forts.";
    document.blocks = std::move(blocks);
    return document;
}

/// Numbers and words by splitmix64.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
    std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }

    std::string word() {
        static const std::vector<std::string> words{"i",
                                                    "på",
                                                    "och",
                                                    "vid",
                                                    "§",
                                                    "3–5",
                                                    "torget",
                                                    "(unga)",
                                                    "Polisen",
                                                    "centrum",
                                                    "och/eller",
                                                    "åtgärd",
                                                    "samverkan",
                                                    "trygghetsvärdar",
                                                    "kväll;",
                                                    "2025-06",
                                                    "→",
                                                    "!",
                                                    "10\u00A0%",
                                                    "e\u2011post",
                                                    "verksamhetssamordnare",
                                                    "fältgruppen",
                                                    "skolorna,",
                                                    "narkotikahantering",
                                                    "området.",
                                                    "«så»",
                                                    "https://exempel.se/rapport/2025",
                                                    "Årsta",
                                                    "orsak:",
                                                    "✓",
                                                    "BRÅ",
                                                    "föräldrarådgivningstelefonen"};
        return words[below(words.size())];
    }
    std::string words(std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += (i == 0 ? "" : " ") + word();
        return out;
    }

    /// Rows whose cells span rows and columns at random; now and then a group heading, at the end perhaps a total.
    std::vector<document::Row> rows(std::size_t columns, std::size_t count, std::size_t most_words) {
        std::vector<document::Row> rows;
        std::vector<std::size_t> occupied(columns, 0); // the row until which a span covers the column
        for (std::size_t r = 0; r < count; ++r) {
            bool spanned = false;
            for (const auto until : occupied)
                spanned |= until > r;
            if (!spanned && below(8) == 0)
                rows.push_back(row({cell(words(between(1, 12)), 1, static_cast<unsigned>(columns))}, document::RowKind::group));
            else if (!spanned && r + 1 == count && below(2) == 0)
                rows.push_back(row({cell("Summa", 1, static_cast<unsigned>(columns))}, document::RowKind::total));
            else
                rows.push_back(row(cells(occupied, r, count, most_words)));
        }
        return rows;
    }

private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    std::vector<document::Cell> cells(std::vector<std::size_t>& occupied, std::size_t r, std::size_t rows,
                                      std::size_t most_words) {
        std::vector<document::Cell> cells;
        for (std::size_t column = 0; column < occupied.size();) {
            if (occupied[column] > r) {
                ++column;
                continue;
            }
            const auto down = below(4) == 0 ? between(1, std::min<std::size_t>(4, rows - r)) : 1;
            std::size_t across = 1;
            while (below(6) == 0 && column + across < occupied.size() && occupied[column + across] <= r)
                ++across;
            auto made = cell(words(below(10) == 0 ? 0 : between(1, most_words)), static_cast<unsigned>(down),
                             static_cast<unsigned>(across));
            if (below(5) == 0)
                made.blocks.push_back({document::List{false, 1, {{paragraph(words(4))}, {paragraph(words(9))}}}, {}});
            cells.push_back(std::move(made));
            for (std::size_t i = 0; i < across; ++i)
                occupied[column++] = r + down;
        }
        return cells;
    }

    std::uint64_t state_;
};

} // namespace planpaket::built
