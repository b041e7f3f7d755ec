#pragma once

#include "document/choices.h"
#include "document/document.h"
#include "pandoc/nodes.h"

#include <string>

namespace planpaket::web {

/// Completes the tables of a page's tree with what only a page has. Each gets a caption for those who cannot see the heading
/// above it. A row that is an action gets class `action` and says where it belongs (data-area, data-parties, data-time), its
/// cells get classes (`problem`, `cause`, `what`), and the action's name a link to the row. `permalink`: "Link to action
/// {action}". `page` is the document that the tree was made from. Gives the place of the first block that heads a table of
/// actions; the number of blocks if there is none.
std::size_t complete_tables(pandoc::Json& tree, const document::Document& page, const document::Choices& choices,
                            const std::string& permalink);

} // namespace planpaket::web
