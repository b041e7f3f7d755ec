#include "toml/scanner.h"

#include <algorithm>
#include <vector>

namespace planpaket::toml {

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

Scanner::Scanner(std::string_view text, std::size_t depth_limit, bool wary)
    : text_(text), depth_limit_(depth_limit), wary_(wary) {}

std::size_t Scanner::line_end(std::size_t position) const {
    return std::min(text_.find('\n', position), text_.size());
}

void Scanner::set_flaw(Statement& statement, Flaw flaw, std::size_t begin, std::size_t end) const {
    if (statement.flaw != Flaw::none)
        return;
    statement.flaw = flaw;
    statement.flaw_begin = begin;
    statement.flaw_end = end;
}

bool Scanner::next(Statement& statement) {
    while (position_ < text_.size()) {
        std::size_t first = position_;
        while (first < text_.size() && is_blank(text_[first]))
            ++first;
        if (first == text_.size() || text_[first] == '\n' || text_[first] == '#') {
            position_ = line_end(first) + 1;
            ++line_;
            continue;
        }
        statement = {.begin = position_, .line = line_, .header = text_[first] == '['};
        position_ = first;
        if (statement.header)
            scan_header(statement);
        else
            scan_pair(statement);
        statement.end = std::min(position_, text_.size());
        position_ = statement.end + 1;
        line_ += 1 + static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(statement.begin),
                                                           text_.begin() + static_cast<std::ptrdiff_t>(statement.end), '\n'));
        if (statement.end > statement.begin && text_[statement.end - 1] == '\r')
            --statement.end;
        return true;
    }
    return false;
}

void Scanner::scan_header(Statement& statement) {
    const std::size_t start = position_;
    std::size_t names = 1;
    for (; position_ < text_.size() && text_[position_] != '\n'; ++position_) {
        const char c = text_[position_];
        if (c == '#') {
            position_ = line_end(position_);
            break;
        }
        if (c == '.' && ++names > depth_limit_)
            set_flaw(statement, Flaw::too_deep, start, line_end(start));
        if (c == '"' || c == '\'') {
            skip_string(statement);
            --position_;
        }
    }
}

void Scanner::scan_pair(Statement& statement) {
    const std::size_t start = position_;
    std::vector<std::size_t> open; // The places of the brackets that are open, up to the limit.
    std::size_t depth = 0;
    std::size_t names = 1;
    bool in_key = true;
    while (position_ < text_.size()) {
        const char c = text_[position_];
        switch (c) {
        case '\n': {
            if (depth == 0)
                return;
            const std::size_t bracket = open.back();
            const bool in_braces = text_[bracket] == '{';
            if (header_at(position_ + 1) || (!in_braces && pair_at(position_ + 1, false))) {
                set_flaw(statement, Flaw::open_bracket, bracket, bracket + 1);
                return;
            }
            if (in_braces)
                set_flaw(statement, Flaw::split_braces, bracket, bracket + 1);
            ++position_;
            break;
        }
        case '#':
            position_ = line_end(position_);
            break;
        case '"':
        case '\'':
            skip_string(statement);
            break;
        case '[':
        case '{':
            if (++depth <= depth_limit_)
                open.push_back(position_);
            else
                set_flaw(statement, Flaw::too_deep, start, line_end(start));
            in_key = c == '{';
            names = 1;
            ++position_;
            break;
        case ']':
        case '}':
            if (depth > 0 && depth-- <= depth_limit_)
                open.pop_back();
            ++position_;
            break;
        case '=':
            in_key = false;
            ++position_;
            break;
        case ',':
            in_key = true;
            names = 1;
            ++position_;
            break;
        case '.':
            if (in_key && ++names > depth_limit_)
                set_flaw(statement, Flaw::too_deep, start, line_end(start));
            ++position_;
            break;
        default:
            ++position_;
        }
    }
    if (depth > 0)
        set_flaw(statement, Flaw::open_bracket, open.back(), open.back() + 1);
}

void Scanner::skip_string(Statement& statement) {
    const char quote = text_[position_];
    if (!statement.header && position_ + 2 < text_.size() && text_[position_ + 1] == quote && text_[position_ + 2] == quote) {
        skip_text(statement, quote);
        return;
    }
    const std::size_t start = position_++;
    while (position_ < text_.size() && text_[position_] != quote && text_[position_] != '\n')
        position_ +=
            quote == '"' && text_[position_] == '\\' && position_ + 1 < text_.size() && text_[position_ + 1] != '\n' ? 2 : 1;
    if (position_ < text_.size() && text_[position_] == quote)
        ++position_;
    else
        set_flaw(statement, Flaw::open_string, start, position_);
}

void Scanner::skip_text(Statement& statement, char quote) {
    const std::size_t start = position_;
    position_ += 3;
    while (position_ < text_.size()) {
        const char c = text_[position_];
        if (c == '\\' && quote == '"') {
            position_ += 2;
        } else if (c == quote && text_.substr(position_, 3) == std::string_view(text_).substr(start, 3)) {
            position_ += 3;
            // Up to two quotation marks may stand directly before the closing ones.
            for (int extra = 0; extra < 2 && position_ < text_.size() && text_[position_] == quote; ++extra)
                ++position_;
            return;
        } else if (c == '\n' && wary_ && (header_at(position_ + 1) || pair_at(position_ + 1, true))) {
            set_flaw(statement, Flaw::open_text, start, start + 3);
            return;
        } else {
            ++position_;
        }
    }
    position_ = text_.size();
    set_flaw(statement, Flaw::open_text, start, start + 3);
}

/// Whether the line there is a whole table header: [name], [[name.name]]. In an array [true] is a value.
bool Scanner::header_at(std::size_t position) const {
    std::string_view line = text_.substr(std::min(position, text_.size()), line_end(position) - std::min(position, text_.size()));
    line = line.substr(0, line.find('#'));
    while (!line.empty() && is_blank(line.front()))
        line.remove_prefix(1);
    while (!line.empty() && is_blank(line.back()))
        line.remove_suffix(1);
    const std::size_t brackets = line.starts_with("[[") ? 2 : 1;
    if (line.size() < 2 * brackets + 1 || line.front() != '[' ||
        line.substr(line.size() - brackets) != (brackets == 2 ? "]]" : "]"))
        return false;
    line = line.substr(brackets, line.size() - 2 * brackets);
    const bool letter = (line.front() >= 'a' && line.front() <= 'z') || (line.front() >= 'A' && line.front() <= 'Z');
    return letter && line != "true" && line != "false" && line != "inf" && line != "nan" &&
           std::all_of(line.begin(), line.end(), [](char c) { return is_bare(c) || c == '.'; });
}

/// Whether the line there begins with `key =`; `with_text`: and goes on with a quotation mark.
bool Scanner::pair_at(std::size_t position, bool with_text) const {
    const auto skip_blanks = [&] {
        while (position < text_.size() && is_blank(text_[position]))
            ++position;
    };
    skip_blanks();
    const std::size_t key = position;
    while (position < text_.size() && (is_bare(text_[position]) || text_[position] == '.'))
        ++position;
    if (position == key)
        return false;
    skip_blanks();
    if (position >= text_.size() || text_[position] != '=')
        return false;
    ++position;
    skip_blanks();
    return !with_text || (position < text_.size() && (text_[position] == '"' || text_[position] == '\''));
}

} // namespace planpaket::toml
