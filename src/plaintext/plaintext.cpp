#include "plaintext/plaintext.h"

#include <algorithm>
#include <string_view>

namespace planpaket::plaintext {

using namespace document;

namespace {

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void append(std::string& out, const Inlines& inlines) {
    for (const auto& item : inlines) {
        if (as<LineBreak>(item) != nullptr) {
            out += '\n';
        } else if (const auto* text = as<Text>(item)) {
            out += text->text;
        } else if (const auto* link = as<Link>(item)) {
            append(out, link->children);
            const auto shown = plain_text(link->children);
            // An address that is its own words, or leads to a place in the document, says nothing more.
            if (!link->target.starts_with('#') && link->target != shown && link->target != "mailto:" + shown)
                out += " <" + link->target + ">";
        } else if (const auto* inner = children(item)) {
            append(out, *inner);
        }
    }
}

/// Lines with an indent; the first one may have a mark in it.
class Writer {
public:
    explicit Writer(std::size_t width) : width_(width) {}

    std::string take() {
        while (out_.starts_with('\n'))
            out_.erase(0, 1);
        return std::move(out_);
    }

    void blocks(const Blocks& all) {
        const Block* last = nullptr;
        for (const auto& block : all) {
            const auto* paragraph = as<Paragraph>(block);
            // A field follows its label on the same line, and the next field on the next one.
            const bool joined = paragraph != nullptr && paragraph->style == ParagraphStyle::field && last != nullptr &&
                                is_of_style(*last, ParagraphStyle::label);
            const bool next_field = paragraph != nullptr && paragraph->style == ParagraphStyle::label && last != nullptr &&
                                    is_of_style(*last, ParagraphStyle::field);
            if (joined)
                out_.pop_back();
            else if (!next_field)
                gap();
            add(block, joined);
            last = &block;
        }
    }

private:
    static bool is_of_style(const Block& block, ParagraphStyle style) {
        const auto* paragraph = as<Paragraph>(block);
        return paragraph != nullptr && paragraph->style == style;
    }

    /// An empty line, but never two.
    void gap() {
        if (!out_.empty() && !out_.ends_with("\n\n"))
            out_ += '\n';
    }

    void add(const Block& block, bool joined) {
        if (const auto* paragraph = as<Paragraph>(block)) {
            std::string text;
            append(text, paragraph->inlines);
            if (joined)
                wrap(" " + text, last_line());
            else
                wrap(paragraph->style == ParagraphStyle::label ? text + ":" : text);
        } else if (const auto* heading = as<Heading>(block)) {
            std::string text = heading->number.empty() ? "" : heading->number + "  ";
            append(text, heading->inlines);
            wrap(text);
            out_ += indent_ + std::string(std::min(characters(text), width_), heading->level == 0 ? '=' : '-') + '\n';
        } else if (const auto* list = as<List>(block)) {
            auto number = list->start;
            for (const auto& each : list->items) {
                const auto mark = list->ordered ? std::to_string(number++) + ". " : "- ";
                item(mark, each, mark.size());
            }
        } else if (const auto* table = as<Table>(block)) {
            add(*table);
        } else if (const auto* figure = as<Figure>(block)) {
            wrap(figure->alternative);
        } else if (const auto* columns = as<Columns>(block)) {
            for (const auto& column : columns->columns)
                blocks(column);
        } else if (const auto* signature = as<Signature>(block)) {
            wrap(signature->name.empty() ? signature->role : signature->name + '\n' + signature->role);
        }
    }

    void add(const Table& table) {
        std::string caption;
        append(caption, table.caption);
        if (!caption.empty())
            wrap(caption);
        for (const auto& row : table.rows) {
            gap();
            std::size_t place = 0;
            for (const auto& cell : row.cells) {
                const auto column = std::min(place, table.columns.size() - 1);
                place += cell.column_span;
                if (cell.blocks.empty())
                    continue;
                std::string name;
                if (row.kind == RowKind::body && !cell.header && column < table.columns.size())
                    append(name, table.columns[column].heading);
                item(name.empty() ? "" : "  " + name + ": ", cell.blocks, name.empty() ? 0 : 4);
            }
        }
    }

    /// Blocks whose first line begins with a mark, and the others with an indent.
    void item(const std::string& mark, const Blocks& content, std::size_t hanging) {
        Writer inner(width_);
        inner.indent_ = indent_ + std::string(hanging, ' ');
        inner.mark_ = indent_ + mark;
        inner.blocks(content);
        out_ += inner.take();
    }

    std::size_t last_line() const {
        const auto at = out_.rfind('\n');
        return characters(std::string_view(out_).substr(at == std::string::npos ? 0 : at + 1));
    }

    /// Words in lines; line breaks stay. `used` is how long the line is that they go on with.
    void wrap(std::string_view text, std::size_t used = 0) {
        bool begin = used == 0;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            line(text.substr(at, end - at), begin, used);
            begin = true;
            used = 0;
            at = end + 1;
        }
    }

    void line(std::string_view text, bool begin, std::size_t length) {
        if (begin) {
            const auto& start = mark_.empty() ? indent_ : mark_;
            out_ += start;
            length = characters(start);
            mark_.clear();
        }
        bool first = begin;
        for (std::size_t at = 0; at < text.size();) {
            const auto word = text.substr(at, text.find(' ', at) - at);
            at += word.size() + 1;
            if (word.empty())
                continue;
            const auto size = characters(word);
            if (!first && length + 1 + size > width_) {
                out_ += '\n' + indent_;
                length = characters(indent_);
                first = true;
            }
            if (!first)
                ++length, out_ += ' ';
            out_ += word;
            length += size;
            first = false;
        }
        while (out_.ends_with(' '))
            out_.pop_back();
        out_ += '\n';
    }

    std::size_t width_;
    std::string out_;
    std::string indent_; ///< Of every line.
    std::string mark_;   ///< In its place on the first line.
};

/// Spaces that keep words together and hyphens that keep parts together mean nothing here.
std::string plain_characters(std::string text) {
    for (const auto& [from, to] : {std::pair("\u00A0", " "), std::pair("\u2011", "-"), std::pair("\u00AD", "")})
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += std::string_view(to).size())
            text.replace(at, std::string_view(from).size(), to);
    return text;
}

} // namespace

std::string write(const Document& document, std::size_t width) {
    Writer writer(width);
    writer.blocks(document.blocks);
    return plain_characters(writer.take());
}

} // namespace planpaket::plaintext
