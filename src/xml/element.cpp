#include "xml/element.h"

#include <algorithm>

namespace planpaket::xml {

namespace {

void append_escaped(std::string& out, std::string_view words) {
    for (const char c : words) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
            out += c; // other control characters cannot stand in XML 1.0
    }
}

void append(std::string& out, const Element& element) {
    out += '<';
    out += element.name;
    for (const auto& [name, value] : element.attributes) {
        out += ' ';
        out += name;
        out += "=\"";
        append_escaped(out, value);
        out += '"';
    }
    if (element.children.empty()) {
        out += "/>";
        return;
    }
    out += '>';
    const bool block = std::ranges::none_of(element.children, [](const auto& child) { return child.index() == 1; });
    for (const auto& child : element.children) {
        if (block)
            out += '\n';
        if (const auto* inner = std::get_if<Element>(&child))
            append(out, *inner);
        else
            append_escaped(out, std::get<std::string>(child));
    }
    if (block)
        out += '\n';
    out += "</";
    out += element.name;
    out += '>';
}

} // namespace

std::string write(const Element& element) {
    std::string out;
    append(out, element);
    return out;
}

std::string write_document(const Element& root) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + write(root) + '\n';
}

} // namespace planpaket::xml
