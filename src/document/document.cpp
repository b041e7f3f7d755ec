#include "document/document.h"

namespace planpaket::document {

namespace {

void append(std::string& out, const Inlines& inlines) {
    for (const auto& item : inlines) {
        if (const auto* text = as<Text>(item))
            out += text->text;
        else if (const auto* inner = children(item))
            append(out, *inner);
        else
            out += ' ';
    }
}

} // namespace

const Inlines* children(const Inline& item) {
    if (const auto* emphasis = as<Emphasis>(item))
        return &emphasis->children;
    if (const auto* strong = as<Strong>(item))
        return &strong->children;
    if (const auto* muted = as<Muted>(item))
        return &muted->children;
    if (const auto* link = as<Link>(item))
        return &link->children;
    if (const auto* foreign = as<Foreign>(item))
        return &foreign->children;
    return nullptr;
}

Inlines* children(Inline& item) {
    return const_cast<Inlines*>(children(std::as_const(item)));
}

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
