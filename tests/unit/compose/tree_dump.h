#pragma once

#include "document/document.h"

#include <string>

/// A document as text to read and to compare: a line for each block, its children indented.
/// Emphasis is *…*, strong **…**, muted ~…~, a link [words](target), a line break ↵.
std::string tree_dump(const planpaket::document::Document& document);
std::string tree_dump(const planpaket::document::Blocks& blocks);
std::string tree_dump(const planpaket::document::Inlines& inlines);
