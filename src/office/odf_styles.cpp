#include "office/odf_styles.h"

#include <fmt/format.h>

namespace planpaket::office {

std::string points(float length) {
    return fmt::format("{:.2f}pt", length);
}

pugi::xml_node OdfStyles::add(const std::string& stem, const char* family) {
    return append(list_, "style:style", {{"style:name", stem + std::to_string(++made_)}, {"style:family", family}});
}

pugi::xml_node OdfStyles::own(pugi::xml_node paragraph) {
    const std::string stem = "Own", now = paragraph.attribute("text:style-name").value();
    const auto existing = find(now.c_str());
    if (existing && now.starts_with(stem))
        return existing;
    auto style = add(stem, "paragraph");
    if (existing) {
        for (const auto& attribute : existing.attributes())
            if (!style.attribute(attribute.name()))
                style.append_copy(attribute);
        for (const auto& child : existing.children())
            style.append_copy(child);
    } else
        set(style, {{"style:parent-style-name", now.empty() ? "Standard" : now}});
    set(paragraph, {{"text:style-name", name(style)}});
    return style;
}

void OdfStyles::set_paragraph(pugi::xml_node paragraph, XmlAttributes properties) {
    auto style = own(paragraph);
    auto child = style.child("style:paragraph-properties");
    set(child ? child : style.prepend_child("style:paragraph-properties"), properties);
}

void OdfStyles::set_text(pugi::xml_node paragraph, XmlAttributes properties) {
    auto style = own(paragraph);
    auto child = style.child("style:text-properties");
    set(child ? child : style.append_child("style:text-properties"), properties);
}

} // namespace planpaket::office
