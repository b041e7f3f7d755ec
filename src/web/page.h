#pragma once

/// The plan as one page for a website: a single HTML file that asks for nothing from anywhere and works without script.

#include "base/diagnostic.h"
#include "document/choices.h"
#include "document/document.h"
#include "pandoc/ast.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <string>
#include <utility>
#include <vector>

namespace planpaket::web {

/// The files of templates/web/: what stands around the documents, and how the page looks and behaves.
struct Look {
    std::string markup;        ///< page.html, whose `{{ names }}` are replaced.
    base::SourceId source = 0; ///< Of the markup.
    std::string style;         ///< page.css
    std::string script;        ///< page.js
};

/// What a page is made of.
struct Content {
    std::vector<document::Document> documents; ///< In order; the first one's title is the page's. Not empty.
    document::Choices choices;
    std::vector<std::pair<std::string, std::string>> words; ///< Of the controls, by name: "skip", "permalink", …
};

/// Writes the page, by way of pandoc. The same input gives the same bytes. Many threads may use one look.
/// Errors: "unknown-placeholder" and "unclosed-placeholder" in the markup, "unsafe-page-part" in style or script,
/// "missing-glyph" in charts, and those of pandoc::convert().
base::Result<std::string> page(Content content, const Look& look, const typeset::Style& style, const typeset::Fonts& fonts,
                               const pandoc::ApiVersion& api);

} // namespace planpaket::web
