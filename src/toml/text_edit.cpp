#include "toml/text_edit.h"

#include "toml/parse.h"
#include "toml/scanner.h"

#include <algorithm>

namespace planpaket::toml {

static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

TextEdit::TextEdit(std::string text) : text_(std::move(text)) {
    base::Diagnostics none;
    const Limits limits;
    parse(text_, 0, limits, root_, none);
    const std::size_t start = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    for (std::size_t at = start; at < text_.size();) {
        const auto end = std::min(text_.find('\n', at), text_.size() - 1) + 1;
        lines_.push_back({at, end});
        at = end;
    }
    Scanner scanner(std::string_view(text_).substr(start), limits.depth, false);
    Statement statement;
    while (scanner.next(statement))
        extents_.push_back({start + statement.begin, start + statement.end, statement.header});
}

std::size_t TextEdit::offset(std::uint32_t line, std::uint32_t column) const {
    if (line > lines_.size())
        return text_.size();
    std::size_t at = lines_[line - 1].begin;
    for (std::uint32_t i = 1; i < column && at < text_.size(); ++i)
        do
            ++at;
        while (at < text_.size() && (text_[at] & 0xC0) == 0x80);
    return at;
}

std::string_view TextEdit::line_text(std::size_t line) const {
    auto text = std::string_view(text_).substr(lines_[line].begin, lines_[line].end - lines_[line].begin);
    while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    return text;
}

std::string_view TextEdit::written(const Node& value) const {
    const auto begin = offset(value.span.line, value.span.column);
    return std::string_view(text_).substr(begin, offset(value.span.end_line, value.span.end_column) - begin);
}

void TextEdit::change(std::size_t begin, std::size_t end, std::string words) {
    changes_.insert_or_assign(begin, std::pair(end, std::move(words)));
}

void TextEdit::replace(const Node& value, std::string words) {
    const auto begin = offset(value.span.line, value.span.column);
    change(begin, begin + written(value).size(), std::move(words));
}

void TextEdit::remove(const Table& table, const Entry& entry) {
    const auto& node = entry.node;
    if (table.origin == TableOrigin::braces) {
        remove_between_commas(offset(entry.key_span.line, entry.key_span.column),
                              offset(node.span.end_line, node.span.end_column));
        return;
    }
    const bool by_headers = node.of_tables || (node.type == Value::Type::table && node.table().origin != TableOrigin::braces &&
                                               node.table().origin != TableOrigin::dotted);
    if (by_headers) {
        remove_headers(node);
        return;
    }
    if (node.type == Value::Type::table && node.table().origin == TableOrigin::dotted) {
        for (const auto& below : node.table().entries)
            remove(node.table(), below);
        return;
    }
    const auto& extent = extents_[extent_at(entry.key_span.line)];
    remove_lines(extent.begin, extent.end, false);
}

/// The statement that begins on a line.
std::size_t TextEdit::extent_at(std::uint32_t line) const {
    const auto begin = lines_[line - 1].begin;
    const auto after = std::ranges::upper_bound(extents_, begin, {}, &Extent::begin);
    return static_cast<std::size_t>(after - extents_.begin()) - 1;
}

void TextEdit::remove_headers(const Node& node) {
    if (node.type == Value::Type::array) {
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            remove_headers(element);
        return;
    }
    if (node.type != Value::Type::table || node.table().origin == TableOrigin::braces)
        return;
    if (node.table().origin == TableOrigin::header)
        remove_section(node.table().span.line);
    for (const auto& below : node.table().entries)
        remove_headers(below.node);
}

/// From a header to the end of the last statement before the next one.
void TextEdit::remove_section(std::uint32_t line) {
    const auto first = extent_at(line);
    auto last = first;
    while (last + 1 < extents_.size() && !extents_[last + 1].header)
        ++last;
    remove_lines(extents_[first].begin, extents_[last].end, true);
}

/// Whole lines, and one run of blank lines if there is one on each side.
void TextEdit::remove_lines(std::size_t begin, std::size_t end, bool with_comments) {
    const auto line_of = [&](std::size_t at) {
        return static_cast<std::size_t>(std::ranges::upper_bound(lines_, at, {}, &Line::begin) - lines_.begin()) - 1;
    };
    auto first = line_of(begin);
    const auto last = line_of(std::max(begin, end - 1));
    while (with_comments && first > 0 && line_text(first - 1).starts_with('#'))
        --first;
    const bool blank_below = last + 1 >= lines_.size() || line_text(last + 1).empty();
    while (with_comments && blank_below && first > 0 && line_text(first - 1).empty())
        --first;
    change(lines_[first].begin, lines_[last].end, "");
}

void TextEdit::remove_between_commas(std::size_t begin, std::size_t end) {
    const auto is_blank = [&](std::size_t at) { return at < text_.size() && (text_[at] == ' ' || text_[at] == '\t'); };
    auto after = end;
    while (is_blank(after))
        ++after;
    if (after < text_.size() && text_[after] == ',') {
        ++after;
        while (is_blank(after))
            ++after;
        change(begin, after, "");
        return;
    }
    while (begin > 0 && is_blank(begin - 1))
        --begin;
    if (begin > 0 && text_[begin - 1] == ',')
        --begin;
    change(begin, end, "");
}

std::string TextEdit::text() const {
    std::string changed;
    std::size_t at = 0;
    for (const auto& [begin, change] : changes_) {
        if (begin < at)
            continue;
        changed.append(text_, at, begin - at);
        changed += change.second;
        at = change.first;
    }
    return changed.append(text_, at);
}

} // namespace planpaket::toml
