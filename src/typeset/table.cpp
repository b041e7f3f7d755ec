#include "typeset/table.h"

#include "typeset/span_group.h"
#include "typeset/table_columns.h"

#include <algorithm>
#include <memory>

namespace planpaket::typeset {

namespace {

/// A row that may be divided begins on a page only if this share of a page would else stay empty.
constexpr float much_waste = 0.22F;

/// A table of so few rows and words is kept on one page when it takes no more than this share of it.
constexpr std::size_t few_rows = 25;
constexpr std::size_t few_characters = 2000;
constexpr float small_share = 0.5F;

/// Sets one table.
class TableSetter {
public:
    TableSetter(Setting& setting, PageFlow& flow, document::Table& table, NodeId parent, const std::string& continued)
        : setting_(setting), flow_(flow), table_(table),
          continued_(continued), measure_{.width = 0,
                                          .size = setting.style.table_size,
                                          .line_height = setting.style.table_line_height,
                                          .paragraph_space = setting.style.table_size * 0.4F} {
        node_ = setting.structure.add(parent, Role::table);
        if (!table.summary.empty())
            setting.structure.texts(node_).summary = table.summary;
        form_.widths = column_widths(setting, table, measure_, flow.width());
        form_.padding = setting.style.cell_padding;
        form_.total = flow.width();
        form_.aligns.reserve(table.columns.size());
        for (const auto& column : table.columns)
            form_.aligns.push_back(column.align);
    }

    void set(float keep_above, const std::function<void()>& draw_above) {
        keep_above_ = keep_above;
        draw_above_ = draw_above;
        set_caption();
        set_header();
        if (is_small())
            keep_together();
        for (std::size_t row = 0; row < table_.rows.size();) {
            const auto end = group_end(row);
            if (table_.rows[row].kind == document::RowKind::group) {
                draw_lone_heading();
                heading_row_ = std::make_unique<SpanGroup>(setting_, form_, measure_, table_, row, end, node_);
                heading_waits_ = true;
            } else {
                {
                    SpanGroup group(setting_, form_, measure_, table_, row, end, node_);
                    keep_last_two(group, end);
                    place(group);
                }
                for (auto used = row; used < end; ++used)
                    table_.rows[used] = document::Row{};
            }
            row = end;
        }
        draw_lone_heading();
        if (!begun_ && room() < 0 && !flow_.fresh())
            flow_.new_page();
        if (!begun_)
            begin_page();
    }

private:
    std::size_t group_end(std::size_t row) const {
        auto end = row + 1;
        for (auto i = row; i < end && i < table_.rows.size(); ++i)
            for (const auto& cell : table_.rows[i].cells)
                end = std::max(end, i + cell.row_span);
        if (table_.rows[row].kind != document::RowKind::group)
            while (end < table_.rows.size() && table_.rows[end].kind == document::RowKind::total)
                ++end; // a total stays with the row above it
        return std::min(end, table_.rows.size());
    }

    void set_caption() {
        if (table_.caption.empty())
            return;
        const auto caption_node = setting_.structure.add(node_, Role::caption);
        set_paragraph(setting_, table_.caption,
                      {.look = {.weight = Weight::bold,
                                .slant = Slant::upright,
                                .size = setting_.style.note_size,
                                .colour = setting_.style.text},
                       .x = 0,
                       .width = flow_.width(),
                       .line_height = setting_.style.note_size * setting_.style.line_height},
                      caption_node, caption_);
    }

    void set_header() {
        for (const auto& column : table_.columns) {
            document::Cell cell;
            cell.blocks.push_back({document::Paragraph{column.heading, document::ParagraphStyle::body}, {}});
            header_row_.cells.push_back(std::move(cell));
        }
        header_ = std::make_unique<SpanGroup>(setting_, form_, measure_, header_row_, node_);
    }

    bool is_small() const {
        std::size_t characters = 0;
        for (std::size_t row = 0; row < table_.rows.size() && characters <= few_characters; ++row)
            for (const auto& cell : table_.rows[row].cells)
                for (const auto& block : cell.blocks)
                    if (const auto* paragraph = document::as<document::Paragraph>(block))
                        characters += document::plain_text(paragraph->inlines).size();
        return table_.rows.size() <= few_rows && characters <= few_characters;
    }

    void keep_together() {
        float height = header_height();
        for (std::size_t row = 0; row < table_.rows.size(); row = group_end(row)) {
            Structure unused;
            Setting trial{setting_.words, setting_.style, unused, setting_.diagnostics};
            height += SpanGroup(trial, form_, measure_, table_, row, group_end(row), artifact).total_height();
        }
        if (height <= small_share * flow_.capacity() && keep_above_ + height > flow_.remaining() && !flow_.fresh())
            flow_.new_page();
    }

    /// The last row is not left alone on a page: the row before it goes along, unless that would leave much of a page empty.
    void keep_last_two(SpanGroup& group, std::size_t last) {
        if (last >= table_.rows.size() || group_end(last) < table_.rows.size() || (begun_ ? fresh_after_header_ : flow_.fresh()))
            return;
        const float available = room() - (heading_waits_ ? heading_row_->total_height() : 0);
        const float height = group.total_height();
        if (height > available || height > much_waste * whole_page())
            return;
        Structure unused;
        Setting trial{setting_.words, setting_.style, unused, setting_.diagnostics};
        const float rest = SpanGroup(trial, form_, measure_, table_, last, table_.rows.size(), artifact).total_height();
        if (height + rest > available && height + rest <= whole_page())
            start_page_within(group);
    }

    float header_height() const { return header_->total_height() + (begun_ || caption_.empty() ? 0 : caption_.height() + 4); }

    /// The header, and above it what waits for the table to begin. On later pages the header is an artifact.
    void begin_page() {
        if (!begun_) {
            draw_above_();
            for (const auto& line : caption_.lines) {
                draw_line(setting_.words, line, flow_.left(), flow_.y(), flow_.page(), setting_.structure);
                flow_.advance(line.height);
            }
            flow_.advance(caption_.empty() ? 0 : 4);
        }
        header_->draw_header(flow_, begun_);
        begun_ = true;
    }

    void next_page() {
        flow_.new_page();
        if (begun_)
            begin_page();
    }

    float room() const { return flow_.remaining() - (begun_ ? 0 : header_height() + keep_above_); }
    float whole_page() const {
        return flow_.capacity() - header_->total_height() - (heading_row_ ? heading_row_->total_height() : 0);
    }

    void draw_waiting() {
        if (!begun_)
            begin_page();
        if (heading_waits_ && heading_row_)
            heading_row_->draw_whole(flow_);
        heading_waits_ = false;
    }

    /// A group heading that no row follows.
    void draw_lone_heading() {
        if (!heading_waits_)
            return;
        if (heading_row_->total_height() > room() && !(begun_ ? fresh_after_header_ : flow_.fresh()))
            next_page();
        draw_waiting();
        fresh_after_header_ = false;
    }

    /// Places the rows of a group, over as many pages as it takes.
    void place(SpanGroup& group) {
        const float heading = heading_waits_ ? heading_row_->total_height() : 0;
        while (!group.done()) {
            const float available = room() - (heading_waits_ ? heading : 0);
            const bool page_is_empty = begun_ ? fresh_after_header_ : flow_.fresh();
            const auto plan = group.plan_part(available, whole_page(), much_waste, page_is_empty);
            if (plan.rows == 0 && !plan.divides) {
                start_page_within(group);
                continue;
            }
            draw_waiting();
            group.draw_part(flow_, plan);
            fresh_after_header_ = false;
            if (!group.done())
                start_page_within(group);
        }
    }

    /// A new page in the middle of the table, or before it when it has not begun.
    void start_page_within(SpanGroup& group) {
        next_page();
        fresh_after_header_ = true;
        if (!begun_)
            return;
        if (heading_row_ && !heading_waits_)
            heading_row_->draw_continued(flow_, continued_);
        if (group.begun())
            group.prepare_continuation(continued_);
    }

    Setting& setting_;
    PageFlow& flow_;
    document::Table& table_;
    const std::string& continued_;
    Measure measure_;
    TableForm form_;
    NodeId node_ = artifact;
    Galley caption_;
    document::Row header_row_;
    std::unique_ptr<SpanGroup> header_;      ///< Refers to header_row_.
    std::unique_ptr<SpanGroup> heading_row_; ///< The group heading that the current rows stand under.
    bool heading_waits_ = false;             ///< It is not drawn before the first row under it.
    bool begun_ = false;
    bool fresh_after_header_ = false;
    float keep_above_ = 0;
    std::function<void()> draw_above_;
};

} // namespace

void set_table(Setting& setting, PageFlow& flow, document::Table& table, NodeId parent, const std::string& continued,
               float keep_above, const std::function<void()>& draw_above) {
    TableSetter(setting, flow, table, parent, continued).set(keep_above, draw_above);
}

} // namespace planpaket::typeset
