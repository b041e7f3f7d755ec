#pragma once

/// Documents set with the style of the templates, their pages kept for tests to look at.

#include "typeset/code_points.h"
#include "typeset/setting.h"
#include "typeset/typeset.h"

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace planpaket::recorded {

inline const typeset::Style style{};

/// The style's fonts, loaded once.
inline const typeset::Fonts& fonts() {
    static const auto loaded = typeset::Fonts::load(style);
    if (!loaded)
        throw std::runtime_error(loaded.error().front().message);
    return **loaded;
}

/// What setting needs, in Swedish.
struct Desk {
    typeset::Words words{fonts(), style, "sv"};
    typeset::Structure structure;
    base::Diagnostics diagnostics;
    typeset::Setting setting{words, style, structure, diagnostics};

    typeset::Paragraph paragraph(const document::Inlines& inlines, float size = 10) {
        return typeset::make_paragraph(words, style, inlines, {.size = size, .colour = style.text}, diagnostics);
    }
    typeset::Paragraph paragraph(const std::string& text, float size = 10) {
        kept_.push_back(document::words(text));
        return paragraph(kept_.back(), size);
    }

private:
    std::deque<document::Inlines> kept_;
};

class Sink : public typeset::PageSink {
public:
    void page(const typeset::Page& page) override {
        if (!pages.emplace(page.index, page).second)
            throw std::runtime_error("a page was handed over twice");
    }
    void overlay(const typeset::Page& page) override { overlays.emplace(page.index, page); }

    std::map<std::uint32_t, typeset::Page> pages, overlays;
};

inline std::string utf8(const std::u32string& characters) {
    std::string out;
    for (const auto c : characters)
        icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
    return out;
}

/// The characters of an item as they are read: without the hyphens that were put in.
inline std::string words_of(const typeset::Page& page, const typeset::TextItem& item) {
    std::u32string out;
    for (auto i = item.first; i < item.last; ++i)
        if (page.glyphs[i].character != 0xAD)
            out += static_cast<char32_t>(page.glyphs[i].character);
    return utf8(out);
}

inline std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

/// A document's pages with what the whole knows.
struct Recording {
    typeset::Pages whole;
    std::map<std::uint32_t, typeset::Page> pages, overlays;

    template <class Item, class Use>
    void each(Use use) const {
        for (const auto& [index, page] : pages)
            for (const auto& item : page.items)
                if (const auto* found = std::get_if<Item>(&item))
                    use(page, *found);
    }

    /// The nearest node with one of the roles, from `node` up; artifact if there is none.
    typeset::NodeId above(typeset::NodeId node, std::initializer_list<typeset::Role> roles) const {
        while (node != typeset::artifact && std::find(roles.begin(), roles.end(), whole.structure[node].role) == roles.end())
            node = whole.structure[node].parent;
        return node;
    }

    /// What is drawn for the nodes of some roles, each node's words with all below it, in the order of the nodes.
    std::vector<std::string> words_by(std::initializer_list<typeset::Role> roles) const {
        std::map<typeset::NodeId, std::string> words;
        for (typeset::NodeId node = 1; node < whole.structure.end(); ++node)
            if (above(node, roles) == node)
                words[node];
        each<typeset::TextItem>([&](const auto& page, const auto& item) {
            if (const auto node = above(item.node, roles); node != typeset::artifact)
                words[node] += words_of(page, item);
        });
        std::vector<std::string> out;
        for (auto& [node, text] : words)
            out.push_back(std::move(text));
        return out;
    }

    /// What is drawn on a page for no node: repeated headers and the like.
    std::string artifacts(std::uint32_t page) const {
        std::string out;
        each<typeset::TextItem>([&](const auto& on, const auto& item) {
            if (on.index == page && item.node == typeset::artifact)
                out += words_of(on, item) + "|";
        });
        return out;
    }

    /// The page on which words are first drawn that begin so.
    std::uint32_t page_of(const std::string& words) const {
        std::uint32_t found = 0xFFFF'FFFF;
        each<typeset::TextItem>([&](const auto& page, const auto& item) {
            if (found == 0xFFFF'FFFF && item.node != typeset::artifact && words_of(page, item).starts_with(words))
                found = page.index;
        });
        return found;
    }
};

inline Recording record(const document::Document& document, const typeset::Style& with = style) {
    Sink sink;
    auto pages = typeset::typeset(document, with, fonts(), sink);
    if (!pages)
        throw std::runtime_error(pages.error().front().message);
    return {std::move(*pages), std::move(sink.pages), std::move(sink.overlays)};
}

} // namespace planpaket::recorded
