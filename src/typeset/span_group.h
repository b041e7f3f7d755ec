#pragma once

/// Rows of a table that row spans tie together, set and waiting for their place: the unit in which a table is laid over pages.

#include "typeset/page_flow.h"
#include "typeset/setting.h"

#include <string>
#include <vector>

namespace planpaket::typeset {

/// What all rows of a table share. Lengths in points.
struct TableForm {
    std::vector<float> widths; ///< Per column, padding included.
    float padding = 4;         ///< Inside a cell, on all four sides.
    float total = 0;           ///< The widths' sum.
    std::vector<document::Align> aligns;
};

/// How much of a group stands on the page at hand.
struct PartPlan {
    std::size_t rows = 0;       ///< Whole rows.
    bool divides = false;       ///< The row after them is divided between lines …
    bool alone_allowed = false; ///< … if need be so that a line stands alone: the page can hold no better part.
    std::vector<float> heights; ///< Of the rows, and of the part of the divided one.
};

/// See the file comment. A group is placed part by part: plan_part, draw_part, until done.
class SpanGroup {
public:
    /// Rows [first, end) of a table.
    SpanGroup(Setting& setting, const TableForm& form, const Measure& measure, const document::Table& table, std::size_t first,
              std::size_t end, NodeId table_node);
    /// The header row of a table.
    SpanGroup(Setting& setting, const TableForm& form, const Measure& measure, const document::Row& header, NodeId table_node);

    float total_height() const;
    bool begun() const { return begun_; }
    bool done() const { return row_ == rows_.size(); }

    /// Decides what of the rest goes into `available` points. A row that would fit on a page of its own (`whole_page` points) is
    /// divided only if more than `much_waste` of a page would stay empty. Nothing (no rows, not divided) asks for a new page;
    /// that never happens when `page_is_empty`.
    PartPlan plan_part(float available, float whole_page, float much_waste, bool page_is_empty) const;
    void draw_part(PageFlow& flow, const PartPlan& plan);

    void draw_whole(PageFlow& flow);
    /// The group's only row again on a later page, with a mark, as an artifact.
    void draw_continued(PageFlow& flow, const std::string& mark);
    /// As a header; again on later pages as an artifact.
    void draw_header(PageFlow& flow, bool repeated);
    /// After a new page: where the first column has no words left, the next part repeats its first words with a mark.
    void prepare_continuation(const std::string& mark);

private:
    struct SetCell {
        const document::Cell* cell = nullptr;
        std::size_t column = 0, columns = 1;
        std::size_t first_row = 0, last_row = 0;
        Galley galley;
        std::size_t next = 0; ///< The first line not drawn yet.
        NodeId node = artifact;
        bool finished() const { return next == galley.lines.size(); }
    };
    struct SetRow {
        document::RowKind kind = document::RowKind::body;
        std::string id;
    };
    struct Box {
        float x, y, width, height;
    };

    void add_row(const document::Row& row, NodeId table_node, bool header, std::vector<std::size_t>& occupied);
    void set_group_heading(const document::Cell& cell, const Measure& inner, SetCell& set);
    float padded(float height) const { return height + 2 * form_.padding; }
    float rest_of(const SetCell& cell) const;
    float x_of(std::size_t column) const;
    float width_of(const SetCell& cell) const;
    std::vector<float> row_heights() const;
    PartPlan fill(float available, float whole_page, float much_waste, bool page_is_empty) const;
    std::size_t first_wordless(const PartPlan& plan, float available) const;
    bool can_divide(std::size_t row, float available, bool alone_allowed, float& used) const;
    void draw_cell(PageFlow& flow, SetCell& cell, const Box& box, bool all, bool alone_allowed);
    void draw_rule(PageFlow& flow, std::pair<float, float> from, std::pair<float, float> to, float width) const;
    void draw_rule_below(PageFlow& flow, const SetCell& cell, const Box& box, bool last_of_part) const;
    void draw_fill(PageFlow& flow, document::RowKind kind, float y, float height) const;
    void draw_mark(PageFlow& flow, const Box& box) const;

    Setting& setting_;
    const TableForm& form_;
    const Measure& measure_;
    std::vector<SetRow> rows_;
    std::vector<SetCell> cells_; ///< By first row, then column.
    std::size_t row_ = 0;        ///< The first row not placed whole yet.
    bool begun_ = false;
    bool header_ = false;
    bool last_group_of_page_ = false;
    Galley continuation_; ///< Drawn at the top of the first column of the next part.
};

} // namespace planpaket::typeset
