#include "pandoc/nodes.h"
#include "pandoc/json.h"

#include <type_traits>

namespace planpaket::pandoc {

using namespace document;

Json Attributes::json() const {
    auto pairs = Json::array();
    for (const auto& [key, value] : keys)
        pairs.push_back(Json::array({key, value}));
    return Json::array({id, classes, std::move(pairs)});
}

Json node(const char* kind, Json contents) {
    Json out;
    out["t"] = kind;
    out["c"] = std::move(contents);
    return out;
}
Json node(const char* kind) {
    Json out;
    out["t"] = kind;
    return out;
}
Json str(const std::string& words) {
    return node("Str", words);
}
Json raw_block(const std::string& format, const std::string& markup) {
    return node("RawBlock", Json::array({format, markup}));
}

namespace {

/// The style of a paragraph as Word and LibreOffice name it, and as a class of a page; null for the usual one.
struct StyleName {
    const char* name;
    const char* style_class;
};
StyleName name_of(ParagraphStyle style) {
    switch (style) {
    case ParagraphStyle::body:
        return {nullptr, nullptr};
    case ParagraphStyle::lead:
        return {"Lead", "lead"};
    case ParagraphStyle::note:
        return {"Note", "note"};
    case ParagraphStyle::label:
        return {"Field Label", "label"};
    case ParagraphStyle::field:
        return {"Field Value", "field"};
    case ParagraphStyle::address:
        return {"Address", "address"};
    }
    return {nullptr, nullptr};
}

Json para(Json inlines) {
    return node("Para", std::move(inlines));
}

} // namespace

Json BlockWriter::inline_node(const Inline& item) const {
    const auto span = [&](Attributes attributes, const Inlines& children) {
        return node("Span", Json::array({attributes.json(), inlines(children)}));
    };
    return std::visit(
        [&](const auto& boxed) -> Json {
            using Kind = std::decay_t<decltype(boxed)>;
            if constexpr (std::is_same_v<Kind, Text>)
                return str(boxed.text);
            else if constexpr (std::is_same_v<Kind, Emphasis>)
                return node("Emph", inlines(boxed.children));
            else if constexpr (std::is_same_v<Kind, Strong>)
                return node("Strong", inlines(boxed.children));
            else if constexpr (std::is_same_v<Kind, Muted>)
                return span(dialect_.named_styles ? Attributes{"", {}, {{"custom-style", "Muted"}}}
                                                  : Attributes{"", {"muted"}, {}},
                            boxed.children);
            else if constexpr (std::is_same_v<Kind, Boxed<Link>>) {
                const Link& link = boxed;
                const auto target = link.target.starts_with('#') ? "#" + id(link.target.substr(1)) : link.target;
                return node("Link",
                            Json::array({Attributes{}.json(), inlines(link.children), Json::array({target, link.description})}));
            } else if constexpr (std::is_same_v<Kind, Boxed<Foreign>>) {
                const Foreign& foreign = boxed;
                Attributes attributes{"", {}, {{"lang", foreign.language}}};
                if (dialect_.named_styles) // the writers lose the language, but not the name of a style
                    attributes.keys.emplace_back("custom-style", foreign_style + foreign.language);
                return span(attributes, foreign.children);
            } else {
                static_assert(std::is_same_v<Kind, LineBreak>);
                return node("LineBreak");
            }
        },
        item.value);
}

Json BlockWriter::inlines(const Inlines& items) const {
    auto out = Json::array();
    for (const auto& item : items)
        if (const auto* muted = as<Muted>(item); muted != nullptr && !dialect_.muted.before.empty()) {
            out.push_back(node("RawInline", Json::array({dialect_.markup, dialect_.muted.before})));
            for (auto& inner : inlines(muted->children))
                out.push_back(std::move(inner));
            out.push_back(node("RawInline", Json::array({dialect_.markup, dialect_.muted.after})));
        } else
            out.push_back(inline_node(item));
    return out;
}

Json BlockWriter::styled(const char* name, const char* style_class, Json blocks) const {
    const auto attributes =
        dialect_.named_styles ? Attributes{"", {}, {{"custom-style", name}}} : Attributes{"", {style_class}, {}};
    return node("Div", Json::array({attributes.json(), std::move(blocks)}));
}

Json BlockWriter::paragraph(const Paragraph& paragraph) const {
    auto out = para(inlines(paragraph.inlines));
    const auto [name, style_class] = name_of(paragraph.style);
    return name == nullptr ? out : styled(name, style_class, Json::array({std::move(out)}));
}

Json BlockWriter::heading(const Heading& heading) const {
    const auto made = made_ids_.find(&heading);
    const Attributes attributes{id(made == made_ids_.end() ? heading.id : made->second), {}, {}};
    auto words = inlines(heading.inlines);
    if (!heading.number.empty())
        words.insert(words.begin(), str(heading.number + " "));
    if (heading.level == 0 && !dialect_.title_is_heading)
        return styled("Title", "title", Json::array({para(std::move(words))}));
    return node("Header",
                Json::array({heading.level + (dialect_.title_is_heading ? 1 : 0), attributes.json(), std::move(words)}));
}

Json BlockWriter::list(const List& list) {
    auto items = Json::array();
    for (const auto& item : list.items) {
        auto written = blocks(item);
        if (item.size() == 1 && written.size() == 1 && written[0]["t"] == "Para")
            written[0]["t"] = "Plain"; // an item of one paragraph needs no space around it
        items.push_back(std::move(written));
    }
    if (!list.ordered)
        return node("BulletList", std::move(items));
    return node("OrderedList", Json::array({Json::array({list.start, node("Decimal"), node("Period")}), std::move(items)}));
}

Json BlockWriter::columns(const Columns& columns) {
    std::vector<Json> parts;
    for (const auto& part : columns.columns)
        parts.push_back(blocks(part));
    if (dialect_.named_styles)
        return layout_table(parts, columns.weights);
    auto divisions = Json::array();
    for (auto& part : parts)
        divisions.push_back(node("Div", Json::array({Attributes{"", {"column"}, {}}.json(), std::move(part)})));
    return node("Div", Json::array({Attributes{"", {"columns"}, {}}.json(), std::move(divisions)}));
}

Json BlockWriter::signature(const Signature& signature) const {
    const auto line = [&](const char* name, const char* style_class, const std::string& words) {
        return styled(name, style_class, Json::array({para(Json::array({str(words)}))}));
    };
    auto role = line("Signature Role", "role", signature.role);
    auto name = signature.name.empty() ? line("Signature Label", "name-label", signature.name_label)
                                       : line("Signature Name", "name", signature.name);
    auto date = line("Signature Label", "date-label", signature.date_label);
    if (dialect_.named_styles)
        return layout_table({Json::array({std::move(role), std::move(name)}), Json::array({std::move(date)})}, {7, 3});
    return node("Div", Json::array({Attributes{id(signature.field), {"signature"}, {}}.json(),
                                    Json::array({std::move(role), std::move(name), std::move(date)})}));
}

void BlockWriter::markup(const std::string& markup, Json& out) const {
    if (!markup.empty())
        out.push_back(raw_block(dialect_.markup, markup));
}

void BlockWriter::figure(const Figure& figure, Json& out) const {
    if (!dialect_.figure)
        return;
    const auto [before, after] = dialect_.figure(figure);
    markup(before, out);
    if (!figure.caption.empty()) {
        if (dialect_.named_styles)
            out.push_back(styled("Image Caption", "caption", Json::array({para(inlines(figure.caption))})));
        else
            out.push_back(node("Plain", inlines(figure.caption)));
    }
    markup(after, out);
}

Json BlockWriter::blocks(const Blocks& blocks) {
    auto out = Json::array();
    for (const auto& block : blocks)
        std::visit(
            [&](const auto& boxed) {
                using Kind = std::decay_t<decltype(boxed)>;
                if constexpr (std::is_same_v<Kind, Paragraph>)
                    out.push_back(paragraph(boxed));
                else if constexpr (std::is_same_v<Kind, Boxed<Heading>>)
                    out.push_back(heading(boxed));
                else if constexpr (std::is_same_v<Kind, List>)
                    out.push_back(list(boxed));
                else if constexpr (std::is_same_v<Kind, Boxed<Table>>)
                    out.push_back(table(*this, boxed));
                else if constexpr (std::is_same_v<Kind, Boxed<Figure>>)
                    figure(boxed, out);
                else if constexpr (std::is_same_v<Kind, Boxed<Contents>>) {
                    if (dialect_.contents)
                        markup(dialect_.contents(boxed), out);
                } else if constexpr (std::is_same_v<Kind, Boxed<Columns>>)
                    out.push_back(columns(boxed));
                else if constexpr (std::is_same_v<Kind, Boxed<Signature>>)
                    out.push_back(signature(boxed));
                else if constexpr (std::is_same_v<Kind, PageLayout>) {
                    if (dialect_.layout)
                        markup(dialect_.layout(boxed.orientation), out);
                } else {
                    static_assert(std::is_same_v<Kind, PageBreak>);
                    markup(dialect_.page_break, out);
                }
            },
            block.value);
    return out;
}

} // namespace planpaket::pandoc
