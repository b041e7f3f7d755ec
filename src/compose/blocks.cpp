#include "compose/blocks.h"

#include "compose/terms.h"

#include <algorithm>
#include <iterator>

namespace planpaket::compose {

using namespace document;

Inline text(std::string words, const base::Span& span) {
    words.shrink_to_fit(); // there are very many, and most were put together from parts
    return {Text{std::move(words)}, span};
}

Inlines line(std::string words, const base::Span& span) {
    Inlines out;
    out.reserve(1);
    out.push_back(text(std::move(words), span));
    return out;
}

Inline strong(Inlines children) {
    return {Strong{std::move(children)}, {}};
}
Inline muted(Inlines children) {
    return {Muted{std::move(children)}, {}};
}

Inline action_link(const plan::PlacedAction& placed) {
    const auto& action = *placed.action;
    return {Link{"#" + action.id.value, line(placed.number, action.id.span), placed.number + " " + action.title.value},
            action.id.span};
}

Block paragraph(Inlines inlines, ParagraphStyle style) {
    return {Paragraph{std::move(inlines), style}, {}};
}
Block paragraph(std::string words, ParagraphStyle style) {
    return paragraph(line(std::move(words)), style);
}

Block bullets(std::vector<Inlines> items) {
    List list;
    list.items.reserve(items.size());
    for (auto& item : items) {
        Blocks blocks;
        blocks.push_back(paragraph(std::move(item)));
        list.items.push_back(std::move(blocks));
    }
    return {std::move(list), {}};
}

Cell cell(Blocks blocks) {
    Cell out;
    out.blocks = std::move(blocks);
    return out;
}

Cell cell(Inlines inlines) {
    Cell out;
    if (!inlines.empty()) {
        out.blocks.reserve(1);
        out.blocks.push_back(paragraph(std::move(inlines)));
    }
    return out;
}

Cell cell(std::string words) {
    return words.empty() ? Cell{} : cell(line(std::move(words)));
}

Column column(std::string heading, Align align) {
    return {line(std::move(heading)), align};
}

void append(Blocks& out, Blocks more) {
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Inlines fill_inlines(std::string_view pattern, std::vector<std::pair<std::string_view, Inlines>> words) {
    Inlines out;
    std::string plain;
    const auto keep = [&] {
        if (!plain.empty())
            out.push_back(text(std::exchange(plain, {})));
    };
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        plain += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = pattern.find('}', open);
        if (close == std::string_view::npos) {
            plain += pattern.substr(open);
            break;
        }
        const auto name = pattern.substr(open + 1, close - open - 1);
        const auto found = std::ranges::find(words, name, [](const auto& word) { return word.first; });
        if (found != words.end()) {
            keep();
            out.insert(out.end(), found->second.begin(), found->second.end());
        }
        pattern.remove_prefix(close + 1);
    }
    keep();
    return out;
}

Blocks fill_blocks(std::string_view pattern, std::string_view word, Blocks blocks,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> others) {
    const auto braces = "{" + std::string(word) + "}";
    const auto at = pattern.find(braces);
    if (at == std::string_view::npos)
        return blocks;
    const auto before = fill(pattern.substr(0, at), others);
    const auto after = fill(pattern.substr(at + braces.size()), others);
    if (!before.empty()) {
        if (blocks.empty() || !std::holds_alternative<Paragraph>(blocks.front().value))
            blocks.insert(blocks.begin(), paragraph(Inlines{}));
        auto& inlines = std::get<Paragraph>(blocks.front().value).inlines;
        inlines.insert(inlines.begin(), text(before));
    }
    if (!after.empty()) {
        if (blocks.empty() || !std::holds_alternative<Paragraph>(blocks.back().value))
            blocks.push_back(paragraph(Inlines{}));
        std::get<Paragraph>(blocks.back().value).inlines.push_back(text(after));
    }
    return blocks;
}

} // namespace planpaket::compose
