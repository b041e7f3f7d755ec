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
    if (node.type == ValueType::array) {
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            note_braces(element, inside);
    } else if (node.type == ValueType::table) {
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
    const auto is_table = entry.node.type == ValueType::table;
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
    if (node.type == ValueType::array) {
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            remove_headers(element);
        return;
    }
    if (node.type != ValueType::table || node.table().origin == TableOrigin::braces)
        return;
    if (node.table().origin == TableOrigin::header)
        remove_section(node.table().span.line);
    for (const auto& below : node.table().entries)
        remove_headers(below.node);
}

/// The last statement before the next header.
std::size_t TextEdit::last_of_section(std::size_t extent) const {
    while (extent + 1 < extents_.size() && !extents_[extent + 1].header)
        ++extent;
    return extent;
}

void TextEdit::remove_section(std::uint32_t line) {
    const auto first = extent_at(line);
    remove_lines(extents_[first].begin, extents_[last_of_section(first)].end, true);
}

void TextEdit::remove(const Node& array, std::size_t index) {
    const auto& elements = std::get<std::vector<Node>>(array.content);
    if (array.of_tables)
        remove_headers(elements[index]);
    else if (index > 0)
        changes_.insert_or_assign(end_of(elements[index - 1].span), std::pair(end_of(elements[index].span), std::string()));
    else if (elements.size() > 1)
        changes_.insert_or_assign(begin_of(elements[0].span), std::pair(begin_of(elements[1].span), std::string()));
    else
        replace(array, "[]");
}

void TextEdit::add_entry(const Table& table, std::string_view key, std::string_view words) {
    const auto statement = std::string(key) + " = " + std::string(words);
    if (table.origin == TableOrigin::braces)
        insert(table.entries.empty() ? begin_of(table.span) + 1 : end_of(table.entries.back().node.span),
               (table.entries.empty() ? " " : ", ") + statement);
    else
        insert_line(extents_[last_of_section(&table == &root_ ? 0 : extent_at(table.span.line))].end, statement + '\n');
}

void TextEdit::add_element(const Node& array, std::string_view words) {
    const auto& elements = std::get<std::vector<Node>>(array.content);
    if (elements.empty())
        return insert(begin_of(array.span) + 1, words);
    const auto& last = elements.back().span;
    const auto line = lines_[last.line - 1].begin;
    const auto indent = std::string_view(text_).substr(line).find_first_not_of(" \t");
    const bool own_line = line + indent == begin_of(last);
    insert(end_of(last), own_line ? ",\n" + text_.substr(line, indent) + std::string(words) : ", " + std::string(words));
}

void TextEdit::add_section(const Table* after, std::string_view lines) {
    if (after != nullptr) {
        auto end = extents_[last_of_section(extent_at(after->span.line))].end;
        for (const auto& below : after->entries)
            end = std::max(end, end_of_sections(below.node));
        return insert_line(end, '\n' + std::string(lines));
    }
    const bool blank = text_.empty() || text_.ends_with("\n\n") || text_.ends_with("\n\r\n");
    insert_line(text_.size(), (blank ? "" : "\n") + std::string(lines));
}

/// Where the last section of a node ends; 0 if it has none of its own.
std::size_t TextEdit::end_of_sections(const Node& node) const {
    std::size_t end = 0;
    if (node.type == ValueType::array) {
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            end = std::max(end, end_of_sections(element));
    } else if (node.type == ValueType::table && node.table().origin != TableOrigin::braces) {
        if (node.table().origin == TableOrigin::header)
            end = extents_[last_of_section(extent_at(node.table().span.line))].end;
        for (const auto& below : node.table().entries)
            end = std::max(end, end_of_sections(below.node));
    }
    return end;
}

std::size_t TextEdit::line_at(std::size_t offset) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(lines_, offset, {}, &Line::begin) - lines_.begin()) - 1;
}

/// What is inserted at one place stands in the order of the calls, with the line endings of the file.
void TextEdit::insert(std::size_t at, std::string_view words) {
    auto& change = changes_.try_emplace(at, at, "").first->second.second;
    const bool returns = !lines_.empty() && std::string_view(text_).substr(0, lines_.front().end).ends_with("\r\n");
    for (const char c : words) {
        if (c == '\n' && returns)
            change += '\r';
        change += c;
    }
}

/// Below the line in which the byte before `after` stands.
void TextEdit::insert_line(std::size_t after, std::string_view words) {
    const auto at = lines_.empty() ? text_.size() : lines_[line_at(after > 0 ? after - 1 : 0)].end;
    const bool open = at > 0 && text_[at - 1] != '\n';
    insert(at, open && !changes_.contains(at) ? '\n' + std::string(words) : std::string(words));
}

void TextEdit::remove_lines(std::size_t begin, std::size_t end, bool with_comments) {
    auto first = line_at(begin);
    const auto last = line_at(std::max(begin, end - 1));
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
        const bool lines = change.second.empty() && at > begin && (at == text_.size() || text_[at - 1] == '\n');
        while (lines && after_blank() && line_ending_at(at) > 0)
            at += line_ending_at(at);
        if (lines && at == text_.size() && after_blank() && !changed.empty())
            changed.erase(changed.ends_with("\r\n") ? changed.size() - 2 : changed.size() - 1);
    }
    return mark + changed.append(text_, at);
}

} // namespace planpaket::toml
