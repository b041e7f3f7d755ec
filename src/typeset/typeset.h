#pragma once

/// From a document tree to positioned pages. Decides everything that is seen.

#include "base/diagnostic.h"
#include "document/document.h"
#include "typeset/fonts.h"
#include "typeset/page.h"
#include "typeset/style.h"

#include <deque>
#include <vector>

namespace planpaket::typeset {

/// What the pages of a document have in common, known when the last one is set.
struct Pages {
    std::uint32_t count = 0;
    std::deque<Destination> destinations; ///< Each id once.
    std::vector<Bookmark> bookmarks;      ///< In reading order.
    Structure structure;
};

/// Sets a document. Pages go to the sink as they are ready; the result tells what only the whole knows.
/// The document is used up on the way, so that it need not stand in memory beside what becomes of it.
/// Errors: characters that no font can draw ("missing-glyph").
base::Result<Pages> typeset(document::Document document, const Style& style, const Fonts& fonts, PageSink& sink);

} // namespace planpaket::typeset
