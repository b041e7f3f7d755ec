#pragma once

/// What differs between the formats that Pandoc writes.

#include "document/document.h"

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace planpaket::pandoc {

using Json = nlohmann::ordered_json;

/// "1.22.2.1" as {1, 22, 2, 1}.
using ApiVersion = std::vector<int>;

/// With named styles, words in the language "fr" have the style "Language-fr".
inline const std::string foreign_style = "Language-";

/// Markup in a format's own language, made by this program, that stands around words of the document.
struct Frame {
    std::string before, after;
};

/// What differs between formats. Functions that are not set leave their block out.
struct Dialect {
    std::string markup; ///< The name of the raw markup below: "openxml", "opendocument", "html".
    /// Paragraphs and words have the names of styles ("Lead", "Muted"), and columns and signatures are tables (see tables_of());
    /// else they have classes (class="lead") and are divisions.
    bool named_styles = false;
    /// The document's title is a heading of level 1, and all other headings stand one level lower; else it is a paragraph in the
    /// style "Title".
    bool title_is_heading = false;
    /// Tables keep their spans, groups and totals. Else every place that a span covers is an empty cell, and all rows are alike:
    /// for writers that lose cells.
    bool spans = true;
    /// Cells tell their scope and the heading of their column (attributes scope, data-label), rows their kind (class), and below
    /// a first cell that spans them its first line (data-of), and the words of short ones beside it: a row that is a card by
    /// itself still says whose it is.
    bool cell_attributes = false;
    /// The picture of a figure; its caption stands between before and after.
    std::function<Frame(const document::Figure&)> figure;
    std::function<std::string(const document::Contents&)> contents;
    std::function<std::string(document::Orientation)> layout;
    std::string page_break;
    /// Around secondary words, for a writer that knows no styles of words.
    Frame muted;
    /// What ids become, in links as where they stand.
    std::function<std::string(const std::string&)> id;
};

} // namespace planpaket::pandoc
