#include "office/docx.h"
#include "pandoc/json.h"

#include "office/charts.h"
#include "office/docx_package.h"
#include "office/docx_tables.h"
#include "office/filling.h"
#include "office/word_xml.h"

#include <algorithm>
#include <future>
#include <set>

namespace planpaket::office {

using namespace document;

namespace {

std::string mark(const char* style) {
    return std::string(R"(<w:p><w:pPr><w:pStyle w:val=")") + style + R"("/></w:pPr></w:p>)";
}

pandoc::Dialect dialect() {
    pandoc::Dialect dialect;
    dialect.markup = "openxml";
    dialect.named_styles = true;
    set_marks(dialect, mark);
    dialect.id = bookmark_name;
    return dialect;
}

/// Finishes the text of a document.
class TextFinisher {
public:
    TextFinisher(const Document& document, const typeset::Style& style, pugi::xml_node body, Fillings& fillings,
                 const std::optional<Picture>& logo)
        : document_(document), style_(style), body_(body), fillings_(fillings), logo_(logo) {}

    base::Diagnostics finish() {
        for (auto paragraph : descendants(body_, "w:p")) {
            const auto name = style_of(paragraph);
            if (name == marks::figure)
                place_charts(paragraph);
            else if (name == marks::contents)
                place_contents(paragraph);
            else if (name == marks::page_break)
                place_page_break(paragraph);
        }
        set_languages();
        keep_leads();
        place_logo();
        set_sections();
        return fillings_.complete() ? base::Diagnostics{} : differs();
    }

private:
    // DrawingML (20.4.2.8): the picture as PNG or JPEG, and as SVG, where there is one, for those that know it.
    void append_drawing(pugi::xml_node paragraph, const Picture& shown) {
        const auto number = std::to_string(++drawings_);
        const auto width = emu(shown.width), height = emu(shown.height);
        auto drawing = append(append(paragraph, "w:r"), "w:drawing");
        auto in_line = append(drawing, "wp:inline", {{"distT", "0"}, {"distB", "0"}, {"distL", "0"}, {"distR", "0"}});
        append(in_line, "wp:extent", {{"cx", width}, {"cy", height}});
        append(in_line, "wp:docPr", {{"id", number}, {"name", shown.name}, {"descr", shown.alternative}});
        append(append(in_line, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", {{"noChangeAspect", "1"}});
        auto data = append(append(in_line, "a:graphic"), "a:graphicData",
                           {{"uri", "http://schemas.openxmlformats.org/drawingml/2006/picture"}});
        auto picture = append(data, "pic:pic");
        auto about = append(picture, "pic:nvPicPr");
        append(about, "pic:cNvPr", {{"id", number}, {"name", shown.name}, {"descr", shown.alternative}});
        append(about, "pic:cNvPicPr");
        auto fill = append(picture, "pic:blipFill");
        auto blip = append(fill, "a:blip", {{"r:embed", picture_relationship(shown, shown.files.back())}});
        if (const auto& best = shown.files.front(); best.ending == ".svg")
            append(append(append(blip, "a:extLst"), "a:ext", {{"uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"}}), "asvg:svgBlip",
                   {{"xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main"},
                    {"r:embed", picture_relationship(shown, best)}});
        append(append(fill, "a:stretch"), "a:fillRect");
        auto shape = append(picture, "pic:spPr");
        auto place = append(shape, "a:xfrm");
        append(place, "a:off", {{"x", "0"}, {"y", "0"}});
        append(place, "a:ext", {{"cx", width}, {"cy", height}});
        append(append(shape, "a:prstGeom", {{"prst", "rect"}}), "a:avLst");
    }

    /// In a paragraph before all others, on the first page whichever way it lies.
    void place_logo() {
        if (!logo_)
            return;
        auto first = body_.first_child();
        while (style_of(first) == marks::portrait || style_of(first) == marks::landscape)
            first = first.next_sibling();
        auto paragraph = body_.insert_child_before("w:p", first);
        set_style(paragraph, "Logo");
        append_drawing(paragraph, *logo_);
    }

    void place_charts(pugi::xml_node paragraph) {
        const auto* charts = fillings_.next_charts();
        if (charts == nullptr)
            return;
        auto last = paragraph;
        for (std::size_t i = 0; i < charts->size(); ++i) {
            if (i > 0)
                last = paragraph.parent().insert_child_after("w:p", last);
            set_style(last, "Figure");
            append_drawing(last, (*charts)[i]);
        }
    }

    /// A table of contents (17.16.5.68) with its lines; the word processor adds page numbers when it is asked to update the
    /// field.
    void place_contents(pugi::xml_node paragraph) {
        const auto* contents = fillings_.next_contents();
        if (contents == nullptr)
            return;
        auto parent = paragraph.parent();
        auto block = parent.insert_child_before("w:sdt", paragraph);
        parent.remove_child(paragraph);
        auto kind = append(append(block, "w:sdtPr"), "w:docPartObj");
        append(kind, "w:docPartGallery", {{"w:val", "Table of Contents"}});
        append(kind, "w:docPartUnique");
        auto content = append(block, "w:sdtContent");
        auto title = append(content, "w:p");
        set_style(title, "TOCHeading");
        append_run(title, contents->title);
        const auto listed = pandoc::listed_headings(document_, *contents);
        bool first = true;
        pugi::xml_node line;
        for (const auto& [level, words, id] : listed) {
            line = append(content, "w:p");
            set_style(line, "TOC" + std::to_string(std::clamp(level, 1, 3)));
            if (std::exchange(first, false)) {
                append_field_mark(line, "begin");
                append_field_instruction(line, "TOC \\o \"1-" + std::to_string(contents->depth) + "\" \\h \\z \\u");
                append_field_mark(line, "separate");
            }
            append_run(append(line, "w:hyperlink", {{"w:anchor", bookmark_name(id)}, {"w:history", "1"}}), words);
        }
        if (line)
            append_field_mark(line, "end");
    }

    static void place_page_break(pugi::xml_node paragraph) {
        set_style(paragraph, "SectionEnd");
        append(append(paragraph, "w:r"), "w:br", {{"w:type", "page"}});
    }

    /// A short paragraph that leads to a table or a list, and a note below a heading, stay with what follows them.
    void keep_leads() {
        const auto is_item = [](pugi::xml_node node) { return bool(node.child("w:pPr").child("w:numPr")); };
        std::string before;
        for (auto paragraph : body_.children("w:p")) {
            const auto style = style_of(paragraph);
            const auto next = following(paragraph);
            const bool leads = std::string_view(next.name()) == "w:tbl" || (is_item(next) && !is_item(paragraph));
            const auto length = text_length(paragraph);
            if (length > 0 && ((leads && length <= longest_lead) || (style == "Note" && before.starts_with("Heading"))))
                paragraph_property(paragraph, "w:keepNext");
            before = style;
        }
        keep_ending();
    }

    void keep_ending() {
        const auto is_short = [](pugi::xml_node node) {
            return std::string_view(node.name()) == "w:p" && text_length(node) > 0 && text_length(node) <= short_ending;
        };
        auto last = body_.last_child();
        while (last && std::string_view(last.name()) != "w:p" && std::string_view(last.name()) != "w:tbl")
            last = last.previous_sibling();
        for (; is_short(last) && is_short(last.previous_sibling()); last = last.previous_sibling())
            paragraph_property(last.previous_sibling(), "w:keepNext");
    }

    /// The paragraph or table after a node.
    static pugi::xml_node following(pugi::xml_node node) {
        do
            node = node.next_sibling();
        while (node && std::string_view(node.name()) != "w:p" && std::string_view(node.name()) != "w:tbl");
        return node;
    }

    /// Runs in a style "Language-fr" are words in French.
    void set_languages() {
        for (auto style : descendants(body_, "w:rStyle")) {
            const std::string name = style.attribute("w:val").value();
            if (!name.starts_with(pandoc::foreign_style))
                continue;
            auto properties = style.parent();
            properties.remove_child(style);
            append(properties, "w:lang", {{"w:val", with_country(name.substr(pandoc::foreign_style.size()))}});
        }
    }

    void append_section(pugi::xml_node parent, Orientation orientation) const {
        const bool upright = orientation == Orientation::portrait;
        const auto& margins = upright ? style_.portrait : style_.landscape;
        const float width = upright ? paper_short : paper_long, height = upright ? paper_long : paper_short;
        constexpr float to_head = 35, to_foot = 33; // from the text's edges to the far side of head and foot
        auto section = append(parent, "w:sectPr");
        append(section, "w:headerReference", {{"w:type", "default"}, {"r:id", upright ? portrait_head : landscape_head}});
        append(section, "w:footerReference", {{"w:type", "default"}, {"r:id", upright ? portrait_foot : landscape_foot}});
        append(section, "w:type", {{"w:val", "nextPage"}});
        auto page = append(section, "w:pgSz", {{"w:w", twips(width)}, {"w:h", twips(height)}});
        if (!upright)
            set(page, {{"w:orient", "landscape"}});
        append(section, "w:pgMar",
               {{"w:top", twips(margins.top)},
                {"w:right", twips(margins.right)},
                {"w:bottom", twips(margins.bottom)},
                {"w:left", twips(margins.left)},
                {"w:header", twips(std::max(margins.top - to_head, 10.0F))},
                {"w:footer", twips(std::max(margins.bottom - to_foot, 10.0F))},
                {"w:gutter", "0"}});
    }

    /// The paragraph that ends the section before a mark: the last of its text, or the mark itself after a table.
    static pugi::xml_node section_end(pugi::xml_node mark) {
        auto before = mark.previous_sibling();
        static const std::set<std::string_view> between{"w:bookmarkStart", "w:bookmarkEnd"};
        while (before && between.contains(before.name()))
            before = before.previous_sibling();
        return before && std::string_view(before.name()) == "w:p" ? before : mark;
    }

    void set_sections() {
        body_.remove_child("w:sectPr");
        auto orientation = Orientation::portrait;
        bool begun = false;
        for (auto node = body_.first_child(); node;) {
            const auto mark = node;
            node = node.next_sibling();
            const auto name = style_of(mark);
            if (name != marks::portrait && name != marks::landscape) {
                begun = begun || std::string_view(mark.name()) == "w:p" || std::string_view(mark.name()) == "w:tbl";
                continue;
            }
            if (begun) {
                auto end = section_end(mark);
                append_section(paragraph_properties(end), orientation);
                if (end == mark)
                    set_style(mark, "SectionEnd");
                else
                    body_.remove_child(mark);
            } else
                body_.remove_child(mark);
            orientation = name == marks::portrait ? Orientation::portrait : Orientation::landscape;
            begun = false;
        }
        append_section(body_, orientation);
    }

    const Document& document_;
    const typeset::Style& style_;
    pugi::xml_node body_;
    Fillings& fillings_;
    const std::optional<Picture>& logo_;
    std::size_t drawings_ = 0;
};

std::string part_named(std::vector<Part>& parts, std::string_view name) {
    const auto found = std::ranges::find(parts, name, &Part::name);
    return found == parts.end() ? std::string() : std::move(found->bytes);
}

/// The links in the text to places outside, with the targets that pandoc has noted for them.
base::Result<std::vector<OutsideLink>> outside_links(pugi::xml_node body, const std::string& relationships) {
    auto part = read_xml(relationships);
    if (!part)
        return std::unexpected(std::move(part.error()));
    std::vector<OutsideLink> links;
    std::set<std::string> seen;
    for (auto link : descendants(body, "w:hyperlink")) {
        const std::string id = link.attribute("r:id").value();
        if (id.empty() || !seen.insert(id).second)
            continue;
        const auto found = part->child("Relationships").find_child_by_attribute("Relationship", "Id", id.c_str());
        if (!found)
            return std::unexpected(differs());
        links.push_back({id, found.attribute("Target").value()});
    }
    return links;
}

/// The definitions of lists, each level as far from the margin as in the other formats; empty if no list has one.
base::Result<std::string> indented(const std::string& numbering) {
    if (numbering.empty())
        return numbering;
    constexpr int step = 360; // twentieths of a point
    auto lists = read_xml(numbering, Space::alone);
    if (!lists)
        return std::unexpected(std::move(lists.error()));
    for (auto level : descendants(*lists, "w:lvl"))
        for (auto place : level.child("w:pPr").children("w:ind")) {
            const auto left = step * (level.attribute("w:ilvl").as_int() + 1);
            set(place, {{"w:left", std::to_string(left)}, {"w:hanging", std::to_string(step)}});
        }
    return write_xml(*lists);
}

} // namespace

base::Result<std::string> make_docx(const Document& document, const Means& means) {
    const auto& [reference, style, fonts, program, rasters] = means;
    auto drawing = std::async(std::launch::async, // while pandoc writes
                              [&] { return draw_charts(document, means.style, means.fonts, means.rasters); });
    std::vector<std::string> options{"--to", "docx"};
    if (const auto& blank = reference.blank_docx->path(); !blank.empty())
        options.insert(options.end(), {"--reference-doc", blank});
    const auto archive = pandoc::convert(pandoc::tree(document, dialect(), program.api), options, document.name + ".docx");
    if (!archive)
        return std::unexpected(archive.error());
    auto parts = read_parts(*archive);
    if (!parts)
        return std::unexpected(std::move(parts.error()));
    auto text = read_xml(part_named(*parts, "word/document.xml"), Space::alone);
    if (!text)
        return std::unexpected(std::move(text.error()));
    auto body = text->child("w:document").child("w:body");

    auto charts = drawing.get();
    if (!charts)
        return std::unexpected(std::move(charts.error()));
    if (auto faults = finish_docx_tables(body, place_tables(document, style, fonts), style); !faults.empty())
        return std::unexpected(std::move(faults));
    const auto logo = logo_of(style);
    Fillings fillings(document, std::move(*charts));
    if (auto faults = TextFinisher(document, style, body, fillings, logo).finish(); !faults.empty())
        return std::unexpected(std::move(faults));
    auto links = outside_links(body, part_named(*parts, "word/_rels/document.xml.rels"));
    if (!links)
        return std::unexpected(std::move(links.error()));

    auto numbering = indented(part_named(*parts, "word/numbering.xml"));
    if (!numbering)
        return std::unexpected(std::move(numbering.error()));
    const DocxContent content{write_xml(*text), std::move(*numbering), std::move(*links), std::move(fillings).pictures(logo)};
    return zip::write_archive(docx_parts(document, reference, style, content));
}

} // namespace planpaket::office
