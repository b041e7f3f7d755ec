#include "document/document.h"

namespace planpaket::document {

namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};

void append(std::string& out, const Inlines& inlines) {
    for (const auto& item : inlines)
        std::visit(overloaded{[&](const Text& text) { out += text.text; }, [&](const LineBreak&) { out += ' '; },
                              [&](const auto& parent) { append(out, parent.children); }},
                   item.value);
}

} // namespace

Inlines words(std::string text) {
    Inlines inlines;
    inlines.push_back({Text{std::move(text)}, {}});
    return inlines;
}

std::string plain_text(const Inlines& inlines) {
    std::string out;
    append(out, inlines);
    return out;
}

} // namespace planpaket::document
