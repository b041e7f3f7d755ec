#include "office/xml.h"

#include "base/errors.h"
#include "base/translate.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace planpaket::office {

pugi::xml_node append(pugi::xml_node parent, const char* name, XmlAttributes attributes) {
    return set(parent.append_child(name), attributes);
}

pugi::xml_node set(pugi::xml_node node, XmlAttributes attributes) {
    for (const auto& [name, value] : attributes) {
        auto attribute = node.attribute(name);
        (attribute ? attribute : node.append_attribute(name)).set_value(value.c_str());
    }
    return node;
}

void append_text(pugi::xml_node parent, const std::string& words) {
    parent.append_child(pugi::node_pcdata).set_value(words.c_str());
}

std::size_t text_length(pugi::xml_node node) {
    std::size_t length = std::string_view(node.value()).size();
    for (const auto& child : node.children())
        length += text_length(child);
    return length;
}

namespace {

auto place_of(std::string_view name, const std::vector<std::string_view>& order) {
    return std::ranges::find(order, name) - order.begin();
}

} // namespace

pugi::xml_node child_in_order(pugi::xml_node parent, std::string_view name, const std::vector<std::string_view>& order) {
    const std::string text(name);
    if (const auto existing = parent.child(text.c_str()))
        return existing;
    const auto place = place_of(name, order);
    for (auto child = parent.first_child(); child; child = child.next_sibling())
        if (place_of(child.name(), order) > place)
            return parent.insert_child_before(text.c_str(), child);
    return parent.append_child(text.c_str());
}

void sort_children(pugi::xml_node parent, const std::vector<std::string_view>& order) {
    std::vector<pugi::xml_node> children(parent.begin(), parent.end());
    std::ranges::stable_sort(children, {}, [&](const pugi::xml_node& child) { return place_of(child.name(), order); });
    for (const auto& child : children)
        parent.append_move(child);
}

std::vector<pugi::xml_node> descendants(pugi::xml_node node, std::string_view name) {
    std::vector<pugi::xml_node> found;
    struct Walker : pugi::xml_tree_walker {
        std::string_view name;
        std::vector<pugi::xml_node>* found = nullptr;
        bool for_each(pugi::xml_node& each) override {
            if (each.name() == name)
                found->push_back(each);
            return true;
        }
    } walker;
    walker.name = name;
    walker.found = &found;
    node.traverse(walker);
    return found;
}

base::Result<pugi::xml_document> read_xml(std::string_view text, Space space) {
    pugi::xml_document document;
    const auto kept = space == Space::everywhere ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
    if (!document.load_buffer(text.data(), text.size(), pugi::parse_default | kept, pugi::encoding_utf8))
        return base::refuse("pandoc-failed", base::tr("what pandoc made is not a document that can be opened"));
    return document;
}

std::string write_xml(const pugi::xml_document& document) {
    std::ostringstream out;
    out << R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)" << '\n';
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(out).str();
}

} // namespace planpaket::office
