#pragma once

/// CommonMark to the document tree. The only folder that knows cmark.
///
/// Two flavours are read. Prose is what a plan's text fields hold: paragraphs, lists, emphasis and links; whatever else
/// CommonMark knows is refused or stays the very text that was written, so that nothing is lost in silence. A page is a
/// template's text: it has headings too, and comments (`<!-- … -->`), which are left out.

#include "base/diagnostic.h"
#include "document/document.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::markdown {

/// What a `#id` leads to.
struct Destination {
    std::string id;          ///< Of the block to link to; often the id itself.
    std::string name;        ///< What `[](#id)` is filled with: "2.7".
    std::string description; ///< What it is, for those who cannot see the surroundings: "2.7 Ljussättning av torget".
};

/// What the ids of a text's `#id` links name.
struct References {
    std::function<std::optional<Destination>(std::string_view id)> find;
    std::function<std::optional<std::string>(std::string_view id)> nearest; ///< For "did you mean".
};

/// Where a text begins. A TOML value's span includes its quotes; a page's span starts at its first character.
enum class Flavour { prose, page };

/// Reads a text. All that is wrong goes to `diagnostics`, placed in the file as well as the span of the whole allows:
/// "forbidden-link" (another scheme than http, https and mailto), "link-without-text", "unknown-reference", "heading-in-text",
/// "image-in-text", "quote-in-text", "rule-in-text", "link-definition", "too-deep".
/// Without `references`, `#id` links are taken as they stand.
document::Blocks read(std::string_view text, const base::Span& span, Flavour flavour, const References* references,
                      base::Diagnostics& diagnostics);

/// Reads prose without any character that CommonMark gives a meaning, much faster; nothing if there is one.
/// What it gives is what read() gives.
std::optional<document::Blocks> read_plain(std::string_view text, const base::Span& span);

/// Reads by cmark, whatever the text holds.
document::Blocks read_commonmark(std::string_view text, const base::Span& span, Flavour flavour, const References* references,
                                 base::Diagnostics& diagnostics);

} // namespace planpaket::markdown
