#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace planpaket::xml {

/// An XML element (XML 1.0, fifth edition). Names are written as they are; values and words are escaped when written.
struct Element {
    std::string name;
    std::vector<std::pair<std::string_view, std::string>> attributes;
    std::vector<std::variant<Element, std::string>> children; ///< Elements and words, in order.

    explicit Element(std::string_view element_name) : name(element_name) {}

    Element& set(std::string_view attribute, std::string value) {
        attributes.emplace_back(attribute, std::move(value));
        return *this;
    }
    Element& add(Element child) { return std::get<Element>(children.emplace_back(std::move(child))); }
    Element& add(std::string words) {
        children.emplace_back(std::move(words));
        return *this;
    }
};

/// The element as XML, also fit to stand inside HTML. An element of elements has each on a line of its own.
std::string write(const Element& element);

/// The element as a document of its own.
std::string write_document(const Element& root);

} // namespace planpaket::xml
