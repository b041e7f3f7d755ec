#include "office/odt.h"
#include "pandoc/json.h"

#include "office/charts.h"
#include "office/filling.h"
#include "office/odf_styles.h"
#include "office/odt_package.h"
#include "office/odt_tables.h"
#include "office/word_xml.h"

#include <algorithm>
#include <future>
#include <string_view>
#include <vector>

namespace planpaket::office {

using namespace document;

namespace {

std::string mark(const char* style) {
    return std::string(R"(<text:p text:style-name=")") + style + R"("/>)";
}

pandoc::Dialect dialect() {
    pandoc::Dialect dialect;
    dialect.markup = "opendocument";
    dialect.named_styles = true;
    dialect.spans = false;
    set_marks(dialect, mark);
    dialect.muted = {R"(<text:span text:style-name="Muted">)", "</text:span>"};
    return dialect;
}

std::string style_name(pugi::xml_node node) {
    return node.attribute("text:style-name").value();
}

/// Finishes the text of a document.
class TextFinisher {
public:
    TextFinisher(const Document& document, pugi::xml_node text, OdfStyles& styles, Fillings& fillings,
                 const std::optional<Picture>& logo)
        : document_(document), text_(text), styles_(styles), fillings_(fillings), logo_(logo) {}

    /// Before the tables are finished: names of styles.
    void name_styles() {
        for (const char* kind : {"text:p", "text:h"})
            for (auto paragraph : descendants(text_, kind)) {
                auto name = style_name(paragraph);
                for (auto at = name.find(' '); at != std::string::npos; at = name.find(' ', at))
                    name.replace(at, 1, "_20_");
                set(paragraph, {{"text:style-name", name}});
            }
        for (auto link : descendants(text_, "text:a")) {
            link.remove_attribute("office:name"); // a description, which this attribute is not for
            for (auto span : link.children("text:span"))
                if (style_name(span) == "Definition")
                    set(span, {{"text:style-name", "Internet_20_link"}});
        }
        for (auto list : descendants(text_, "text:list"))
            if (const auto numbers = descendants(list_style(style_name(list)), "text:list-level-style-number"); numbers.empty())
                set(list, {{"text:style-name", "Bullets"}});
            else
                indent(numbers);
        set_languages();
    }

    base::Diagnostics finish() {
        for (auto paragraph : descendants(text_, "text:p")) {
            const auto name = style_name(paragraph);
            if (name == marks::figure)
                place_charts(paragraph);
            else if (name == marks::contents)
                place_contents(paragraph);
        }
        keep_leads();
        place_logo();
        set_pages();
        return fillings_.complete() ? base::Diagnostics{} : differs();
    }

private:
    /// As far as bullets: pandoc's half an inch is much of a column.
    static void indent(const std::vector<pugi::xml_node>& levels) {
        constexpr float step = 18;
        for (auto level : levels) {
            const auto left = points(step * static_cast<float>(level.attribute("text:level").as_int()));
            for (auto place : descendants(level, "style:list-level-label-alignment"))
                set(place, {{"text:list-tab-stop-position", left}, {"fo:text-indent", points(-step)}, {"fo:margin-left", left}});
            for (auto properties : level.children("style:list-level-properties"))
                properties.remove_attribute("fo:text-align"); // the numbers begin where the bullets do
        }
    }

    pugi::xml_node list_style(const std::string& name) const { return styles_.find(name.c_str()); }

    /// Languages get their countries.
    void set_languages() const {
        for (auto span : descendants(text_, "text:span")) {
            auto properties = styles_.find(style_name(span).c_str()).child("style:text-properties");
            const std::string language = properties.attribute("fo:language").value();
            if (language.empty() || properties.attribute("fo:country"))
                continue;
            const auto whole = with_country(language);
            const auto hyphen = whole.find('-');
            set(properties, {{"fo:language", whole.substr(0, hyphen)},
                             {"fo:country", hyphen == std::string::npos ? "none" : whole.substr(hyphen + 1)}});
        }
    }

    /// A short paragraph that leads to a table or a list, and a note below a heading, stay with what follows them.
    void keep_leads() {
        pugi::xml_node before;
        for (auto node : text_.children()) {
            if (node.type() != pugi::node_element)
                continue;
            const std::string_view kind = node.name(), last = before.name();
            const auto length = text_length(before);
            if (last == "text:p" && length > 0 && length <= longest_lead && (kind == "table:table" || kind == "text:list"))
                styles_.set_paragraph(before, {{"fo:keep-with-next", "always"}});
            if (kind == "text:p" && style_name(node) == "Note" && last == "text:h")
                styles_.set_paragraph(node, {{"fo:keep-with-next", "always"}});
            before = node;
        }
        keep_ending();
    }

    void keep_ending() {
        const auto is_short = [](pugi::xml_node node) {
            return std::string_view(node.name()) == "text:p" && text_length(node) > 0 && text_length(node) <= short_ending;
        };
        const auto element = [](pugi::xml_node node) {
            while (node && node.type() != pugi::node_element)
                node = node.previous_sibling();
            return node;
        };
        auto last = element(text_.last_child());
        for (auto before = element(last.previous_sibling()); is_short(last) && is_short(before);
             before = element(last.previous_sibling())) {
            styles_.set_paragraph(before, {{"fo:keep-with-next", "always"}});
            last = before;
        }
    }

    void place_charts(pugi::xml_node paragraph) {
        const auto* charts = fillings_.next_charts();
        if (charts == nullptr)
            return;
        auto last = paragraph;
        for (std::size_t i = 0; i < charts->size(); ++i) {
            if (i > 0)
                last = paragraph.parent().insert_child_after("text:p", last);
            set(last, {{"text:style-name", "Figure"}});
            append_picture(last, (*charts)[i]);
        }
    }

    static void append_picture(pugi::xml_node paragraph, const Picture& picture) {
        auto frame = append(paragraph, "draw:frame",
                            {{"draw:name", picture.name},
                             {"draw:style-name", "Graphics"},
                             {"text:anchor-type", "as-char"},
                             {"svg:width", points(picture.width)},
                             {"svg:height", points(picture.height)}});
        for (const auto& file : picture.files) // the first that a program knows is shown (ODF 1.2 part 1, 10.4.2)
            append(frame, "draw:image",
                   {{"xlink:href", odt_path(picture, file)},
                    {"xlink:type", "simple"},
                    {"xlink:show", "embed"},
                    {"xlink:actuate", "onLoad"}});
        append_text(append(frame, "svg:desc"), picture.alternative);
    }

    /// In a paragraph before all others, on the first page whichever way it lies.
    void place_logo() {
        if (!logo_)
            return;
        auto first = text_.first_child();
        while (first && (first.type() != pugi::node_element || style_name(first) == marks::portrait ||
                         style_name(first) == marks::landscape))
            first = first.next_sibling();
        auto paragraph = text_.insert_child_before("text:p", first);
        set(paragraph, {{"text:style-name", "Logo"}});
        append_picture(paragraph, *logo_);
    }

    /// A table of contents (ODF 1.2 part 1, 8.3) with its lines. Page numbers are references, which are filled in when the
    /// document is opened.
    void place_contents(pugi::xml_node paragraph) {
        const auto* contents = fillings_.next_contents();
        if (contents == nullptr)
            return;
        auto parent = paragraph.parent();
        auto table = parent.insert_child_before("text:table-of-content", paragraph);
        parent.remove_child(paragraph);
        const auto name = "Contents" + std::to_string(fillings_.contents_taken());
        set(table, {{"text:name", name}, {"text:protected", "false"}});
        auto source = append(table, "text:table-of-content-source", {{"text:outline-level", std::to_string(contents->depth)}});
        append_text(append(source, "text:index-title-template", {{"text:style-name", "Contents_20_Heading"}}), contents->title);
        for (int level = 1; level <= contents->depth; ++level) {
            auto entry = append(source, "text:table-of-content-entry-template",
                                {{"text:outline-level", std::to_string(level)}, {"text:style-name", line_style(level)}});
            append(entry, "text:index-entry-link-start");
            append(entry, "text:index-entry-text");
            append(entry, "text:index-entry-tab-stop", {{"style:type", "right"}, {"style:leader-char", "."}});
            append(entry, "text:index-entry-page-number");
            append(entry, "text:index-entry-link-end");
        }
        auto body = append(table, "text:index-body");
        append_text(append(append(body, "text:index-title", {{"text:name", name + "_Head"}}), "text:p",
                           {{"text:style-name", "Contents_20_Heading"}}),
                    contents->title);
        for (const auto& [level, words, id] : pandoc::listed_headings(document_, *contents)) {
            auto line = append(body, "text:p", {{"text:style-name", line_style(level)}});
            append_text(append(line, "text:a",
                               {{"xlink:type", "simple"},
                                {"xlink:href", "#" + id},
                                {"text:style-name", "Index_20_Link"},
                                {"text:visited-style-name", "Index_20_Link"}}),
                        words);
            append(line, "text:tab");
            append(line, "text:bookmark-ref", {{"text:reference-format", "page"}, {"text:ref-name", id}});
        }
    }

    static std::string line_style(int level) { return "Contents_20_" + std::to_string(std::clamp(level, 1, 3)); }

    /// What begins a page: on a master page, or after a break.
    struct Beginning {
        const char* property;
        std::string value;
    };

    void begin_page(pugi::xml_node node, const Beginning& beginning) {
        const std::string_view kind = node.name();
        const bool master = std::string_view(beginning.property) == "style:master-page-name";
        if (kind == "text:p" || kind == "text:h") {
            auto style = styles_.own(node);
            if (master)
                set(style, {{beginning.property, beginning.value}});
            else
                styles_.set_paragraph(node, {{beginning.property, beginning.value}});
        } else if (kind == "table:table") {
            auto style = styles_.find(node.attribute("table:style-name").value());
            set(master ? style : style.child("style:table-properties"), {{beginning.property, beginning.value}});
        } else {
            auto paragraph = node.parent().insert_child_before("text:p", node);
            set(paragraph, {{"text:style-name", "Section_20_End"}});
            begin_page(paragraph, beginning);
        }
    }

    void set_pages() {
        for (auto node = text_.first_child(); node;) {
            const auto mark = node;
            node = node.next_sibling();
            const auto name = style_name(mark);
            const bool breaks = name == marks::page_break;
            if (!breaks && name != marks::portrait && name != marks::landscape)
                continue;
            while (node && node.type() != pugi::node_element)
                node = node.next_sibling();
            text_.remove_child(mark);
            if (node)
                begin_page(node, breaks
                                     ? Beginning{"fo:break-before", "page"}
                                     : Beginning{"style:master-page-name", name == marks::portrait ? "Standard" : "Landscape"});
        }
    }

    const Document& document_;
    pugi::xml_node text_;
    OdfStyles& styles_;
    Fillings& fillings_;
    const std::optional<Picture>& logo_;
};

} // namespace

base::Result<std::string> make_odt(const Document& document, const Means& means) {
    const auto& [reference, style, fonts, program, rasters] = means;
    auto drawing = std::async(std::launch::async, // while pandoc writes
                              [&] { return draw_charts(document, means.style, means.fonts, means.rasters); });
    // The part that an ODT file from pandoc has its text in; all others are ours.
    const auto written =
        pandoc::convert(pandoc::tree(document, dialect(), program.api),
                        {"--to", "opendocument", "--standalone", "--sandbox", "--wrap", "none"}, document.name + ".odt");
    if (!written)
        return std::unexpected(written.error());
    auto content = read_xml(*written);
    if (!content)
        return std::unexpected(std::move(content.error()));
    auto root = content->child("office:document-content");
    root.remove_child("office:font-face-decls");
    auto text = root.child("office:body").child("office:text");
    OdfStyles styles(root.child("office:automatic-styles"));

    auto charts = drawing.get();
    if (!charts)
        return std::unexpected(std::move(charts.error()));
    const auto logo = logo_of(style);
    Fillings fillings(document, std::move(*charts));
    TextFinisher finisher(document, text, styles, fillings, logo);
    finisher.name_styles();
    if (auto faults = finish_odt_tables(text, styles, place_tables(document, style, fonts), style); !faults.empty())
        return std::unexpected(std::move(faults));
    if (auto faults = finisher.finish(); !faults.empty())
        return std::unexpected(std::move(faults));
    return zip::write_archive(odt_parts(document, reference, style, write_xml(*content), std::move(fillings).pictures(logo)));
}

} // namespace planpaket::office
