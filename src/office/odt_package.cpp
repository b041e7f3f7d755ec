#include "office/odt_package.h"

#include "office/odf_styles.h"
#include "office/page_plan.h"
#include "office/style_rules.h"
#include "office/word_xml.h"

#include <algorithm>

namespace planpaket::office {

using document::Document;
using document::Orientation;

namespace {

constexpr const char* media_type = "application/vnd.oasis.opendocument.text";

pugi::xml_node named(pugi::xml_node list, const char* name) {
    return list.find_child_by_attribute("style:name", name);
}

void set_text(pugi::xml_node style, float size, const typeset::Colour& colour) {
    auto properties = style.child("style:text-properties");
    if (properties.attribute("fo:font-size"))
        set(properties, {{"fo:font-size", points(size)}});
    if (properties.attribute("fo:color"))
        set(properties, {{"fo:color", "#" + hex(colour)}});
}

/// From line to line at least so much: proportions are of the font's own height, which is not the size that style.toml means.
void set_line(pugi::xml_node style, float distance) {
    if (auto properties = style.child("style:paragraph-properties")) {
        properties.remove_attribute("fo:line-height");
        set(properties, {{"style:line-height-at-least", points(distance)}});
    }
}

void set_tab(pugi::xml_node style, float width, const char* leader = nullptr) {
    if (!style)
        return;
    auto properties = style.child("style:paragraph-properties");
    if (!properties)
        properties = style.prepend_child("style:paragraph-properties");
    auto tab = append(append(properties, "style:tab-stops"), "style:tab-stop",
                      {{"style:position", points(width)}, {"style:type", "right"}});
    if (leader != nullptr)
        set(tab, {{"style:leader-style", "dotted"}, {"style:leader-text", leader}});
}

/// "Sida {page} ({pages})" with fields for the two.
void append_page_words(pugi::xml_node paragraph, std::string pattern) {
    while (!pattern.empty()) {
        const auto at = std::min(pattern.find("{page}"), pattern.find("{pages}"));
        if (at > 0)
            append_text(paragraph, pattern.substr(0, at));
        if (at == std::string::npos)
            return;
        const bool total = pattern.compare(at, 7, "{pages}") == 0;
        append_text(total ? append(paragraph, "text:page-count")
                          : append(paragraph, "text:page-number", {{"text:select-page", "current"}}),
                    "1");
        pattern.erase(0, at + (total ? 7 : 6));
    }
}

void add_running(pugi::xml_node page, const Document& document, const std::string& ending) {
    const auto& running = document.running;
    auto head = append(append(page, "style:header"), "text:p", {{"text:style-name", "Header" + ending}});
    append_text(head, running.title);
    append(head, "text:tab");
    append_text(append(head, "text:span", {{"text:style-name", "State"}}), running.state);
    auto foot = append(append(page, "style:footer"), "text:p", {{"text:style-name", "Footer" + ending}});
    append_text(foot, running.version + (running.version.empty() || running.dnr.empty() ? "" : " · ") + running.dnr);
    append(foot, "text:tab");
    append_page_words(foot, running.page);
}

/// Margins of the page: what style.toml counts to the text, less the room for head and foot.
void set_page(pugi::xml_node layout, const typeset::Margins& margins, const typeset::Style& style) {
    const float line = style.running_size * 1.25F + 4, gap = 19;
    auto page = layout.child("style:page-layout-properties");
    set(page, {{"fo:margin-top", points(std::max(margins.top - line - gap, 10.0F))},
               {"fo:margin-right", points(margins.right)},
               {"fo:margin-bottom", points(std::max(margins.bottom - line - gap, 10.0F))},
               {"fo:margin-left", points(margins.left)}});
    for (const auto& [kind, side] :
         {std::pair("style:header-style", "fo:margin-bottom"), std::pair("style:footer-style", "fo:margin-top")})
        set(layout.child(kind).child("style:header-footer-properties"), {{"fo:min-height", points(line)}, {side, points(gap)}});
}

/// What style.toml says, put into the styles. A style that somebody has taken out of them is left alone.
std::string styles_of(const Document& document, const std::string& text, const typeset::Style& style) {
    auto part = read_xml(text).value();
    auto root = part.child("office:document-styles");
    auto face = root.child("office:font-face-decls").child("style:font-face");
    set(face, {{"style:name", style.family}, {"svg:font-family", "'" + style.family + "'"}});
    auto styles = root.child("office:styles");
    auto usual = styles.find_child_by_attribute("style:default-style", "style:family", "paragraph");
    const auto language = with_country(document.language);
    const auto hyphen = language.find('-');
    set(usual.child("style:text-properties"),
        {{"style:font-name", style.family},
         {"fo:language", language.substr(0, hyphen)},
         {"fo:country", hyphen == std::string::npos ? "none" : language.substr(hyphen + 1)}});
    set_text(usual, style.body_size, style.text);
    set_line(named(styles, "Standard"), style.body_size * style.line_height);
    for (const auto& rule : style_rules(style)) {
        set_text(named(styles, rule.odf), rule.size, rule.colour);
        if (rule.line > 0)
            set_line(named(styles, rule.odf), rule.size * rule.line);
    }
    for (const auto& [name, side] : {std::pair("Header", "fo:border-bottom"), std::pair("Footer", "fo:border-top")})
        if (auto properties = named(styles, name).child("style:paragraph-properties"); properties.attribute(side))
            set(properties, {{side, "0.4pt solid #" + hex(style.rule)}});
    const float upright = room_of(style, Orientation::portrait).width, across = room_of(style, Orientation::landscape).width;
    for (const char* name : {"Header", "Footer"}) {
        set_tab(named(styles, name), upright);
        set_tab(named(styles, (name + std::string("_20_Landscape")).c_str()), across);
    }
    for (const char* name : {"Contents_20_1", "Contents_20_2", "Contents_20_3"})
        set_tab(named(styles, name), upright, ".");
    auto layouts = root.child("office:automatic-styles");
    set_page(named(layouts, "Portrait"), style.portrait, style);
    set_page(named(layouts, "Landscape"), style.landscape, style);
    auto pages = root.child("office:master-styles");
    add_running(named(pages, "Standard"), document, "");
    add_running(named(pages, "Landscape"), document, "_20_Landscape");
    return write_xml(part);
}

std::string meta_of(const Document& document) {
    pugi::xml_document part;
    auto root = append(part, "office:document-meta",
                       {{"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
                        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                        {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
                        {"office:version", "1.2"}});
    auto meta = append(root, "office:meta");
    const auto date = iso_time(document.date);
    append_text(append(meta, "meta:generator"), "planpaket");
    append_text(append(meta, "dc:title"), document.title);
    append_text(append(meta, "dc:subject"), document.subject);
    for (const auto& keyword : document.keywords)
        append_text(append(meta, "meta:keyword"), keyword);
    append_text(append(meta, "meta:initial-creator"), document.author);
    append_text(append(meta, "dc:creator"), document.author);
    append_text(append(meta, "meta:creation-date"), date);
    append_text(append(meta, "dc:date"), date);
    append_text(append(meta, "dc:language"), with_country(document.language));
    return write_xml(part);
}

/// How LibreOffice lays the document out. A group's row stays with the next; the others are what it would do for a document of
/// its own: without them it lays out as OpenOffice 1 did.
std::string settings_of() {
    pugi::xml_document part;
    auto root = append(part, "office:document-settings",
                       {{"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
                        {"xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"},
                        {"xmlns:ooo", "http://openoffice.org/2004/office"},
                        {"office:version", "1.2"}});
    auto items =
        append(append(root, "office:settings"), "config:config-item-set", {{"config:name", "ooo:configuration-settings"}});
    const auto add = [&](const char* name, const char* type, const char* value) {
        append_text(append(items, "config:config-item", {{"config:name", name}, {"config:type", type}}), value);
    };
    add("TableRowKeep", "boolean", "true");
    add("PrinterIndependentLayout", "string", "high-resolution");
    add("AddExternalLeading", "boolean", "true");
    for (const char* name : {"UseFormerLineSpacing", "UseFormerObjectPositioning", "UseFormerTextWrapping", "UseOldNumbering",
                             "IgnoreFirstLineIndentInNumbering"})
        add(name, "boolean", "false");
    return write_xml(part);
}

std::string manifest_of(const std::vector<Part>& parts) {
    pugi::xml_document part;
    auto root = append(part, "manifest:manifest",
                       {{"xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"}, {"manifest:version", "1.2"}});
    append(root, "manifest:file-entry",
           {{"manifest:full-path", "/"}, {"manifest:version", "1.2"}, {"manifest:media-type", media_type}});
    for (const auto& each : parts)
        if (each.name != "mimetype")
            append(root, "manifest:file-entry",
                   {{"manifest:full-path", each.name},
                    {"manifest:media-type", each.name.ends_with(".svg")    ? "image/svg+xml"
                                            : each.name.ends_with(".png")  ? "image/png"
                                            : each.name.ends_with(".jpeg") ? "image/jpeg"
                                                                           : "text/xml"}});
    return write_xml(part);
}

} // namespace

std::string odt_path(const Picture& picture, const Picture::File& file) {
    return "Pictures/" + picture.name + file.ending;
}

std::vector<Part> odt_parts(const Document& document, const Reference& reference, const typeset::Style& style, std::string text,
                            const std::vector<Picture>& pictures) {
    std::vector<Part> parts{{"mimetype", media_type, true},
                            {"content.xml", std::move(text), false},
                            {"styles.xml", styles_of(document, reference.odt_styles, style), false},
                            {"meta.xml", meta_of(document), false},
                            {"settings.xml", settings_of(), false}};
    for (const auto& picture : pictures)
        for (const auto& file : picture.files) // PNG and JPEG are compressed already
            parts.push_back({odt_path(picture, file), file.bytes, file.ending != ".svg"});
    auto manifest = manifest_of(parts);
    parts.push_back({"META-INF/manifest.xml", std::move(manifest), false});
    return parts;
}

} // namespace planpaket::office
