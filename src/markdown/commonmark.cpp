#include "markdown/address.h"
#include "markdown/markdown.h"
#include "markdown/place.h"

#include "base/translate.h"

#include <algorithm>
#include <cmark.h>
#include <memory>

namespace planpaket::markdown {

namespace {

using base::tr;
using base::trf;

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Root = std::unique_ptr<cmark_node, FreeNode>;

/// Lists in lists, emphasis in emphasis: more than this is no text that anybody wrote.
constexpr int deepest = 24;

std::string_view view(const char* text) {
    return text != nullptr ? std::string_view(text) : std::string_view();
}

bool is_blank(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("\u00A0"))
            ++i;
        else if (text[i] != ' ')
            return false;
    }
    return true;
}

std::string_view trimmed(std::string_view line) {
    const auto first = line.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

/// Adds words to the end of a text, with each run of white space as one space.
void append_words(std::string& out, std::string_view words) {
    for (const char c : words) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space)
            out += c;
        else if (out.empty() || out.back() != ' ')
            out += ' ';
    }
}

class Reader {
public:
    Reader(std::string_view text, const base::Span& span, Flavour flavour, const References* references,
           base::Diagnostics& diagnostics)
        : place_(text, span, flavour == Flavour::prose), flavour_(flavour), references_(references), diagnostics_(diagnostics) {}

    document::Blocks blocks(cmark_node* parent, int depth) {
        document::Blocks out;
        for (auto* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node))
            block(node, depth, out);
        return out;
    }

    /// A paragraph that CommonMark would swallow: "[name]: address".
    void refuse_definitions(std::string_view text) {
        bool fresh = true;
        int number = 0;
        for (std::size_t start = 0; start < text.size();) {
            const auto end = std::min(text.find('\n', start), text.size());
            const auto line = text.substr(start, end - start);
            start = end + 1;
            ++number;
            const auto first = line.find_first_not_of(" \t\r");
            const auto bracket = line.find_first_not_of(" \t-+*>.)0123456789");
            const bool item = bracket != first;
            if (bracket != std::string_view::npos && line[bracket] == '[' && (fresh || item)) {
                const auto close = line.find(']', bracket);
                if (close != std::string_view::npos && close > bracket + 1 && line.substr(close + 1).starts_with(":")) {
                    report("link-definition", place_.at(number, static_cast<int>(bracket) + 1, close + 2 - bracket),
                           tr("a line that begins '[…]:' defines a link elsewhere and would not be seen"),
                           tr("write the link where it stands, [words](address), or '\\[' for a bracket"));
                    continue; // The next line may be one too.
                }
            }
            fresh = first == std::string_view::npos;
        }
    }

private:
    void report(const char* code, const base::Span& span, std::string message, std::string hint) {
        diagnostics_.push_back({base::Severity::error, code, span, std::move(message), std::move(hint)});
    }

    base::Span span_of(cmark_node* node, std::size_t length = 0) const {
        const int line = cmark_node_get_start_line(node);
        const int column = cmark_node_get_start_column(node);
        if (length == 0 && cmark_node_get_end_line(node) == line)
            length = static_cast<std::size_t>(std::max(cmark_node_get_end_column(node) - column + 1, 1));
        return place_.at(line, column, length);
    }

    /// cmark counts columns of continued lines from the paragraph's indentation: the words themselves tell better.
    base::Span span_of_words(cmark_node* node, std::string_view words) const {
        const int number = cmark_node_get_start_line(node);
        int column = cmark_node_get_start_column(node);
        const auto line = place_.line(number);
        if (column < 1 || !line.substr(std::min(static_cast<std::size_t>(column) - 1, line.size())).starts_with(words))
            if (const auto found = line.find(words); found != std::string_view::npos)
                column = static_cast<int>(found) + 1;
        return place_.at(number, column, words.size());
    }

    bool too_deep(cmark_node* node, int depth) {
        if (depth < deepest)
            return false;
        if (!told_depth_)
            report("too-deep", span_of(node), tr("the text nests lists or emphasis too deeply"), tr("write it flatter"));
        told_depth_ = true;
        return true;
    }

    void block(cmark_node* node, int depth, document::Blocks& out) {
        if (too_deep(node, depth))
            return;
        const auto span = span_of(node);
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_PARAGRAPH:
            out.push_back({document::Paragraph{inlines(node, depth + 1), document::ParagraphStyle::body}, span});
            return;
        case CMARK_NODE_HEADING:
            heading(node, depth, span, out);
            return;
        case CMARK_NODE_LIST: {
            document::List list;
            list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
            list.start = list.ordered ? cmark_node_get_list_start(node) : 1;
            for (auto* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item))
                list.items.push_back(blocks(item, depth + 1));
            out.push_back({std::move(list), span});
            return;
        }
        case CMARK_NODE_CODE_BLOCK:
            literal_lines(node, span, out);
            return;
        case CMARK_NODE_HTML_BLOCK:
            if (flavour_ != Flavour::page || !trimmed(view(cmark_node_get_literal(node))).starts_with("<!--"))
                literal_lines(node, span, out);
            return;
        case CMARK_NODE_BLOCK_QUOTE:
            report("quote-in-text", span, tr("a line that begins with '>' is a quotation, which documents do not have"),
                   tr("write it as a paragraph, or '\\>' for the sign itself"));
            return;
        case CMARK_NODE_THEMATIC_BREAK:
            report("rule-in-text", span, tr("a line of only '-', '*' or '_' is a rule, which documents do not have"),
                   tr("leave it out; an empty line parts two paragraphs"));
            return;
        case CMARK_NODE_NONE:
        case CMARK_NODE_DOCUMENT:
        case CMARK_NODE_ITEM:
        case CMARK_NODE_CUSTOM_BLOCK:
        case CMARK_NODE_TEXT:
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
        case CMARK_NODE_CODE:
        case CMARK_NODE_HTML_INLINE:
        case CMARK_NODE_CUSTOM_INLINE:
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            return; // Never a block of its own.
        }
    }

    void heading(cmark_node* node, int depth, const base::Span& span, document::Blocks& out) {
        if (flavour_ == Flavour::prose) {
            report("heading-in-text", span, tr("a heading cannot stand in a plan's text"),
                   tr("headings come from the templates; write '\\#' for the sign itself, and no line of only '-' or '=' below "
                      "words"));
            return;
        }
        document::Heading heading;
        heading.level = cmark_node_get_heading_level(node) - 1;
        heading.in_contents = heading.level > 0;
        heading.inlines = inlines(node, depth + 1);
        out.push_back({std::move(heading), span});
    }

    /// What CommonMark takes for code or HTML, as the lines that were written.
    void literal_lines(cmark_node* node, const base::Span& span, document::Blocks& out) {
        const int first = cmark_node_get_start_line(node);
        // cmark does not count the line on which HTML ends if that is its first.
        const auto literal = view(cmark_node_get_literal(node));
        const int last = std::max(cmark_node_get_end_line(node), first + static_cast<int>(std::ranges::count(literal, '\n')) - 1);
        document::Paragraph paragraph;
        for (int number = first; number <= last; ++number) {
            auto line = place_.line(number);
            if (number == first)
                line.remove_prefix(
                    std::min(static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1) - 1), line.size()));
            line = trimmed(line);
            if (line.empty())
                continue;
            if (!paragraph.inlines.empty())
                paragraph.inlines.push_back({document::LineBreak{}, span});
            document::Text text;
            append_words(text.text, line);
            paragraph.inlines.push_back({std::move(text), place_.at(number, 1, line.size())});
        }
        if (!paragraph.inlines.empty())
            out.push_back({std::move(paragraph), span});
    }

    document::Inlines inlines(cmark_node* parent, int depth) {
        document::Inlines out;
        if (too_deep(parent, depth))
            return out;
        for (auto* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node))
            inline_node(node, depth, out);
        for (auto& item : out)
            if (auto* text = document::as<document::Text>(item))
                text->text.shrink_to_fit();
        out.shrink_to_fit();
        return out;
    }

    void add_text(cmark_node* node, std::string_view words, document::Inlines& out) {
        // A page's texts stay apart, so that what stands in them keeps its own place.
        auto* last = out.empty() ? nullptr : std::get_if<document::Text>(&out.back().value);
        if (last == nullptr || (flavour_ == Flavour::page && !is_blank(words))) {
            out.push_back({document::Text{}, span_of_words(node, words)});
            last = std::get_if<document::Text>(&out.back().value);
        }
        append_words(last->text, words);
    }

    void inline_node(cmark_node* node, int depth, document::Inlines& out) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            add_text(node, view(cmark_node_get_literal(node)), out);
            return;
        case CMARK_NODE_HTML_INLINE:
            if (const auto words = view(cmark_node_get_literal(node)); flavour_ != Flavour::page || !words.starts_with("<!--"))
                add_text(node, words, out);
            return;
        case CMARK_NODE_SOFTBREAK:
            add_text(node, " ", out);
            return;
        case CMARK_NODE_LINEBREAK:
            out.push_back({document::LineBreak{}, span_of(cmark_node_parent(node))});
            return;
        case CMARK_NODE_EMPH:
            out.push_back({document::Emphasis{inlines(node, depth + 1)}, span_of(node)});
            return;
        case CMARK_NODE_STRONG:
            out.push_back({document::Strong{inlines(node, depth + 1)}, span_of(node)});
            return;
        case CMARK_NODE_LINK:
            link(node, depth, out);
            return;
        case CMARK_NODE_IMAGE:
            report("image-in-text", span_of(node), tr("an image cannot stand in a text"),
                   tr("describe it in words, or link to it: [words](address)"));
            return;
        case CMARK_NODE_NONE:
        case CMARK_NODE_DOCUMENT:
        case CMARK_NODE_BLOCK_QUOTE:
        case CMARK_NODE_LIST:
        case CMARK_NODE_ITEM:
        case CMARK_NODE_CODE_BLOCK:
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_CUSTOM_BLOCK:
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
        case CMARK_NODE_THEMATIC_BREAK:
        case CMARK_NODE_CUSTOM_INLINE:
            return; // Never among inlines.
        }
    }

    void link(cmark_node* node, int depth, document::Inlines& out) {
        const auto span = span_of(node);
        const auto address = view(cmark_node_get_url(node));
        document::Link link{{}, inlines(node, depth + 1), {}};
        const auto words = document::plain_text(link.children);
        if (address.starts_with("#")) {
            link_within(address.substr(1), words, span, link);
        } else if (auto target = outward_address(address)) {
            link.target = std::move(*target);
            const auto title = view(cmark_node_get_title(node));
            const bool shows_address = address == words || address == "mailto:" + words;
            link.description = !title.empty()  ? std::string(title)
                               : shows_address ? words
                                               : words + " (" + std::string(address) + ")";
        } else {
            report("forbidden-link", span, trf("a link cannot lead to '{}'", address),
                   tr("begin the address with https://, http:// or mailto:, or with # and an id of the plan"));
        }
        if (is_blank(words) && !address.starts_with("#"))
            report("link-without-text", span, tr("the link has no words"), tr("put the words to show between [ and ]"));
        out.push_back({std::move(link), span});
    }

    void link_within(std::string_view id, const std::string& words, const base::Span& span, document::Link& link) {
        link.target = "#" + std::string(id);
        link.description = words;
        const bool to_be_filled = is_blank(words);
        if (references_ == nullptr)
            return;
        const auto found = references_->find(id);
        if (!found) {
            const auto near = references_->nearest ? references_->nearest(id) : std::nullopt;
            report("unknown-reference", span, trf("nothing in the plan has the id '{}'", id),
                   near ? trf("did you mean '{}'?", *near)
                        : tr("link to the id of an area, problem, cause, action, goal or target"));
            return;
        }
        link.target = "#" + found->id;
        link.description = found->description;
        if (to_be_filled && words.empty())
            link.children = {{document::Text{found->name}, span}};
        else if (to_be_filled)
            report("link-without-text", span, tr("the link has no words but spaces"),
                   tr("put the words to show between [ and ], or nothing at all to have it filled in"));
    }

    Place place_;
    Flavour flavour_;
    const References* references_;
    base::Diagnostics& diagnostics_;
    bool told_depth_ = false;
};

} // namespace

document::Blocks read_commonmark(std::string_view text, const base::Span& span, Flavour flavour, const References* references,
                                 base::Diagnostics& diagnostics) {
    const Root root(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
    Reader reader(text, span, flavour, references, diagnostics);
    reader.refuse_definitions(text);
    return reader.blocks(root.get(), 0);
}

} // namespace planpaket::markdown
