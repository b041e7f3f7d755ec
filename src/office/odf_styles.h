#pragma once

/// Automatic styles of an OpenDocument text (ODF 1.2 part 1, 16): one for each way in which a part differs from its style.

#include "office/xml.h"

#include <string>

namespace planpaket::office {

/// "12.50pt"
std::string points(float length);

class OdfStyles {
public:
    /// `list`: the office:automatic-styles of the text.
    explicit OdfStyles(pugi::xml_node list) : list_(list) {}

    /// A new style of a family, with a name made from `stem`.
    pugi::xml_node add(const std::string& stem, const char* family);

    /// The paragraph's own style, of which no other makes use: made from the one it has.
    pugi::xml_node own(pugi::xml_node paragraph);

    /// A property of a paragraph's own style.
    void set_paragraph(pugi::xml_node paragraph, XmlAttributes properties);
    /// A property of its words.
    void set_text(pugi::xml_node paragraph, XmlAttributes properties);

    static const char* name(pugi::xml_node style) { return style.attribute("style:name").value(); }
    /// The automatic style of that name; null if there is none.
    pugi::xml_node find(const char* name) const { return list_.find_child_by_attribute("style:name", name); }

private:
    pugi::xml_node list_;
    unsigned made_ = 0;
};

} // namespace planpaket::office
