#pragma once

/// Document trees as plain text, for the text of a message: what a reader of mail sees without any formatting.

#include "document/document.h"

#include <cstddef>
#include <string>

namespace planpaket::plaintext {

/// UTF-8; lines end with '\n' and are at most `width` characters long, unless one word is longer. A table becomes a list of its
/// rows, each cell under its column's name; a figure its words; a link its words and address. What only pages have
/// (contents, page breaks) is left out.
std::string write(const document::Document& document, std::size_t width = 72);

} // namespace planpaket::plaintext
