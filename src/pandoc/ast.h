#pragma once

/// A document as Pandoc's own tree, in the JSON that `pandoc --from json` reads (pandoc-types 1.22 and 1.23; Figure and Null, in
/// which the two differ, are never used). Text goes into it as text: nothing that stands in a plan is read as markup.

#include "pandoc/dialect.h"

#include <span>
#include <string>
#include <vector>

namespace planpaket::pandoc {

/// The whole document, for `pandoc --from json`. Its title is in the metadata as `pagetitle`, its language as `lang`.
Json tree(const document::Document& document, const Dialect& dialect, const ApiVersion& version);

/// A heading as contents lists show it.
struct ListedHeading {
    int level;
    std::string words; ///< With its number.
    std::string id;    ///< Never empty: headings without an id get one.
};
/// Those that a table of contents lists, in order.
std::vector<ListedHeading> listed_headings(const document::Document& document, const document::Contents& contents);

/// The blocks that become tables in a dialect with named styles, in the order of the tables.
std::vector<const document::Block*> tables_of(std::span<const document::Block> blocks);

} // namespace planpaket::pandoc
