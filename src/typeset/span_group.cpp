#include "typeset/span_group.h"

#include <algorithm>
#include <numeric>

namespace planpaket::typeset {

namespace {

constexpr float thin_rule = 0.4F;
constexpr float thick_rule = 0.9F;
constexpr float mark_size = 4.5F; ///< The triangle that says that a cell goes on.

} // namespace

SpanGroup::SpanGroup(Setting& setting, const TableForm& form, const Measure& measure, const document::Table& table,
                     std::size_t first, std::size_t end, NodeId table_node)
    : setting_(setting), form_(form), measure_(measure) {
    std::vector<std::size_t> occupied(form.widths.size(), 0);
    for (auto row = first; row < end; ++row)
        add_row(table.rows[row], table_node, false, occupied);
}

SpanGroup::SpanGroup(Setting& setting, const TableForm& form, const Measure& measure, const document::Row& header,
                     NodeId table_node)
    : setting_(setting), form_(form), measure_(measure), header_(true) {
    std::vector<std::size_t> occupied(form.widths.size(), 0);
    add_row(header, table_node, true, occupied);
}

void SpanGroup::add_row(const document::Row& row, NodeId table_node, bool header, std::vector<std::size_t>& occupied) {
    const auto number = rows_.size();
    rows_.push_back({row.kind, row.id});
    const auto tr = setting_.structure.add(table_node, Role::tr);
    std::size_t column = 0;
    for (const auto& cell : row.cells) {
        while (column < occupied.size() && occupied[column] > number)
            ++column;
        if (column >= occupied.size())
            break;
        auto& set = cells_.emplace_back();
        set.cell = &cell;
        set.column = column;
        set.columns = std::min<std::size_t>(cell.column_span, occupied.size() - column);
        set.first_row = number;
        set.last_row = number + cell.row_span - 1;
        const bool group = row.kind == document::RowKind::group;
        const bool is_header = header || group || cell.header;
        set.node = setting_.structure.add(tr, is_header ? Role::th : Role::td);
        auto& node = setting_.structure[set.node];
        node.scope = !is_header ? Scope::none : header || group ? Scope::column : Scope::row;
        node.row_span = static_cast<std::uint16_t>(cell.row_span);
        node.column_span = static_cast<std::uint16_t>(set.columns);
        Measure inner = measure_;
        inner.width = width_of(set) - 2 * form_.padding;
        const bool bold = header || row.kind == document::RowKind::total;
        if (group)
            set_group_heading(cell, inner, set);
        else
            set_blocks(setting_, cell.blocks, inner, set.node, set.galley, form_.aligns[column],
                       bold ? Weight::bold : Weight::regular);
        for (std::size_t i = 0; i < set.columns; ++i)
            occupied[column++] = number + cell.row_span;
    }
}

/// The first block of a group heading is its name; what follows explains it.
void SpanGroup::set_group_heading(const document::Cell& cell, const Measure& inner, SetCell& set) {
    Weight weight = Weight::bold;
    for (const auto& block : cell.blocks) {
        set_blocks(setting_, {block}, inner, set.node, set.galley, document::Align::left, weight);
        weight = Weight::regular;
    }
}

float SpanGroup::x_of(std::size_t column) const {
    return std::accumulate(form_.widths.begin(), form_.widths.begin() + static_cast<std::ptrdiff_t>(column), 0.0F);
}

float SpanGroup::width_of(const SetCell& cell) const {
    return x_of(cell.column + cell.columns) - x_of(cell.column);
}

float SpanGroup::rest_of(const SetCell& cell) const {
    if (!cell.finished())
        return padded(cell.galley.height(cell.next, cell.galley.lines.size()));
    if (cell.column == 0 && !continuation_.empty())
        return padded(continuation_.height());
    return cell.galley.empty() ? padded(measure_.size * measure_.line_height) : 0;
}

/// Heights of the rows not placed yet, each as high as its cells need; a span's surplus goes to its last row.
std::vector<float> SpanGroup::row_heights() const {
    std::vector<float> heights(rows_.size() - row_, 0);
    for (const auto& cell : cells_)
        if (cell.first_row == cell.last_row && cell.first_row >= row_)
            heights[cell.first_row - row_] = std::max(heights[cell.first_row - row_], rest_of(cell));
    std::vector<const SetCell*> spanning;
    for (const auto& cell : cells_)
        if (cell.first_row != cell.last_row && cell.last_row >= row_)
            spanning.push_back(&cell);
    std::stable_sort(spanning.begin(), spanning.end(), [](const auto* a, const auto* b) { return a->last_row < b->last_row; });
    for (const auto* cell : spanning) {
        const auto first = std::max(cell->first_row, row_) - row_;
        const auto last = std::min(cell->last_row, rows_.size() - 1) - row_;
        const float have = std::accumulate(heights.begin() + static_cast<std::ptrdiff_t>(first),
                                           heights.begin() + static_cast<std::ptrdiff_t>(last + 1), 0.0F);
        heights[last] += std::max(0.0F, rest_of(*cell) - have);
    }
    return heights;
}

float SpanGroup::total_height() const {
    const auto heights = row_heights();
    return std::accumulate(heights.begin(), heights.end(), 0.0F);
}

/// Whether each cell of a row can give a decent part of itself to `available` points; `used` is the height that takes.
bool SpanGroup::can_divide(std::size_t row, float available, bool alone_allowed, float& used) const {
    used = 0;
    bool any = false;
    for (const auto& cell : cells_) {
        const bool begins_or_goes_on_here =
            cell.first_row == row || (row == row_ && cell.first_row < row && cell.last_row >= row);
        if (!begins_or_goes_on_here)
            continue;
        if (cell.finished()) {
            used = std::max(used, rest_of(cell));
            continue;
        }
        const auto lines = cell.galley.fitting(cell.next, available - 2 * form_.padding, alone_allowed);
        if (lines == 0 && !alone_allowed)
            return false;
        any |= lines > 0;
        used = std::max(used, padded(cell.galley.height(cell.next, cell.next + lines)));
    }
    return any;
}

PartPlan SpanGroup::plan_part(float available, float whole_page, float much_waste, bool page_is_empty) const {
    auto plan = fill(available, whole_page, much_waste, page_is_empty);
    // No row stands beside a span that has words, but none of them here: it goes to the next page with the span.
    for (std::size_t rows = first_wordless(plan, available); rows < plan.rows && !(rows == 0 && page_is_empty);
         rows = first_wordless(plan, available)) {
        plan.rows = rows;
        plan.divides = false;
        plan.heights.resize(rows);
    }
    return plan;
}

/// How many of the planned rows stand above the first span that goes on after them and has no room for a decent first part.
std::size_t SpanGroup::first_wordless(const PartPlan& plan, float available) const {
    const auto end = row_ + plan.rows;
    const float spare = available - std::accumulate(plan.heights.begin(), plan.heights.end(), 0.0F);
    for (const auto& cell : cells_) {
        if (cell.first_row < row_ || cell.first_row >= end || cell.last_row < end || cell.finished())
            continue;
        const auto from = static_cast<std::ptrdiff_t>(cell.first_row - row_);
        const float box = std::accumulate(plan.heights.begin() + from, plan.heights.end(), 0.0F);
        if (padded(cell.galley.least_part(cell.next)) > box + spare)
            return cell.first_row - row_;
    }
    return plan.rows;
}

PartPlan SpanGroup::fill(float available, float whole_page, float much_waste, bool page_is_empty) const {
    PartPlan plan;
    const auto heights = row_heights();
    float left = available;
    while (plan.rows < heights.size() && heights[plan.rows] <= left + 0.01F) {
        left -= heights[plan.rows];
        plan.heights.push_back(heights[plan.rows++]);
    }
    if (plan.rows == heights.size())
        return plan;
    // A total takes the row above it along to the next page, unless that would leave much of this one empty.
    if (rows_[row_ + plan.rows].kind == document::RowKind::total && plan.rows > (page_is_empty ? 1U : 0U) &&
        left + plan.heights.back() < much_waste * whole_page) {
        --plan.rows;
        plan.heights.pop_back();
        return plan;
    }
    const bool fits_elsewhere = heights[plan.rows] <= whole_page && !(page_is_empty && plan.rows == 0);
    if (fits_elsewhere && left < much_waste * whole_page)
        return plan;
    float used = 0;
    if (can_divide(row_ + plan.rows, left, false, used)) {
        plan.divides = true;
    } else if (page_is_empty && plan.rows == 0) {
        plan.divides = true;
        plan.alone_allowed = true;
        can_divide(row_, left, true, used);
        used = std::max(used, std::min(left, padded(measure_.size * measure_.line_height)));
    }
    if (plan.divides)
        plan.heights.push_back(used);
    return plan;
}

void SpanGroup::draw_part(PageFlow& flow, const PartPlan& plan) {
    const auto part_rows = plan.rows + (plan.divides ? 1 : 0);
    const auto last = row_ + part_rows - 1;
    auto heights = plan.heights;
    // A cell that begins here and goes on on the next page gets room for a decent first part.
    for (const auto& cell : cells_) {
        if (cell.first_row < row_ || cell.first_row > last || (cell.last_row <= last && !plan.divides) || cell.finished())
            continue;
        const auto from = static_cast<std::ptrdiff_t>(cell.first_row - row_);
        const float box = std::accumulate(heights.begin() + from, heights.end(), 0.0F);
        const float need = padded(cell.galley.least_part(cell.next));
        const float spare = flow.remaining() - std::accumulate(heights.begin(), heights.end(), 0.0F);
        if (need > box && need - box <= spare && cell.last_row > last)
            heights.back() += need - box;
    }
    std::vector<float> tops{flow.y()};
    for (const float height : heights)
        tops.push_back(tops.back() + height);
    for (std::size_t i = 0; i < part_rows; ++i) {
        draw_fill(flow, rows_[row_ + i].kind, tops[i], heights[i]);
        flow.add_destination(rows_[row_ + i].id, tops[i]);
    }
    std::vector<std::pair<const SetCell*, Box>> boxes;
    for (auto row = row_; row <= last; ++row)
        for (auto& cell : cells_) {
            if (std::max(cell.first_row, row_) != row || cell.last_row < row_)
                continue;
            const auto end = std::min(cell.last_row, last);
            const Box box{flow.left() + x_of(cell.column), tops[row - row_], width_of(cell),
                          tops[end - row_ + 1] - tops[row - row_]};
            const bool all = cell.last_row <= last && !(plan.divides && cell.last_row >= last);
            draw_cell(flow, cell, box, all, plan.alone_allowed);
            boxes.emplace_back(&cell, box);
        }
    for (const auto& [cell, box] : boxes)
        draw_rule_below(flow, *cell, box, box.y + box.height > tops.back() - 0.01F);
    for (const auto& [cell, box] : boxes)
        if (cell->column + cell->columns < form_.widths.size())
            draw_rule(flow, {box.x + box.width, box.y}, {box.x + box.width, box.y + box.height}, thin_rule);
    begun_ = true;
    continuation_ = Galley();
    row_ += plan.rows;
    if (plan.divides && std::all_of(cells_.begin(), cells_.end(), [&](const auto& cell) {
            return cell.first_row > row_ || cell.last_row > row_ || cell.finished();
        }))
        ++row_;
    flow.advance(tops.back() - tops.front());
}

void SpanGroup::draw_cell(PageFlow& flow, SetCell& cell, const Box& box, bool all, bool alone_allowed) {
    if (cell.next == 0)
        flow.add_destination(cell.cell->id, box.y);
    const float inner = box.height - 2 * form_.padding;
    auto count = all ? cell.galley.lines.size() - cell.next : cell.galley.fitting(cell.next, inner, alone_allowed);
    const float x = box.x + form_.padding;
    float y = box.y + form_.padding;
    if (cell.finished() && cell.column == 0 && !continuation_.empty())
        for (const auto& line : continuation_.lines) {
            draw_line(setting_.words, line, x, y, flow.page(), setting_.structure);
            y += line.height;
        }
    for (auto i = cell.next; i < cell.next + count; ++i) {
        const auto& line = cell.galley.lines[i];
        y += i == cell.next ? 0 : line.space_before;
        draw_line(setting_.words, line, x, y, flow.page(), setting_.structure);
        y += line.height;
    }
    cell.next += count;
    if (!cell.finished())
        draw_mark(flow, box);
}

void SpanGroup::draw_fill(PageFlow& flow, document::RowKind kind, float y, float height) const {
    const auto fill = [&](const Colour& colour) {
        flow.page().items.push_back(
            RectangleItem{.x = flow.left(), .y = y, .width = form_.total, .height = height, .fill = colour});
    };
    if (header_)
        return fill(setting_.style.header_fill);
    switch (kind) {
    case document::RowKind::body:
        break;
    case document::RowKind::group:
    case document::RowKind::total:
        fill(setting_.style.group_fill);
        break;
    }
}

void SpanGroup::draw_rule(PageFlow& flow, std::pair<float, float> from, std::pair<float, float> to, float width) const {
    flow.page().items.push_back(LineItem{.x1 = from.first,
                                         .y1 = from.second,
                                         .x2 = to.first,
                                         .y2 = to.second,
                                         .width = width,
                                         .dash = 0,
                                         .colour = setting_.style.rule});
}

/// The rule below a cell; where it goes on from the cell to the left it lengthens that one's.
void SpanGroup::draw_rule_below(PageFlow& flow, const SetCell& cell, const Box& box, bool last_of_part) const {
    const float y = box.y + box.height;
    const float width = last_of_part || cell.column == 0 ? thick_rule : thin_rule;
    auto* before = flow.page().items.empty() ? nullptr : std::get_if<LineItem>(&flow.page().items.back());
    if (before != nullptr && before->y1 == y && before->y2 == y && before->x2 == box.x && before->width == width)
        before->x2 = box.x + box.width;
    else
        draw_rule(flow, {box.x, y}, {box.x + box.width, y}, width);
}

void SpanGroup::draw_mark(PageFlow& flow, const Box& box) const {
    const float right = box.x + box.width - form_.padding / 2;
    const float bottom = box.y + box.height - 1.2F;
    flow.page().items.push_back(PolygonItem{.points = {{right - mark_size, bottom - mark_size * 0.62F},
                                                       {right, bottom - mark_size * 0.62F},
                                                       {right - mark_size / 2, bottom}},
                                            .fill = setting_.style.muted});
}

void SpanGroup::draw_whole(PageFlow& flow) {
    PartPlan plan;
    plan.heights = row_heights();
    plan.rows = plan.heights.size();
    draw_part(flow, plan);
}

void SpanGroup::draw_header(PageFlow& flow, bool repeated) {
    flow.page().items.push_back(LineItem{.x1 = flow.left(),
                                         .y1 = flow.y(),
                                         .x2 = flow.left() + form_.total,
                                         .y2 = flow.y(),
                                         .width = thick_rule,
                                         .dash = 0,
                                         .colour = setting_.style.rule});
    row_ = 0;
    for (auto& cell : cells_) {
        cell.next = 0;
        if (repeated)
            for (auto& line : cell.galley.lines)
                line.paragraph->node = artifact;
    }
    draw_whole(flow);
}

void SpanGroup::draw_continued(PageFlow& flow, const std::string& mark) {
    row_ = 0;
    auto& cell = cells_.front();
    Galley galley;
    document::Inlines words;
    for (const auto& block : cell.cell->blocks)
        if (const auto* paragraph = std::get_if<document::Paragraph>(&block.value)) {
            words = paragraph->inlines;
            break;
        }
    words.push_back({document::Muted{document::words(" (" + mark + ")")}, {}});
    Measure inner = measure_;
    inner.width = form_.total - 2 * form_.padding;
    set_blocks(setting_, {{document::Paragraph{words, document::ParagraphStyle::body}, {}}}, inner, artifact, galley,
               document::Align::left, Weight::bold);
    std::swap(galley.lines, cell.galley.lines);
    cell.next = 0;
    draw_whole(flow);
    std::swap(galley.lines, cell.galley.lines);
}

void SpanGroup::prepare_continuation(const std::string& mark) {
    for (const auto& cell : cells_) {
        if (cell.column != 0 || cell.first_row >= row_ + (begun_ ? 1 : 0) || cell.last_row < row_ || !cell.finished() ||
            cell.cell->blocks.empty())
            continue;
        const auto* paragraph = std::get_if<document::Paragraph>(&cell.cell->blocks.front().value);
        if (paragraph == nullptr)
            continue;
        const auto words = document::words(document::plain_text(paragraph->inlines) + " (" + mark + ")");
        set_paragraph(
            setting_, words,
            {.look = {.weight = Weight::regular, .slant = Slant::italic, .size = measure_.size, .colour = setting_.style.muted},
             .x = 0,
             .width = width_of(cell) - 2 * form_.padding,
             .line_height = measure_.size * measure_.line_height},
            artifact, continuation_);
        if (continuation_.lines.size() > 3)
            continuation_ = Galley();
    }
}

} // namespace planpaket::typeset
