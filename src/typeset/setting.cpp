#include "typeset/setting.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace planpaket::typeset {

namespace {

using document::ParagraphStyle;

/// Sets the blocks of one place.
class BlockSetter {
public:
    BlockSetter(Setting& setting, const Measure& measure, Galley& galley, document::Align align, Weight weight)
        : setting_(setting), measure_(measure), galley_(galley), align_(align), weight_(weight) {}

    void set(const document::Blocks& blocks, NodeId parent, float indent) {
        // The words of a cell's or a list item's only paragraph stand in it directly.
        const bool alone = blocks.size() == 1 && parent != artifact && holds_words(setting_.structure[parent].role);
        for (const auto& block : blocks) {
            alone_ = alone;
            std::visit([&](const auto& value) { set_one(value, parent, indent); }, block.value);
        }
    }

private:
    static bool holds_words(Role role) { return role == Role::td || role == Role::th || role == Role::lbody; }

    NodeId node(NodeId parent, Role role) { return parent == artifact ? artifact : setting_.structure.add(parent, role); }

    void set_one(const document::Paragraph& paragraph, NodeId parent, float indent) {
        ParagraphForm form = form_of(paragraph.style, indent);
        set_paragraph(setting_, paragraph.inlines, form, alone_ ? parent : node(parent, Role::p), galley_);
    }

    void set_one(const document::Heading& heading, NodeId parent, float indent) {
        ParagraphForm form = form_of(ParagraphStyle::body, indent);
        form.look.weight = Weight::bold;
        form.keep_with_next = true;
        set_paragraph(setting_, heading.inlines, form, node(parent, Role::p), galley_);
    }

    void set_one(const document::List& list, NodeId parent, float indent) {
        const auto list_node = node(parent, Role::l);
        if (list_node != artifact && list.ordered)
            setting_.structure.texts(list_node).numbered = true;
        const float step = measure_.size * (list.ordered ? 1.6F : 1.1F);
        int number = list.start;
        bool first = true;
        for (const auto& item : list.items) {
            const auto item_node = node(list_node, Role::li);
            const auto label_node = node(item_node, Role::lbl);
            const auto body_node = node(item_node, Role::lbody);
            const auto first_line = galley_.lines.size();
            const auto outer = std::exchange(space_scale_, first ? space_scale_ : 0.4F);
            set(item, body_node, indent + step);
            space_scale_ = outer;
            first = false;
            if (galley_.lines.size() == first_line)
                continue;
            auto& label = galley_.add_paragraph();
            const auto words = document::words(list.ordered ? fmt::format("{}.", number) : "•");
            label.text = make_paragraph(setting_.words, setting_.style, words, form_of(ParagraphStyle::body, indent).look,
                                        setting_.diagnostics);
            label.node = label_node;
            galley_.lines[first_line].label = &label;
            galley_.lines[first_line].label_x = indent;
            ++number;
        }
    }

    // Blocks that stand on their own on a page, never inside a cell or a column.
    void set_one(const document::Table&, NodeId, float) {}
    void set_one(const document::Figure&, NodeId, float) {}
    void set_one(const document::Contents&, NodeId, float) {}
    void set_one(const document::Columns&, NodeId, float) {}
    void set_one(const document::Signature&, NodeId, float) {}
    void set_one(const document::PageLayout&, NodeId, float) {}
    void set_one(const document::PageBreak&, NodeId, float) {}

    ParagraphForm form_of(ParagraphStyle style, float indent) const {
        ParagraphForm form{
            .look = {.weight = weight_, .slant = Slant::upright, .size = measure_.size, .colour = setting_.style.text},
            .x = indent,
            .width = measure_.width - indent,
            .line_height = 0,
            .space_before = galley_.empty() ? 0 : measure_.paragraph_space * space_scale_,
            .align = align_,
            .keep_with_next = false};
        switch (style) {
        case ParagraphStyle::body:
            break;
        case ParagraphStyle::lead:
            form.look.size *= 1.12F;
            break;
        case ParagraphStyle::note:
            form.look.size = std::min(form.look.size, setting_.style.note_size);
            form.look.colour = setting_.style.muted;
            break;
        case ParagraphStyle::label:
            form.look.size *= 0.86F;
            form.look.colour = setting_.style.muted;
            form.keep_with_next = true;
            break;
        case ParagraphStyle::field:
        case ParagraphStyle::address:
            form.space_before = 0;
            break;
        }
        form.line_height = form.look.size * measure_.line_height;
        return form;
    }

    Setting& setting_;
    const Measure& measure_;
    Galley& galley_;
    document::Align align_;
    Weight weight_;
    float space_scale_ = 1;
    bool alone_ = false; ///< The block being set is the only one of its cell or list item.
};

/// The lines in the least width that takes no more of them: no word of a heading is left alone on its last line.
std::vector<Line> balanced_lines(const Words& words, const Paragraph& paragraph, float width) {
    auto lines = break_lines(words, paragraph, width);
    if (lines.size() < 2)
        return lines;
    constexpr float precise = 2; // points
    float too_narrow = width / 2, enough = width;
    while (enough - too_narrow > precise) {
        const float tried = (too_narrow + enough) / 2;
        auto narrower = break_lines(words, paragraph, tried);
        const bool divides = std::ranges::any_of(narrower, &Line::hyphen);
        if (narrower.size() > lines.size() || divides) {
            too_narrow = tried;
        } else {
            enough = tried;
            lines = std::move(narrower);
        }
    }
    return lines;
}

} // namespace

SetParagraph& set_paragraph(Setting& setting, const document::Inlines& inlines, const ParagraphForm& form, NodeId node,
                            Galley& galley) {
    auto& set = galley.add_paragraph();
    set.text = make_paragraph(setting.words, setting.style, inlines, form.look, setting.diagnostics);
    set.node = node;
    const auto lines = (form.balanced ? balanced_lines : break_lines)(setting.words, set.text, form.width);
    for (std::size_t i = 0; i < lines.size(); ++i)
        galley.lines.push_back({.paragraph = &set,
                                .label = nullptr,
                                .line = lines[i],
                                .x = form.x,
                                .measure = form.width,
                                .space_before = i == 0 ? form.space_before : 0,
                                .height = form.line_height,
                                .label_x = 0,
                                .index = static_cast<std::uint16_t>(i),
                                .count = static_cast<std::uint16_t>(lines.size()),
                                .align = form.align,
                                .keep_with_next = form.keep_with_next});
    return set;
}

void set_blocks(Setting& setting, const document::Blocks& blocks, const Measure& measure, NodeId parent, Galley& galley,
                document::Align align, Weight weight) {
    BlockSetter(setting, measure, galley, align, weight).set(blocks, parent, 0);
}

} // namespace planpaket::typeset
