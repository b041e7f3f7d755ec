#include "typeset/table_columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planpaket::typeset {

namespace {

constexpr std::size_t most_rows = 240; ///< Sampled.
constexpr float readable_ems = 10;     ///< A column of text is not made narrower than this, about twenty-one characters.
constexpr float widest_share = 0.24F;  ///< Of the table, that one unbreakable part may claim.
constexpr float filled = 0.93F;        ///< How much of a ragged line is used, on average.

/// What a cell's height depends on.
struct CellFigure {
    std::size_t column = 0;
    std::size_t first_row = 0, last_row = 0; ///< Of the sample.
    std::vector<float> paragraphs;           ///< Natural widths.
    float extra = 0;                         ///< Space between paragraphs.
};

struct Figures {
    std::vector<CellFigure> single, spanning;
    std::size_t rows = 0;
    std::vector<float> least;   ///< Per column, padding included.
    std::vector<float> natural; ///< Per column: what it would take to have every paragraph on one line.
    std::vector<double> volume; ///< Per column: natural widths summed.
};

/// Measures natural widths by setting to an endless line.
class Measurer {
public:
    Measurer(Setting& setting, const Measure& measure, Figures& figures)
        : setting_(setting), measure_(measure), figures_(figures) {}

    /// Words of a heading stay whole: see widest_word().
    void add(const document::Cell& cell, std::size_t column, std::size_t row, Weight weight, bool heading = false) {
        Galley galley;
        Measure endless = measure_;
        endless.width = 1e6F;
        set_blocks(setting_, cell.blocks, endless, artifact, galley, document::Align::left, weight);
        CellFigure figure{.column = column, .first_row = row, .last_row = row + cell.row_span - 1, .paragraphs = {}, .extra = 0};
        for (const auto& line : galley.lines) {
            const float indent = line.x;
            figure.paragraphs.push_back(line.line.width + indent);
            figure.extra += line.space_before;
            if (cell.column_span == 1) {
                widen(figures_.least[column],
                      std::min((heading ? widest_word(line.paragraph->text) : widest_part(setting_.words, line.paragraph->text)) +
                                   indent,
                               cap_) +
                          padding());
                widen(figures_.natural[column], line.line.width + indent + padding());
            }
            figures_.volume[column] += line.line.width;
        }
        if (cell.column_span > 1 || figure.paragraphs.empty())
            return;
        (cell.row_span == 1 ? figures_.single : figures_.spanning).push_back(std::move(figure));
    }

    void set_cap(float cap) { cap_ = cap; }

private:
    float padding() const { return 2 * setting_.style.cell_padding + 0.5F; }
    static void widen(float& width, float to) { width = std::max(width, to); }

    Setting& setting_;
    const Measure& measure_;
    Figures& figures_;
    float cap_ = 0;
};

/// Estimated height of the sampled rows with given widths, in lines.
double height(const Figures& figures, const std::vector<float>& widths, float padding, float line) {
    std::vector<double> rows(figures.rows, 0);
    const auto lines_of = [&](const CellFigure& cell) {
        const float inner = std::max(widths[cell.column] - padding, 1.0F);
        double lines = cell.extra / line;
        for (const float natural : cell.paragraphs)
            lines += natural <= inner ? 1 : std::ceil(natural / (inner * filled));
        return lines;
    };
    for (const auto& cell : figures.single)
        rows[cell.first_row] = std::max(rows[cell.first_row], lines_of(cell));
    for (const auto& cell : figures.spanning) {
        const auto last = std::min(cell.last_row, figures.rows - 1);
        double have = 0;
        for (auto row = cell.first_row; row <= last; ++row)
            have += rows[row];
        rows[last] += std::max(0.0, lines_of(cell) - have);
    }
    return std::accumulate(rows.begin(), rows.end(), 0.0);
}

Figures measure_table(Setting& setting, const document::Table& table, const Measure& measure, float total) {
    Figures figures;
    const auto count = table.columns.size();
    figures.least.resize(count, 2 * setting.style.cell_padding); // a column without words still has its cells
    figures.natural.resize(count, 2 * setting.style.cell_padding);
    figures.volume.resize(count);
    Measurer measurer(setting, measure, figures);
    measurer.set_cap(total * widest_share);
    for (std::size_t column = 0; column < count; ++column) {
        document::Cell heading;
        heading.blocks.push_back({document::Paragraph{table.columns[column].heading, document::ParagraphStyle::body}, {}});
        measurer.add(heading, column, 0, Weight::bold, true);
    }
    figures.single.clear();
    // Whole span groups are sampled, evenly over the table, so that spans stay meaningful.
    std::vector<std::size_t> starts;
    std::size_t open_until = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (row >= open_until)
            starts.push_back(row);
        for (const auto& cell : table.rows[row].cells)
            open_until = std::max(open_until, row + cell.row_span);
    }
    const auto step = std::max<std::size_t>(1, (starts.size() + most_rows - 1) / most_rows);
    std::vector<std::size_t> occupied(count, 0); // per column, the sample row until which a span covers it
    for (std::size_t i = 0; i < starts.size(); i += step) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : table.rows.size();
        for (auto row = starts[i]; row < end && figures.rows < 2 * most_rows; ++row, ++figures.rows) {
            std::size_t column = 0;
            for (const auto& cell : table.rows[row].cells) {
                while (column < count && occupied[column] > figures.rows)
                    ++column;
                if (column >= count)
                    break;
                measurer.add(cell, column, figures.rows,
                             table.rows[row].kind == document::RowKind::body ? Weight::regular : Weight::bold);
                for (unsigned i2 = 0; i2 < cell.column_span && column < count; ++i2)
                    occupied[column++] = figures.rows + cell.row_span;
            }
        }
    }
    return figures;
}

void scale_to(std::vector<float>& widths, float total) {
    const float sum = std::accumulate(widths.begin(), widths.end(), 0.0F);
    for (auto& width : widths)
        width *= total / sum;
}

} // namespace

std::vector<float> column_widths(Setting& setting, const document::Table& table, const Measure& measure, float total) {
    auto figures = measure_table(setting, table, measure, total);
    const auto count = table.columns.size();
    const float padding = 2 * setting.style.cell_padding;
    const float natural_sum = std::accumulate(figures.natural.begin(), figures.natural.end(), 0.0F);
    auto widths = figures.natural;
    if (natural_sum <= total) {
        // All fits on single lines: what is over goes to the columns of words, in proportion.
        double wordy = 0;
        for (std::size_t i = 0; i < count; ++i)
            wordy += table.columns[i].align == document::Align::left ? figures.natural[i] : 0;
        for (std::size_t i = 0; i < count; ++i)
            if (wordy == 0 || table.columns[i].align == document::Align::left)
                widths[i] += (total - natural_sum) * static_cast<float>(figures.natural[i] / (wordy == 0 ? natural_sum : wordy));
        return widths;
    }
    for (std::size_t i = 0; i < count; ++i)
        figures.least[i] = std::max(figures.least[i], std::min(figures.natural[i], readable_ems * measure.size + padding));
    const float least_sum = std::accumulate(figures.least.begin(), figures.least.end(), 0.0F);
    if (least_sum >= total) {
        widths = figures.least;
        scale_to(widths, total);
        return widths;
    }
    // Start: the least, and the rest by the square root of the volume; then move points from column to column while that helps.
    double roots = 0;
    for (std::size_t i = 0; i < count; ++i)
        roots += std::sqrt(figures.volume[i]);
    for (std::size_t i = 0; i < count; ++i)
        widths[i] =
            figures.least[i] + (total - least_sum) * static_cast<float>(std::sqrt(figures.volume[i]) / std::max(roots, 1.0));
    const float line = measure.size * measure.line_height;
    auto best = height(figures, widths, padding, line);
    for (const float step : {24.0F, 12.0F, 6.0F, 3.0F}) {
        for (bool improved = true; improved;) {
            improved = false;
            for (std::size_t from = 0; from < count; ++from)
                for (std::size_t to = 0; to < count; ++to) {
                    if (from == to || widths[from] - step < figures.least[from])
                        continue;
                    widths[from] -= step;
                    widths[to] += step;
                    const auto now = height(figures, widths, padding, line);
                    if (now < best - 0.01) {
                        best = now;
                        improved = true;
                    } else {
                        widths[from] += step;
                        widths[to] -= step;
                    }
                }
        }
    }
    return widths;
}

} // namespace planpaket::typeset
