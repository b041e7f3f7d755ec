#pragma once

/// Short ways to write blocks and inlines of the document tree.

#include "document/document.h"
#include "plan/figures.h"

#include <string>
#include <utility>
#include <vector>

namespace planpaket::compose {

document::Inline text(std::string words, const base::Span& span = {});
document::Inlines line(std::string words, const base::Span& span = {});
document::Inline strong(document::Inlines children);
document::Inline muted(document::Inlines children);

/// A link to an action by its number: "2.7", described as "2.7 Ljussättning av torget".
document::Inline action_link(const plan::PlacedAction& placed);

document::Block paragraph(document::Inlines inlines, document::ParagraphStyle style = document::ParagraphStyle::body);
document::Block paragraph(std::string words, document::ParagraphStyle style = document::ParagraphStyle::body);

/// A list without numbers, of one-paragraph items.
document::Block bullets(std::vector<document::Inlines> items);

document::Cell cell(document::Blocks blocks = {});
document::Cell cell(document::Inlines inlines);
document::Cell cell(std::string words);

document::Column column(std::string heading, document::Align align = document::Align::left);

void append(document::Blocks& out, document::Blocks more);

/// A pattern with its `{words}` replaced by inlines; the rest of it as text.
document::Inlines fill_inlines(std::string_view pattern, std::vector<std::pair<std::string_view, document::Inlines>> words);

/// The `{word}` of a pattern replaced by blocks, and its other words by plain ones: what stands before the blocks joins the first
/// of them, what stands after the last, where these are paragraphs.
document::Blocks fill_blocks(std::string_view pattern, std::string_view word, document::Blocks blocks,
                             std::initializer_list<std::pair<std::string_view, std::string_view>> others = {});

} // namespace planpaket::compose
