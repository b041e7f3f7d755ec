#include "office/docx_package.h"

#include "office/page_plan.h"
#include "office/style_rules.h"
#include "office/word_xml.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <functional>

namespace planpaket::office {

using document::Document;
using document::Orientation;

namespace {

constexpr const char* main_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* relationship_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string text_of(const std::function<void(pugi::xml_document&)>& build) {
    pugi::xml_document document;
    build(document);
    return write_xml(document);
}

pugi::xml_node style_named(pugi::xml_node styles, const char* id) {
    return styles.find_child_by_attribute("w:style", "w:styleId", id);
}

void set_size(pugi::xml_node properties, float size) {
    if (properties)
        for (const char* name : {"w:sz", "w:szCs"})
            if (auto child = properties.child(name))
                set(child, {{"w:val", half_points(size)}});
}

void set_colour(pugi::xml_node properties, const typeset::Colour& colour) {
    if (auto child = properties.child("w:color"))
        set(child, {{"w:val", hex(colour)}});
}

/// From line to line at least so much: proportions are of the font's own height, which is not the size that style.toml means.
void set_line(pugi::xml_node properties, float distance) {
    if (auto spacing = properties.child("w:spacing"))
        set(spacing, {{"w:line", twips(distance)}, {"w:lineRule", "atLeast"}});
}

/// What style.toml says, put into the styles. A style that somebody has taken out of them is left alone.
std::string styles_of(const Document& document, const std::string& text, const typeset::Style& style) {
    auto styles = read_xml(text).value();
    auto root = styles.child("w:styles");
    auto defaults = root.child("w:docDefaults").child("w:rPrDefault").child("w:rPr");
    for (const char* name : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"})
        set(defaults.child("w:rFonts"), {{name, style.family}});
    set(defaults.child("w:lang"), {{"w:val", with_country(document.language)}});
    set_size(defaults, style.body_size);
    // As a default of the document LibreOffice sets it in tables over the colours of words.
    set_colour(style_named(root, "Normal").child("w:rPr"), style.text);
    set_line(root.child("w:docDefaults").child("w:pPrDefault").child("w:pPr"), style.body_size * style.line_height);
    for (const auto& rule : style_rules(style)) {
        auto named = style_named(root, rule.docx);
        set_size(named.child("w:rPr"), rule.size);
        set_colour(named.child("w:rPr"), rule.colour);
        if (rule.line > 0)
            set_line(named.child("w:pPr"), rule.size * rule.line);
    }
    auto table = style_named(root, "Table");
    for (auto border : table.child("w:tblPr").child("w:tblBorders"))
        set(border, {{"w:color", hex(style.rule)}});
    for (const char* side : {"w:left", "w:right"})
        if (auto padding = table.child("w:tblPr").child("w:tblCellMar").child(side))
            set(padding, {{"w:w", twips(style.cell_padding)}});
    if (auto shade = table.child("w:tblStylePr").child("w:tcPr").child("w:shd"))
        set(shade, {{"w:fill", hex(style.header_fill)}});
    for (const auto& [id, side] : {std::pair("Header", "w:bottom"), std::pair("Footer", "w:top")})
        if (auto border = style_named(root, id).child("w:pPr").child("w:pBdr").child(side))
            set(border, {{"w:color", hex(style.rule)}});
    return write_xml(styles);
}

/// "Sida {page} ({pages})" with fields for the two.
void append_page_words(pugi::xml_node paragraph, std::string pattern) {
    while (!pattern.empty()) {
        const auto at = std::min(pattern.find("{page}"), pattern.find("{pages}"));
        if (at > 0)
            append_run(paragraph, pattern.substr(0, at));
        if (at == std::string::npos)
            return;
        const bool total = pattern.compare(at, 7, "{pages}") == 0;
        append_field(paragraph, total ? "NUMPAGES" : "PAGE", "1");
        pattern.erase(0, at + (total ? 7 : 6));
    }
}

pugi::xml_node begin_running(pugi::xml_document& part, const char* root, const char* style, float width) {
    auto paragraph = append(append(part, root, {{"xmlns:w", main_space}}), "w:p");
    set_style(paragraph, style);
    append(paragraph_property(paragraph, "w:tabs"), "w:tab", {{"w:val", "right"}, {"w:pos", twips(width)}});
    return paragraph;
}

void append_tab(pugi::xml_node paragraph) {
    append(append(paragraph, "w:r"), "w:tab");
}

std::string head_of(const Document& document, float width) {
    return text_of([&](pugi::xml_document& part) {
        auto paragraph = begin_running(part, "w:hdr", "Header", width);
        append_run(paragraph, document.running.title);
        append_tab(paragraph);
        auto state = append_run(paragraph, document.running.state);
        append(state.prepend_child("w:rPr"), "w:b");
    });
}

std::string foot_of(const Document& document, float width) {
    return text_of([&](pugi::xml_document& part) {
        auto paragraph = begin_running(part, "w:ftr", "Footer", width);
        const auto& running = document.running;
        append_run(paragraph, running.version + (running.version.empty() || running.dnr.empty() ? "" : " · ") + running.dnr);
        append_tab(paragraph);
        append_page_words(paragraph, running.page);
    });
}

std::string core_properties(const Document& document) {
    return text_of([&](pugi::xml_document& part) {
        auto root = append(part, "cp:coreProperties",
                           {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                            {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                            {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                            {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
        append_text(append(root, "dc:title"), document.title);
        append_text(append(root, "dc:subject"), document.subject);
        append_text(append(root, "dc:creator"), document.author);
        append_text(append(root, "cp:keywords"), fmt::format("{}", fmt::join(document.keywords, ", ")));
        append_text(append(root, "dc:language"), with_country(document.language));
        append_text(append(root, "cp:contentStatus"), document.running.state);
        for (const char* name : {"dcterms:created", "dcterms:modified"})
            append_text(append(root, name, {{"xsi:type", "dcterms:W3CDTF"}}), iso_time(document.date) + "Z");
    });
}

std::string app_properties(const Document& document) {
    return text_of([&](pugi::xml_document& part) {
        auto root =
            append(part, "Properties", {{"xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}});
        append_text(append(root, "Application"), "planpaket");
        append_text(append(root, "Company"), document.author);
    });
}

class Package {
public:
    void add_part(const std::string& name, std::string bytes, const std::string& type) {
        overrides_.emplace_back("/" + name, type);
        parts_.push_back({name, std::move(bytes), false});
    }
    /// `stored`: it is compressed already.
    void add_media(const std::string& name, std::string bytes, bool stored = false) {
        parts_.push_back({name, std::move(bytes), stored});
    }

    std::vector<Part> finish() {
        Part types{
            "[Content_Types].xml", text_of([&](pugi::xml_document& part) {
                auto root = append(part, "Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
                append(root, "Default",
                       {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
                append(root, "Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
                append(root, "Default", {{"Extension", "png"}, {"ContentType", "image/png"}});
                append(root, "Default", {{"Extension", "jpeg"}, {"ContentType", "image/jpeg"}});
                append(root, "Default", {{"Extension", "svg"}, {"ContentType", "image/svg+xml"}});
                for (const auto& [name, type] : overrides_)
                    append(root, "Override", {{"PartName", name}, {"ContentType", type}});
            }),
            false};
        parts_.insert(parts_.begin(), std::move(types));
        return std::move(parts_);
    }

private:
    std::vector<Part> parts_;
    std::vector<std::pair<std::string, std::string>> overrides_;
};

struct Relationship {
    std::string id, type, target;
    bool outside = false;
};

std::string relationships(const std::vector<Relationship>& list) {
    return text_of([&](pugi::xml_document& part) {
        auto root = append(part, "Relationships", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
        for (const auto& [id, type, target, outside] : list) {
            auto each = append(root, "Relationship", {{"Id", id}, {"Type", type}, {"Target", target}});
            if (outside)
                set(each, {{"TargetMode", "External"}});
        }
    });
}

} // namespace

std::string picture_relationship(const Picture& picture, const Picture::File& file) {
    auto id = "rId" + picture.name + file.ending;
    std::erase_if(id, [](char c) { return c == '-' || c == '.'; });
    return id;
}

std::vector<Part> docx_parts(const Document& document, const Reference& reference, const typeset::Style& style,
                             const DocxContent& content) {
    Package package;
    std::vector<Relationship> related;
    const auto add = [&](const std::string& name, std::string bytes, const char* kind, std::string id) {
        related.push_back({std::move(id), relationship_type + std::string(kind), name, false});
        package.add_part("word/" + name, std::move(bytes), std::string(content_type) + kind + "+xml");
    };
    const std::string type = relationship_type;
    package.add_media(
        "_rels/.rels",
        relationships({{"rId1", type + "officeDocument", "word/document.xml", false},
                       {"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                        "docProps/core.xml", false},
                       {"rId3", type + "extended-properties", "docProps/app.xml", false}}));
    package.add_part("word/document.xml", content.text, std::string(content_type) + "document.main+xml");
    add("styles.xml", styles_of(document, reference.docx_styles, style), "styles", "rIdStyles");
    add("settings.xml", reference.docx_settings, "settings", "rIdSettings");
    if (!content.numbering.empty())
        add("numbering.xml", content.numbering, "numbering", "rIdNumbering");
    const float upright = room_of(style, Orientation::portrait).width, across = room_of(style, Orientation::landscape).width;
    add("header-portrait.xml", head_of(document, upright), "header", portrait_head);
    add("footer-portrait.xml", foot_of(document, upright), "footer", portrait_foot);
    add("header-landscape.xml", head_of(document, across), "header", landscape_head);
    add("footer-landscape.xml", foot_of(document, across), "footer", landscape_foot);
    for (const auto& picture : content.pictures)
        for (const auto& file : picture.files) {
            const auto name = "media/" + picture.name + file.ending;
            related.push_back({picture_relationship(picture, file), type + "image", name, false});
            package.add_media("word/" + name, file.bytes, file.ending != ".svg");
        }
    for (const auto& [id, target] : content.links)
        related.push_back({id, type + "hyperlink", target, true});
    package.add_media("word/_rels/document.xml.rels", relationships(related));
    package.add_part("docProps/core.xml", core_properties(document),
                     "application/vnd.openxmlformats-package.core-properties+xml");
    package.add_part("docProps/app.xml", app_properties(document),
                     "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    return package.finish();
}

} // namespace planpaket::office
