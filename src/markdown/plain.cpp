#include "markdown/markdown.h"
#include "markdown/place.h"

#include <array>

namespace planpaket::markdown {

namespace {

constexpr std::array<bool, 256> significant_bytes() {
    std::array<bool, 256> table{};
    for (const unsigned char c : std::string_view("*_[]<>`\\&\t\r"))
        table[c] = true;
    return table;
}
constexpr auto significant = significant_bytes();

/// Whether a line begins as a heading, list, quote, rule or code would, or ends in a hard break.
bool begins_block(std::string_view line) {
    const auto indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos)
        return false;
    if (indent >= 4 || line.ends_with("  "))
        return true;
    const std::string_view words = line.substr(indent);
    if (std::string_view("#-+=~").contains(words.front()))
        return true;
    const auto digits = words.find_first_not_of("0123456789");
    return digits != 0 && digits != std::string_view::npos && (words[digits] == '.' || words[digits] == ')');
}

/// Adds words with each run of spaces as one.
void append_words(std::string& out, std::string_view words) {
    for (std::size_t i = 0; i < words.size();) {
        const auto end = words.find(' ', i);
        out.append(words, i, end - i);
        if (end == std::string_view::npos)
            return;
        i = words.find_first_not_of(' ', end);
        if (i == std::string_view::npos)
            return;
        out += ' ';
    }
}

} // namespace

std::optional<document::Blocks> read_plain(std::string_view text, const base::Span& span) {
    for (const unsigned char c : text)
        if (significant[c])
            return std::nullopt;

    std::vector<std::string> paragraphs;
    std::vector<int> lines; ///< On which each paragraph begins.
    bool inside = false;
    int number = 0;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find('\n', start), text.size());
        auto line = text.substr(start, end - start);
        start = end + 1;
        ++number;
        if (begins_block(line))
            return std::nullopt;
        const auto first = line.find_first_not_of(' ');
        if (first == std::string_view::npos) {
            inside = false;
            continue;
        }
        line = line.substr(first, line.find_last_not_of(' ') + 1 - first);
        if (!inside) {
            paragraphs.emplace_back().reserve(line.size());
            lines.push_back(number);
        } else {
            paragraphs.back() += ' ';
        }
        append_words(paragraphs.back(), line);
        inside = true;
    }

    document::Blocks blocks;
    blocks.reserve(paragraphs.size());
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const auto place = paragraphs.size() == 1 ? span : Place(text, span, true).at(lines[i], 1, text.size());
        document::Paragraph paragraph;
        paragraph.inlines.reserve(1);
        paragraph.inlines.push_back({document::Text{std::move(paragraphs[i])}, place});
        blocks.push_back({std::move(paragraph), place});
    }
    return blocks;
}

document::Blocks read(std::string_view text, const base::Span& span, Flavour flavour, const References* references,
                      base::Diagnostics& diagnostics) {
    if (flavour == Flavour::prose)
        if (auto blocks = read_plain(text, span))
            return std::move(*blocks);
    return read_commonmark(text, span, flavour, references, diagnostics);
}

} // namespace planpaket::markdown
