#include "typeset/galley.h"

#include <algorithm>

namespace planpaket::typeset {

namespace {

/// Draws the glyphs of one line, one item per stretch.
class LinePainter {
public:
    LinePainter(const Words& words, SetParagraph& set, float x, float baseline, Page& page, Structure& structure)
        : words_(words), set_(set), x_(x), baseline_(baseline), page_(page), structure_(structure) {}

    void draw(const Line& line) {
        const auto& pieces = set_.text.pieces;
        const auto last = line.last_glyph > 0 ? line.last_piece + 1 : line.last_piece;
        for (auto i = line.first_piece; i < last; ++i) {
            const auto& piece = pieces[i];
            if (i > line.first_piece && piece.space_before)
                add(words_.space(face(piece)));
            enter(piece.stretch);
            const auto from = i == line.first_piece ? line.first_glyph : 0;
            const auto to = i == line.last_piece && line.last_glyph > 0 ? line.last_glyph
                                                                        : static_cast<std::uint32_t>(piece.word->glyphs.size());
            for (auto g = from; g < to; ++g)
                add(piece.word->glyphs[g]);
        }
        if (line.hyphen)
            add(words_.hyphen(face(pieces[line.last_piece])));
        else if (line.last_glyph == 0 && line.last_piece < pieces.size() &&
                 (pieces[line.last_piece].space_before || pieces[line.last_piece].new_line))
            add(words_.space(face(pieces[line.last_piece - 1]))); // so that the words of two lines stay apart when read aloud
        leave();
    }

private:
    FaceId face(const Piece& piece) const { return set_.text.stretches[piece.stretch].face; }

    void enter(std::uint16_t stretch) {
        if (open_ && stretch == stretch_)
            return;
        leave();
        stretch_ = stretch;
        open_ = true;
        start_x_ = x_;
        first_ = static_cast<std::uint32_t>(page_.glyphs.size());
    }

    void add(const Glyph& glyph) {
        page_.glyphs.push_back(glyph);
        x_ += words_.advance(glyph) * set_.text.size / 1000;
    }

    void leave() {
        if (!open_)
            return;
        open_ = false;
        auto& stretch = set_.text.stretches[stretch_];
        const auto node = node_for(stretch);
        page_.items.push_back(TextItem{.x = start_x_,
                                       .baseline = baseline_,
                                       .size = set_.text.size,
                                       .colour = stretch.colour,
                                       .first = first_,
                                       .last = static_cast<std::uint32_t>(page_.glyphs.size()),
                                       .node = node});
        if (!stretch.target.empty() && node != artifact)
            page_.links.push_back({.x = start_x_,
                                   .y = baseline_ - 0.8F * set_.text.size,
                                   .width = x_ - start_x_,
                                   .height = set_.text.size,
                                   .target = stretch.target,
                                   .node = node});
    }

    /// Links and foreign words have nodes of their own, one per stretch, made when their first line is drawn.
    NodeId node_for(Stretch& stretch) {
        if (set_.node == artifact || (stretch.target.empty() && stretch.language.empty()))
            return set_.node;
        auto& node = stretch.node;
        if (node == artifact) {
            node = structure_.add(set_.node, stretch.target.empty() ? Role::span : Role::link);
            if (!stretch.target.empty())
                structure_.texts(node).alternative = stretch.description;
            if (!stretch.language.empty())
                structure_.texts(node).language = stretch.language;
        }
        return node;
    }

    const Words& words_;
    SetParagraph& set_;
    float x_, baseline_;
    Page& page_;
    Structure& structure_;
    std::uint16_t stretch_ = 0;
    bool open_ = false;
    float start_x_ = 0;
    std::uint32_t first_ = 0;
};

/// The baseline of a line: the font's ascent and descent centred in the line's height.
float baseline_in(const Words& words, const SetParagraph& set, float height) {
    const auto& face = words.fonts().face(set.text.stretches.empty() ? FaceId{0} : set.text.stretches.front().face);
    const float text = (face.ascent() + face.descent()) * set.text.size;
    return (height - text) / 2 + face.ascent() * set.text.size;
}

} // namespace

float Galley::height(std::size_t from, std::size_t to) const {
    float sum = 0;
    for (auto i = from; i < to; ++i)
        sum += lines[i].height + (i == from ? 0 : lines[i].space_before);
    return sum;
}

bool Galley::may_break_before(std::size_t from, std::size_t line) const {
    if (line == from || line >= lines.size())
        return line >= lines.size();
    const auto& before = lines[line - 1];
    const auto& after = lines[line];
    if (before.keep_with_next)
        return false;
    const bool inside = after.paragraph == before.paragraph;
    if (inside && after.count > 1 && (after.index == 1 || after.index + 1 == after.count))
        return false;
    const bool one_above = line - from == 1;
    const bool one_below = lines.size() - line == 1;
    return !one_above && !one_below;
}

std::size_t Galley::fitting(std::size_t from, float available, bool alone_allowed) const {
    std::size_t fits = from;
    float sum = 0;
    while (fits < lines.size()) {
        sum += lines[fits].height + (fits == from ? 0 : lines[fits].space_before);
        if (sum > available + 0.01F)
            break;
        ++fits;
    }
    if (alone_allowed)
        return fits - from;
    while (fits > from && !may_break_before(from, fits))
        --fits;
    return fits - from;
}

float Galley::least_part(std::size_t from) const {
    for (auto line = from + 1; line < lines.size(); ++line)
        if (may_break_before(from, line))
            return height(from, line);
    return height(from, lines.size());
}

float draw_line(const Words& words, const GalleyLine& line, float x, float y, Page& page, Structure& structure) {
    const float baseline = y + baseline_in(words, *line.paragraph, line.height);
    if (line.label != nullptr && !line.label->text.pieces.empty()) {
        auto& label = *line.label;
        const Line all{0, 0, static_cast<std::uint32_t>(label.text.pieces.size()), 0, 0, false};
        LinePainter(words, label, x + line.label_x, baseline, page, structure).draw(all);
    }
    float left = x + line.x;
    if (line.align == document::Align::right)
        left += line.measure - line.line.width;
    else if (line.align == document::Align::centre)
        left += (line.measure - line.line.width) / 2;
    LinePainter(words, *line.paragraph, left, baseline, page, structure).draw(line.line);
    return baseline;
}

} // namespace planpaket::typeset
