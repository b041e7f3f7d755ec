#include "markdown/place.h"

#include <algorithm>

namespace planpaket::markdown {

namespace {

std::uint32_t characters(std::string_view bytes) {
    return static_cast<std::uint32_t>(std::ranges::count_if(bytes, [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

Place::Place(std::string_view text, const base::Span& span, bool quoted) : text_(text), whole_(span), starts_{0} {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        starts_.push_back(at + 1);
    if (!quoted) {
        first_line_ = span.line;
        before_first_ = span.column > 0 ? span.column - 1 : 0;
        return;
    }
    const auto breaks = static_cast<std::uint32_t>(starts_.size() - 1);
    const std::uint32_t lines = span.end_line - span.line;
    const std::uint32_t width = span.end_column - span.column;
    if (lines == breaks + 1 && lines > 0) { // """ and a line break, which TOML leaves out
        first_line_ = span.line + 1;
    } else if (lines == breaks) {
        first_line_ = span.line;
        const bool triple = breaks > 0 || width == characters(text) + 6;
        before_first_ = span.column - 1 + (triple ? 3 : 1);
    }
}

std::string_view Place::line(int number) const {
    const auto index = static_cast<std::size_t>(number) - 1;
    if (number < 1 || index >= starts_.size())
        return {};
    auto found = text_.substr(starts_[index]);
    found = found.substr(0, found.find('\n'));
    if (found.ends_with('\r'))
        found.remove_suffix(1);
    return found;
}

base::Span Place::at(int number, int column, std::size_t length) const {
    if (first_line_ == 0 || number < 1)
        return whole_;
    const auto words = line(number);
    const auto before = std::min(static_cast<std::size_t>(std::max(column, 1) - 1), words.size());
    const auto found_line = first_line_ + static_cast<std::uint32_t>(number) - 1;
    const auto from = characters(words.substr(0, before)) + 1 + (number == 1 ? before_first_ : 0);
    return {whole_.source, found_line, from, found_line, from + characters(words.substr(before, length))};
}

} // namespace planpaket::markdown
