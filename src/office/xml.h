#pragma once

/// XML trees by pugixml, as the parts of a document are edited.

#include "base/diagnostic.h"

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::office {

using XmlAttributes = std::initializer_list<std::pair<const char*, std::string>>;

/// A new last child with these attributes.
pugi::xml_node append(pugi::xml_node parent, const char* name, XmlAttributes attributes = {});
pugi::xml_node set(pugi::xml_node node, XmlAttributes attributes);
/// The bytes of words in a node.
std::size_t text_length(pugi::xml_node node);
/// A new last child that is words.
void append_text(pugi::xml_node parent, const std::string& words);

/// The child of that name, made if absent. Children stand in the order of `order`, as a schema wants it; what is not in it last.
pugi::xml_node child_in_order(pugi::xml_node parent, std::string_view name, const std::vector<std::string_view>& order);
/// Puts the children into that order; otherwise they keep theirs.
void sort_children(pugi::xml_node parent, const std::vector<std::string_view>& order);

/// All elements of that name below a node, in document order.
std::vector<pugi::xml_node> descendants(pugi::xml_node node, std::string_view name);

/// Where white space is words: between elements, too, or only in elements that hold nothing else (WordprocessingML).
enum class Space { everywhere, alone };
/// Reads a part that pandoc wrote, without white space that is no words. Error: "pandoc-failed".
base::Result<pugi::xml_document> read_xml(std::string_view text, Space space = Space::everywhere);

/// The document with an XML declaration, without added white space.
std::string write_xml(const pugi::xml_document& document);

} // namespace planpaket::office
