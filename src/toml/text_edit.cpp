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
    for (const auto& entry : root_.entries)
        note_braces(entry.node, false);
}

void TextEdit::note_braces(const Node& node, bool inside) {
    if (node.type == Value::Type::array) {
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            note_braces(element, inside);
    } else if (node.type == Value::Type::table) {
        if (inside && node.table().origin == TableOrigin::dotted)
            dotted_in_braces_.push_back(&node.table());
        for (const auto& entry : node.table().entries)
            note_braces(entry.node, inside || node.table().origin == TableOrigin::braces);
    }
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
    const auto begin = begin_of(value.span);
    return std::string_view(text_).substr(begin, end_of(value.span) - begin);
}

void TextEdit::replace(const Node& value, std::string words) {
    changes_.insert_or_assign(begin_of(value.span), std::pair(end_of(value.span), std::move(words)));
}

void TextEdit::remove(const Table& table, const Entry& entry) {
    const auto is_table = entry.node.type == Value::Type::table;
    if (is_table && entry.node.table().origin == TableOrigin::dotted) {
        if (std::ranges::find(dotted_in_braces_, &entry.node.table()) == dotted_in_braces_.end())
            for (const auto& below : entry.node.table().entries)
                remove(entry.node.table(), below);
    } else if (table.origin == TableOrigin::braces) {
        removed_in_braces_[&table].push_back(&entry);
    } else if (entry.node.of_tables || (is_table && entry.node.table().origin != TableOrigin::braces)) {
        remove_headers(entry.node);
    } else {
        const auto& extent = extents_[extent_at(entry.key_span.line)];
        remove_lines(extent.begin, extent.end, false);
    }
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

void TextEdit::remove_lines(std::size_t begin, std::size_t end, bool with_comments) {
    const auto line_of = [&](std::size_t at) {
        return static_cast<std::size_t>(std::ranges::upper_bound(lines_, at, {}, &Line::begin) - lines_.begin()) - 1;
    };
    auto first = line_of(begin);
    const auto last = line_of(std::max(begin, end - 1));
    while (with_comments && first > 0 && line_text(first - 1).starts_with('#'))
        --first;
    changes_.insert_or_assign(lines_[first].begin, std::pair(lines_[last].end, std::string()));
}

/// What is left keeps one comma between each two.
void TextEdit::add_removals_in_braces(Changes& changes) const {
    for (const auto& [table, removed] : removed_in_braces_) {
        bool kept_before = false;
        for (std::size_t i = 0; i < table->entries.size(); ++i) {
            const auto& entry = table->entries[i];
            const bool last = i + 1 == table->entries.size();
            if (std::ranges::find(removed, &entry) == removed.end())
                kept_before = true;
            else if (kept_before)
                changes[end_of(table->entries[i - 1].node.span)] = {end_of(entry.node.span), ""};
            else
                changes[begin_of(entry.key_span)] = {last ? end_of(entry.node.span) : begin_of(table->entries[i + 1].key_span),
                                                     ""};
        }
    }
}

std::string TextEdit::text() const {
    auto changes = changes_;
    add_removals_in_braces(changes);
    std::string changed;
    std::size_t at = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::string mark = text_.substr(0, at);
    const auto line_ending_at = [&](std::size_t place) -> std::size_t {
        const auto rest = std::string_view(text_).substr(place);
        return rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
    };
    const auto after_blank = [&] { return changed.empty() || changed.ends_with("\n\n") || changed.ends_with("\n\r\n"); };
    for (const auto& [begin, change] : changes) {
        if (begin < at)
            continue;
        changed.append(text_, at, begin - at);
        changed += change.second;
        at = change.first;
        // Where lines are gone, one run of blank lines is left of those above and below them.
        const bool lines = change.second.empty() && (at == text_.size() || text_[at - 1] == '\n');
        while (lines && after_blank() && line_ending_at(at) > 0)
            at += line_ending_at(at);
        if (lines && at == text_.size() && after_blank() && !changed.empty())
            changed.erase(changed.ends_with("\r\n") ? changed.size() - 2 : changed.size() - 1);
    }
    return mark + changed.append(text_, at);
}

} // namespace planpaket::toml
