#include "typeset/paragraph.h"

#include "base/translate.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace planpaket::typeset {

namespace {

/// Walks inlines and adds their words to a paragraph.
class Collector {
public:
    Collector(Words& words, const Style& style, Paragraph& paragraph, base::Diagnostics& diagnostics)
        : words_(words), style_(style), paragraph_(paragraph), diagnostics_(diagnostics) {}

    struct Context {
        TextStyle look;
        const document::Link* link = nullptr;
        std::string_view language;
    };

    void add(const document::Inlines& inlines, const Context& context) {
        for (const auto& item : inlines) {
            span_ = item.span.line != 0 ? item.span : span_;
            std::visit([&](const auto& value) { add_one(value, context); }, item.value);
        }
    }

private:
    void add_one(const document::Text& text, const Context& context) { add_words(text.text, context); }
    void add_one(const document::LineBreak&, const Context&) { new_line_ = true; }
    void add_one(const document::Emphasis& value, Context context) {
        context.look.slant = Slant::italic;
        add(value.children, context);
    }
    void add_one(const document::Strong& value, Context context) {
        context.look.weight = Weight::bold;
        add(value.children, context);
    }
    void add_one(const document::Muted& value, Context context) {
        context.look.colour = style_.muted;
        add(value.children, context);
    }
    void add_one(const document::Link& value, Context context) {
        context.link = &value;
        context.look.colour = style_.link;
        add(value.children, context);
    }
    void add_one(const document::Foreign& value, Context context) {
        context.language = value.language;
        add(value.children, context);
    }

    std::uint16_t stretch(const Context& context) {
        Stretch stretch{.face = words_.fonts().primary(context.look.weight, context.look.slant),
                        .colour = context.look.colour,
                        .target = {},
                        .description = {},
                        .language = std::string(context.language)};
        if (context.link != nullptr) {
            stretch.target = context.link->target;
            stretch.description = context.link->description;
        }
        const auto same = [&](const Stretch& other) {
            return other.face == stretch.face && other.colour == stretch.colour && other.target == stretch.target &&
                   other.language == stretch.language;
        };
        if (paragraph_.stretches.empty() || !same(paragraph_.stretches.back()))
            paragraph_.stretches.push_back(std::move(stretch));
        return static_cast<std::uint16_t>(paragraph_.stretches.size() - 1);
    }

    void add_words(std::string_view text, const Context& context) {
        const auto index = stretch(context);
        const auto face = paragraph_.stretches[index].face;
        std::size_t at = 0;
        while (at < text.size()) {
            const auto start = text.find_first_not_of(" \n\t\r", at);
            if (start != at)
                space_ = true;
            if (start == std::string_view::npos)
                break;
            const auto end = std::min(text.find_first_of(" \n\t\r", start), text.size());
            const auto word = text.substr(start, end - start);
            Piece piece{.word = &words_.word(word, face, context.language),
                        .stretch = index,
                        .space_before = space_ && !paragraph_.pieces.empty() && !new_line_};
            if (piece.word->missing != 0)
                report_missing(piece.word->missing);
            piece.break_before = piece.space_before && words_.may_break_between(before_, word);
            piece.new_line = new_line_ && !paragraph_.pieces.empty();
            if (!piece.word->glyphs.empty()) {
                paragraph_.pieces.push_back(piece);
                new_line_ = false;
                space_ = false;
                before_ = word;
            }
            at = end;
        }
    }

    void report_missing(char32_t character) {
        diagnostics_.push_back(
            {.code = "missing-glyph",
             .span = span_,
             .message =
                 base::trf("no font of the style has a glyph for the character U+{:04X}", static_cast<std::uint32_t>(character)),
             .hint = base::tr("write it in another way, or add a font that has it to 'fallback' under [font] in style.toml")});
    }

    Words& words_;
    const Style& style_;
    Paragraph& paragraph_;
    base::Diagnostics& diagnostics_;
    base::Span span_;
    std::string_view before_;
    bool space_ = false;
    bool new_line_ = false;
};

/// A place where a line may begin, with the cheapest way to it.
struct Node {
    std::uint32_t piece = 0, glyph = 0;
    float cost = 0;
    std::uint32_t previous = 0;
    float width = 0; ///< Of the line that ends here.
    bool hyphen = false;
};

// What lines cost. A line more costs one; a hyphen is worth a gap of about six tenths of the line, or a line saved.
constexpr float line_cost = 1.0F;
constexpr float hyphen_cost = 0.42F;
constexpr float second_hyphen_cost = 0.5F;
constexpr float forced_cost = 4.0F;    ///< A word cut where it should not be.
constexpr float lone_part_cost = 0.5F; ///< The end of a divided word alone on the last line.
constexpr float lone_word_cost = 0.2F; ///< A short word alone on the last line …
constexpr float lone_share = 0.12F;    ///< … short being less than this share of the measure.
constexpr std::size_t ends_considered = 3;

/// Shortest path over the places where lines may begin.
class Breaker {
public:
    Breaker(const Words& words, const Paragraph& paragraph, float width) : words_(words), paragraph_(paragraph), width_(width) {
        for (const auto& stretch : paragraph.stretches) {
            const auto face = stretch.face;
            spaces_.push_back(words.advance(words.space(face)) * scale());
            hyphens_.push_back(words.advance(words.hyphen(face)) * scale());
        }
    }

    std::vector<Line> run() {
        nodes_.push_back({});
        for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
            if (nodes_[i].piece == paragraph_.pieces.size())
                return path_to(i);
            extend(i);
        }
        return {};
    }

private:
    float scale() const { return paragraph_.size / 1000; }

    /// The last line may be short, but not a lonely scrap.
    float last_line_cost(const Node& begin, float width) const {
        if (begin.piece + 1 != paragraph_.pieces.size() || begin.piece == 0)
            return 0;
        return begin.glyph > 0 ? lone_part_cost : width < lone_share * width_ ? lone_word_cost : 0;
    }

    /// Adds the places where a line that begins at node `start` may end.
    void extend(std::uint32_t start) {
        const auto begin = nodes_[start];
        float x = 0;
        struct End {
            std::uint32_t piece;
            float width;
        };
        std::array<End, ends_considered> ends{};
        std::size_t count = 0;
        auto piece = begin.piece;
        float word_start = 0;
        for (; piece < paragraph_.pieces.size(); ++piece) {
            const auto& next = paragraph_.pieces[piece];
            const bool first = piece == begin.piece;
            if (!first && next.new_line)
                return add(start, piece, 0, x, false, 0); // the only end: nothing fits better than what must be
            if (!first && next.break_before)
                ends[count++ % ends_considered] = {piece, x};
            word_start = x + (first || !next.space_before ? 0 : spaces_[next.stretch]);
            const float whole =
                first && begin.glyph > 0 ? next.word->width - width_before(*next.word, begin.glyph) : next.word->width;
            if (word_start + whole * scale() > width_ + 0.01F)
                break;
            x = word_start + whole * scale();
        }
        if (piece == paragraph_.pieces.size())
            return add(start, piece, 0, x, false, last_line_cost(begin, x));
        bool any = false;
        for (std::size_t i = count > ends_considered ? count - ends_considered : 0; i < count; ++i) {
            const auto& end = ends[i % ends_considered];
            add(start, end.piece, 0, end.width, false, 0);
            any = true;
        }
        any |= add_divisions(start, piece, word_start);
        if (!any)
            force(start, piece, x, word_start);
    }

    /// Ends inside the word that does not fit; the last two of them are enough.
    bool add_divisions(std::uint32_t start, std::uint32_t piece, float word_start) {
        const auto& next = paragraph_.pieces[piece];
        const auto from = nodes_[start].piece == piece ? nodes_[start].glyph : 0;
        const float skipped = from > 0 ? width_before(*next.word, from) : 0;
        std::size_t found = 0;
        for (auto it = next.word->divisions.rbegin(); it != next.word->divisions.rend() && it->glyph > from && found < 2; ++it) {
            const float width = word_start + (it->width - skipped) * scale() + (it->hyphen ? hyphens_[next.stretch] : 0);
            if (width > width_ + 0.01F)
                continue;
            add(start, piece, it->glyph, width, it->hyphen, it->hyphen ? hyphen_cost : 0);
            ++found;
        }
        return found > 0;
    }

    /// No good end: at the last glyph that fits, or before a word that does not even begin to.
    void force(std::uint32_t start, std::uint32_t piece, float before, float word_start) {
        const auto begin = nodes_[start];
        const auto& word = *paragraph_.pieces[piece].word;
        auto glyph = begin.piece == piece ? begin.glyph : 0;
        const auto from = glyph;
        float x = word_start;
        while (glyph < word.glyphs.size()) {
            const float next = x + words_.advance(word.glyphs[glyph]) * scale();
            if (next > width_ && (glyph > from || piece > begin.piece))
                break;
            x = next;
            ++glyph;
        }
        if (glyph == from)
            add(start, piece, 0, before, false, forced_cost);
        else if (glyph == word.glyphs.size())
            add(start, piece + 1, 0, x, false, forced_cost);
        else
            add(start, piece, glyph, x, false, forced_cost);
    }

    float width_before(const Word& word, std::uint32_t glyph) const {
        float width = 0;
        for (std::uint32_t i = 0; i < glyph; ++i)
            width += words_.advance(word.glyphs[i]);
        return width;
    }

    void add(std::uint32_t from, std::uint32_t piece, std::uint32_t glyph, float width, bool hyphen, float extra) {
        const bool last = piece == paragraph_.pieces.size(); // its raggedness costs nothing
        const float gap = last ? 0 : std::max(0.0F, (width_ - width) / width_);
        float cost = nodes_[from].cost + line_cost + gap * gap + extra;
        if (hyphen && nodes_[from].hyphen)
            cost += second_hyphen_cost;
        auto at = nodes_.size();
        while (at > from + 1 && std::pair(nodes_[at - 1].piece, nodes_[at - 1].glyph) > std::pair(piece, glyph))
            --at;
        const Node node{piece, glyph, cost, from, width, hyphen};
        if (at > from + 1 && nodes_[at - 1].piece == piece && nodes_[at - 1].glyph == glyph) {
            if (cost < nodes_[at - 1].cost)
                nodes_[at - 1] = node;
        } else {
            nodes_.insert(nodes_.begin() + static_cast<std::ptrdiff_t>(at), node);
        }
    }

    std::vector<Line> path_to(std::uint32_t end) const {
        std::vector<Line> lines;
        for (auto i = end; i != 0; i = nodes_[i].previous) {
            const auto& from = nodes_[nodes_[i].previous];
            lines.push_back({from.piece, from.glyph, nodes_[i].piece, nodes_[i].glyph, nodes_[i].width, nodes_[i].hyphen});
        }
        std::reverse(lines.begin(), lines.end());
        return lines;
    }

    const Words& words_;
    const Paragraph& paragraph_;
    float width_;
    std::vector<float> spaces_, hyphens_; // per stretch, points
    std::vector<Node> nodes_;
};

} // namespace

Paragraph make_paragraph(Words& words, const Style& style, const document::Inlines& inlines, const TextStyle& look,
                         base::Diagnostics& diagnostics) {
    Paragraph paragraph;
    paragraph.size = look.size;
    Collector(words, style, paragraph, diagnostics).add(inlines, {.look = look, .link = nullptr, .language = {}});
    return paragraph;
}

std::vector<Line> break_lines(const Words& words, const Paragraph& paragraph, float width) {
    if (paragraph.pieces.empty())
        return {};
    return Breaker(words, paragraph, std::max(width, paragraph.size)).run();
}

float widest_part(const Words& words, const Paragraph& paragraph) {
    float widest = 0;
    for (const auto& piece : paragraph.pieces) {
        float before = 0;
        const float hyphen = words.advance(words.hyphen(paragraph.stretches[piece.stretch].face));
        for (const auto& division : piece.word->divisions) {
            widest = std::max(widest, division.width - before + (division.hyphen ? hyphen : 0));
            before = division.width;
        }
        widest = std::max(widest, piece.word->width - before);
    }
    return widest * paragraph.size / 1000;
}

float widest_word(const Paragraph& paragraph) {
    float widest = 0;
    for (const auto& piece : paragraph.pieces)
        widest = std::max(widest, piece.word->width);
    return widest * paragraph.size / 1000;
}

} // namespace planpaket::typeset
