#include "typeset/typeset.h"

#include "typeset/charts.h"
#include "typeset/contents.h"
#include "typeset/running_heads.h"
#include "typeset/setting.h"
#include "typeset/table.h"

#include <algorithm>
#include <unordered_map>

namespace planpaket::typeset {

namespace {

/// A paragraph of so few lines that leads to a table, a figure or a list stands on the same page.
constexpr std::size_t few_lines = 6;

/// Sets the blocks of a document one after the other.
class DocumentSetter {
public:
    DocumentSetter(document::Document& document, Setting& setting, PageFlow& flow)
        : document_(document), setting_(setting), flow_(flow), contents_(setting, flow),
          root_(setting.structure.add(artifact, Role::document)) {
        collect_headings();
    }

    void set() {
        flow_.set_orientation(first_orientation());
        draw_logo();
        for (auto& block : document_.blocks) {
            next_ = &block + 1 == document_.blocks.data() + document_.blocks.size() ? nullptr : &block + 1;
            std::visit([&](auto& value) { set_one(value); }, block.value);
            if (document::as<document::Heading>(block) == nullptr)
                block.value = document::PageBreak{}; // used up; headings are looked at until they are placed
        }
        draw_waiting();
        flow_.finish();
        contents_.number(listed_);
    }

private:
    /// A heading, or a few lines under one, that must stand on the page where what follows begins.
    struct Waiting {
        Galley galley;
        const document::Heading* heading = nullptr;
        float space = 0; ///< Above, except at the top of a page.
        float after = 0;
    };

    void draw_logo() {
        const auto& style = setting_.style;
        if (style.logo_bytes.empty())
            return;
        const auto node = setting_.structure.add(root_, Role::figure);
        setting_.structure.texts(node).alternative = style.logo_alternative;
        flow_.page().items.push_back(
            LogoItem{.x = flow_.left(), .y = flow_.y(), .width = style.logo_width, .height = style.logo_height, .node = node});
        flow_.advance(style.logo_height + 14);
    }

    document::Orientation first_orientation() const {
        if (!document_.blocks.empty())
            if (const auto* layout = std::get_if<document::PageLayout>(&document_.blocks.front().value))
                return layout->orientation;
        return document::Orientation::portrait;
    }

    /// What the table of contents will list, before any of it is placed. Headings without an id get one.
    void collect_headings() {
        int depth = 0;
        for (const auto& block : document_.blocks)
            if (const auto* contents = document::as<document::Contents>(block))
                depth = std::max(depth, contents->depth);
        for (const auto& block : document_.blocks)
            if (const auto* heading = document::as<document::Heading>(block)) {
                if (heading->id.empty())
                    made_ids_.emplace(heading, "heading-" + std::to_string(made_ids_.size() + 1));
                if (heading->level >= 1 && heading->level <= depth && heading->in_contents) {
                    listed_.push_back({heading->level, numbered(*heading), id_of(*heading), 0});
                    listed_headings_.push_back(heading);
                }
            }
    }

    static std::string numbered(const document::Heading& heading) {
        const auto words = document::plain_text(heading.inlines);
        return heading.number.empty() ? words : heading.number + "\u00A0 " + words;
    }

    const std::string& id_of(const document::Heading& heading) const {
        return heading.id.empty() ? made_ids_.at(&heading) : heading.id;
    }

    Measure body() const {
        const auto& style = setting_.style;
        return {.width = flow_.width(),
                .size = style.body_size,
                .line_height = style.line_height,
                .paragraph_space = style.paragraph_space};
    }

    float heading_size(int level) const {
        const auto& sizes = setting_.style.heading_sizes;
        return level == 0 ? setting_.style.title_size : sizes[std::min(static_cast<std::size_t>(level), sizes.size()) - 1];
    }

    void set_one(const document::Heading& heading) {
        auto& waiting = waiting_.emplace_back();
        waiting.heading = &heading;
        waiting.after = after_heading(heading);
        const float size = heading_size(heading.level);
        waiting.space = heading.level == 0 ? 16 : size * (heading.level == 1 ? 1.5F : 1.2F);
        const auto role = static_cast<Role>(static_cast<int>(Role::h1) + std::min(heading.level, 5));
        auto words = heading.inlines;
        if (!heading.number.empty())
            words.insert(words.begin(), {document::Text{heading.number + "\u00A0\u00A0"}, {}});
        set_paragraph(setting_, words,
                      {.look = {.weight = Weight::bold, .slant = Slant::upright, .size = size, .colour = setting_.style.heading},
                       .x = 0,
                       .width = flow_.width(),
                       .line_height = size * 1.18F,
                       .space_before = 0,
                       .align = document::Align::left,
                       .keep_with_next = true,
                       .balanced = true},
                      setting_.structure.add(root_, role), waiting.galley);
    }

    /// Headings wait until what they head is placed.
    float waiting_height() const {
        float height = 0;
        bool first = true;
        for (const auto& waiting : waiting_) {
            height += waiting.galley.height() + (first && flow_.fresh() ? 0 : waiting.space) + waiting.after;
            first = false;
        }
        return height;
    }

    static float after_heading(const document::Heading& heading) {
        return heading.level == 0 ? 12.0F : heading.level == 1 ? 5.0F : 3.0F;
    }

    void draw_waiting() {
        if (!waiting_.empty() && waiting_height() > flow_.remaining() && !flow_.fresh())
            flow_.new_page();
        for (const auto& waiting : waiting_) {
            flow_.advance(flow_.fresh() ? 0 : waiting.space);
            if (waiting.heading != nullptr)
                mark_heading(*waiting.heading);
            for (const auto& line : waiting.galley.lines) {
                draw_line(setting_.words, line, flow_.left(), flow_.y(), flow_.page(), setting_.structure);
                flow_.advance(line.height);
            }
            flow_.advance(waiting.after);
        }
        after_heading_ = !waiting_.empty();
        waiting_.clear();
    }

    void mark_heading(const document::Heading& heading) {
        flow_.add_destination(id_of(heading), flow_.y());
        if (heading.level >= 1)
            flow_.add_bookmark(heading.level, numbered(heading), flow_.y());
        const auto listed = std::find(listed_headings_.begin(), listed_headings_.end(), &heading);
        if (listed != listed_headings_.end())
            listed_[static_cast<std::size_t>(listed - listed_headings_.begin())].page = flow_.page().index;
    }

    /// Space between the block before and the next one, unless a heading or the page's edge gives it.
    float gap(float wanted) const { return flow_.fresh() || after_heading_ || !waiting_.empty() ? 0 : wanted; }

    void place(const Galley& galley, float space) {
        std::size_t line = 0;
        bool begun = false;
        while (line < galley.lines.size()) {
            const float above = waiting_height() + gap(begun ? 0 : space);
            auto count = galley.fitting(line, flow_.remaining() - above);
            if (count == 0 && !flow_.fresh()) {
                flow_.new_page();
                continue;
            }
            if (count == 0)
                count = std::max<std::size_t>(1, galley.fitting(line, flow_.remaining() - above, true));
            const float before = gap(begun ? 0 : space);
            draw_waiting();
            flow_.advance(before);
            for (auto i = line; i < line + count; ++i) {
                flow_.advance(i == line ? 0 : galley.lines[i].space_before);
                draw_line(setting_.words, galley.lines[i], flow_.left(), flow_.y(), flow_.page(), setting_.structure);
                flow_.advance(galley.lines[i].height);
            }
            line += count;
            begun = true;
            after_heading_ = false;
        }
    }

    static bool ends_with_colon(const document::Block& block) {
        const auto* paragraph = document::as<document::Paragraph>(block);
        return paragraph != nullptr && document::plain_text(paragraph->inlines).ends_with(':');
    }

    void set_text(const document::Block& block) {
        Galley galley;
        set_blocks(setting_, {block}, body(), root_, galley);
        const bool leads_to_list = next_ != nullptr && document::as<document::List>(*next_) != nullptr && ends_with_colon(block);
        const auto* paragraph = document::as<document::Paragraph>(block);
        const bool is_note = paragraph != nullptr && paragraph->style == document::ParagraphStyle::note; // on what stands above
        const bool leads_to_figure =
            next_ != nullptr && !is_note &&
            (document::as<document::Table>(*next_) != nullptr || document::as<document::Figure>(*next_) != nullptr);
        if ((leads_to_figure || leads_to_list) && galley.lines.size() <= few_lines) {
            const float space = waiting_.empty() ? gap(setting_.style.paragraph_space) : 0;
            waiting_.push_back({std::move(galley), nullptr, space, setting_.style.paragraph_space});
        } else {
            place(galley, setting_.style.paragraph_space);
        }
    }
    void set_one(const document::Paragraph& paragraph) { set_text({paragraph, {}}); }
    void set_one(const document::List& list) { set_text({list, {}}); }

    void set_one(document::Table& table) {
        flow_.advance(gap(setting_.style.paragraph_space + 4));
        set_table(setting_, flow_, table, root_, document_.continued, waiting_height(), [&] { draw_waiting(); });
        flow_.advance(8);
        after_heading_ = false;
    }

    void set_one(const document::Figure& figure) {
        flow_.advance(gap(10));
        set_figure(setting_, flow_, figure, root_, waiting_height(), [&] { draw_waiting(); });
        flow_.advance(8);
        after_heading_ = false;
    }

    void set_one(const document::Contents& contents) {
        if (!contents.title.empty()) {
            Galley title;
            const float size = heading_size(1);
            set_paragraph(
                setting_, document::words(contents.title),
                {.look = {.weight = Weight::bold, .slant = Slant::upright, .size = size, .colour = setting_.style.heading},
                 .x = 0,
                 .width = flow_.width(),
                 .line_height = size * 1.3F,
                 .space_before = 0,
                 .align = document::Align::left,
                 .keep_with_next = true},
                setting_.structure.add(root_, Role::p), title);
            const float space = gap(size);
            waiting_.push_back({std::move(title), nullptr, space, 0});
        }
        const auto first_lines = static_cast<float>(std::min<std::size_t>(listed_.size(), 3));
        const float needed = first_lines * (setting_.style.body_size * setting_.style.line_height + 3);
        if (waiting_height() + needed > flow_.remaining() && !flow_.fresh())
            flow_.new_page();
        draw_waiting();
        contents_.place(listed_, root_);
        after_heading_ = false;
    }

    void set_one(const document::Columns& columns) {
        double sum = 0;
        for (const auto weight : columns.weights)
            sum += weight;
        constexpr float gutter = 18;
        const float free = flow_.width() - gutter * static_cast<float>(columns.columns.size() - 1);
        std::vector<Galley> galleys;
        std::vector<float> lefts;
        float left = flow_.left(), height = 0;
        for (std::size_t i = 0; i < columns.columns.size(); ++i) {
            auto measure = body();
            measure.width = free * static_cast<float>((i < columns.weights.size() ? columns.weights[i] : 1) / sum);
            measure.paragraph_space *= 0.6F;
            auto& galley = galleys.emplace_back();
            set_blocks(setting_, columns.columns[i], measure, setting_.structure.add(root_, Role::div), galley);
            lefts.push_back(left);
            left += measure.width + gutter;
            height = std::max(height, galley.height());
        }
        if (height > flow_.capacity()) { // too tall to stand side by side
            for (const auto& galley : galleys)
                place(galley, setting_.style.paragraph_space);
            return;
        }
        if (waiting_height() + height > flow_.remaining() && !flow_.fresh())
            flow_.new_page();
        const float space = gap(setting_.style.paragraph_space * 1.5F);
        draw_waiting();
        flow_.advance(space);
        for (std::size_t i = 0; i < galleys.size(); ++i) {
            float y = flow_.y();
            for (const auto& line : galleys[i].lines) {
                y += line.space_before;
                draw_line(setting_.words, line, lefts[i], y, flow_.page(), setting_.structure);
                y += line.height;
            }
        }
        flow_.advance(height + setting_.style.paragraph_space);
        after_heading_ = false;
    }

    void set_one(const document::Signature& signature) {
        constexpr float room = 34, date_share = 0.30F, date_gap = 24;
        const float size = setting_.style.body_size, small = setting_.style.note_size;
        const auto node = setting_.structure.add(root_, Role::p);
        const auto words = [&](const std::string& text, Weight weight, float text_size, const Colour& colour) {
            Galley galley;
            set_paragraph(setting_, document::words(text),
                          {.look = {.weight = weight, .slant = Slant::upright, .size = text_size, .colour = colour},
                           .x = 0,
                           .width = flow_.width() * 0.6F,
                           .line_height = text_size * 1.25F},
                          node, galley);
            return galley;
        };
        const auto role = words(signature.role, Weight::bold, size, setting_.style.text);
        const auto name =
            words(signature.name.empty() ? signature.name_label : signature.name, Weight::regular,
                  signature.name.empty() ? small : size, signature.name.empty() ? setting_.style.muted : setting_.style.text);
        const auto date = words(signature.date_label, Weight::regular, small, setting_.style.muted);
        const float height = role.height() + room + 4 + std::max(name.height(), date.height());
        if (waiting_height() + height + 14 > flow_.remaining() && !flow_.fresh())
            flow_.new_page();
        const float space = gap(16);
        draw_waiting();
        flow_.advance(space);
        const auto draw = [&](const Galley& galley, float x, float y) {
            for (const auto& line : galley.lines) {
                draw_line(setting_.words, line, x, y, flow_.page(), setting_.structure);
                y += line.height;
            }
        };
        const float date_width = flow_.width() * date_share;
        const float date_x = flow_.left() + flow_.width() - date_width;
        draw(role, flow_.left(), flow_.y());
        const float line = flow_.y() + role.height() + room;
        for (const auto& [x1, x2] : {std::pair(flow_.left(), date_x - date_gap), std::pair(date_x, date_x + date_width)})
            flow_.page().items.push_back(
                LineItem{.x1 = x1, .y1 = line, .x2 = x2, .y2 = line, .width = 0.7F, .dash = 0, .colour = setting_.style.text});
        const auto seal = setting_.structure.add(root_, Role::form);
        setting_.structure.texts(seal).alternative = signature.role;
        flow_.page().links.push_back({.x = flow_.left(),
                                      .y = line - room + 2,
                                      .width = date_x - date_gap - flow_.left(),
                                      .height = room - 4,
                                      .target = {},
                                      .node = seal,
                                      .field = signature.field});
        draw(name, flow_.left(), line + 3);
        draw(date, date_x, line + 3);
        flow_.advance(height + 6);
        after_heading_ = false;
    }

    void set_one(const document::PageLayout& layout) {
        flow_.set_orientation(layout.orientation);
        after_heading_ = false;
    }
    void set_one(const document::PageBreak&) {
        flow_.new_page_if_used();
        after_heading_ = false;
    }

    document::Document& document_;
    Setting& setting_;
    PageFlow& flow_;
    ContentsSetter contents_;
    NodeId root_;
    const document::Block* next_ = nullptr; ///< The block after the one being set.
    std::vector<Waiting> waiting_;
    bool after_heading_ = false; ///< What was drawn last is a heading.
    std::vector<ContentsEntry> listed_;
    std::vector<const document::Heading*> listed_headings_;
    std::unordered_map<const document::Heading*, std::string> made_ids_;
};

/// A style and document whose glyphs cannot all be drawn have each faulty place reported once.
void remove_repeats(base::Diagnostics& diagnostics) {
    base::Diagnostics once;
    for (auto& diagnostic : diagnostics)
        if (std::none_of(once.begin(), once.end(),
                         [&](const auto& other) { return other.span == diagnostic.span && other.message == diagnostic.message; }))
            once.push_back(std::move(diagnostic));
    diagnostics = std::move(once);
}

} // namespace

base::Result<Pages> typeset(document::Document document, const Style& style, const Fonts& fonts, PageSink& sink) {
    Pages pages;
    Words words(fonts, style, document.language);
    base::Diagnostics diagnostics;
    Setting setting{words, style, pages.structure, diagnostics};
    PageFlow flow(style, sink);
    DocumentSetter(document, setting, flow).set();
    for (const auto& [index, page] : flow.held())
        sink.page(page);
    set_running_heads(setting, flow, document.running, sink);
    if (!diagnostics.empty()) {
        remove_repeats(diagnostics);
        return std::unexpected(std::move(diagnostics));
    }
    pages.count = static_cast<std::uint32_t>(flow.sizes().size());
    pages.destinations = flow.take_destinations();
    pages.bookmarks = flow.take_bookmarks();
    return pages;
}

} // namespace planpaket::typeset
