#include "pdf/conformance.h"

#include "base/names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace planpaket::pdf {

namespace {

using enum Profile;
using enum Guarantee;

constexpr std::array all_rules{
    Rule{pdf_a_2a, "6.1.2", "The header names a version and is followed by a comment of high bytes", by_construction,
         "FileWriter begins every file so", ""},
    Rule{pdf_a_2a, "6.1.3", "The trailer has an ID; nothing is encrypted", by_construction,
         "The ID is the SHA-256 of what stands before it; encryption is never asked for", ""},
    Rule{pdf_a_2a, "6.1.7", "Stream lengths are right; no external streams, no LZW", by_construction,
         "Lengths are written with the bytes; the only filters are Flate and a JPEG logo's own", ""},
    Rule{pdf_a_2a, "6.2.2", "Content streams use the operators of ISO 32000-1, and name their resources", by_construction,
         "One resource dictionary holds every font used and the logo; pages inherit nothing", ""},
    Rule{pdf_a_2a, "6.2.3", "An output intent with an ICC profile", by_construction,
         "sRGB, made by srgb_profile(), the same bytes always", ""},
    Rule{pdf_a_2a, "6.2.4.3", "Device colours only as the output intent allows", by_construction, "Colours are RGB", ""},
    Rule{pdf_a_2a, "6.2.4.3", "Images too", checked, "A logo in CMYK is refused", "unusable-logo"},
    Rule{pdf_a_2a, "6.2.10", "Transparency has its blending colour space", by_construction, "Nothing transparent is drawn", ""},
    Rule{pdf_a_2a, "6.2.10", "Images too", checked, "A logo with transparency is refused", "unusable-logo"},
    Rule{pdf_a_2a, "6.2.11.4", "Fonts are embedded, and may be", checked,
         "Only TrueType fonts whose licence bits allow embedding and subsetting are taken", "unusable-font"},
    Rule{pdf_a_2a, "6.2.11.5", "Widths agree with the font programs", by_construction,
         "/W is written from the font's own advances, which the subset keeps", ""},
    Rule{pdf_a_2a, "6.2.11.7", "Every glyph has its Unicode value", by_construction,
         "CIDs number pairs of glyph and character; /ToUnicode is written from the same list", ""},
    Rule{pdf_a_2a, "6.2.11.8", "No reference to the .notdef glyph", checked,
         "A character that no font of the style has is refused", "missing-glyph"},
    Rule{pdf_a_2a, "6.3", "Annotations are printed and have an appearance where they need one", by_construction,
         "Links and signature fields only, with the print flag; fields have an appearance, empty until they are signed", ""},
    Rule{pdf_a_2a, "6.5", "No actions but links", by_construction, "No other action is ever written", ""},
    Rule{pdf_a_2a, "6.6.2", "XMP metadata in declared schemas, equal to the information dictionary", by_construction,
         "Both are written from the same values; pdfuaid and the counts of a summary are declared in extension schemas", ""},
    Rule{pdf_a_2a, "6.7.2", "Tagged, with a structure tree", by_construction,
         "Typesetting makes a node for everything that it sets", ""},
    Rule{pdf_a_2a, "6.7.3.4", "Standard structure types", by_construction, "Role has no others", ""},
    Rule{pdf_a_2a, "6.7.4", "The natural language is stated", by_construction,
         "/Lang from the plan, and on words in another language", ""},
    Rule{pdf_a_2a, "6.8", "Embedded files are PDF/A", by_construction, "Nothing is embedded", ""},
    Rule{pdf_ua_1, "5", "The file says that it is PDF/UA-1", by_construction, "In XMP", ""},
    Rule{pdf_ua_1, "7.1", "All real content is tagged, in reading order; all else is an artifact", by_construction,
         "An item without a node is drawn as an artifact: running heads, rules, fills, repeated table headers, marks", ""},
    Rule{pdf_ua_1, "7.1", "Tags say what things are", by_a_person,
         "That a heading heads what follows and a table is one is up to who edits the templates", ""},
    Rule{pdf_ua_1, "7.1", "The title is there and shown", checked, "A plan without a title is refused", "missing-key"},
    Rule{pdf_ua_1, "7.2", "Text maps to Unicode; its language is stated", by_construction, "As for PDF/A", ""},
    Rule{pdf_ua_1, "7.2", "Words in another language are marked", by_a_person,
         "Resources say theirs with `language`; single foreign words in a sentence are not found by a program", ""},
    Rule{pdf_ua_1, "7.3", "Figures have alternative text", by_construction,
         "Charts get theirs from the same figures as the tables beside them", ""},
    Rule{pdf_ua_1, "7.3", "The logo too", checked, "A logo without `alternative` is refused", "logo-without-alternative"},
    Rule{pdf_ua_1, "7.3", "Pictures in texts too", checked, "Texts take no pictures: one has no facts beside it",
         "image-in-text"},
    Rule{pdf_ua_1, "7.3", "Alternative text says what the figure says", by_a_person, "For the logo: up to who writes it", ""},
    Rule{pdf_ua_1, "7.4.2", "Heading levels have no gaps", checked, "A jump in a template is refused", "heading-jump"},
    Rule{pdf_ua_1, "7.5", "Tables are regular; header cells have a scope", by_construction,
         "Every TH is written with /Scope; spans come from the grid that was set", ""},
    Rule{pdf_ua_1, "7.6", "Lists are lists", by_construction, "L, LI, Lbl and LBody, with their numbering", ""},
    Rule{pdf_ua_1, "7.8", "Page headers and footers are artifacts", by_construction,
         "They are drawn in a stream of their own that is one pagination artifact", ""},
    Rule{pdf_ua_1, "7.17", "Bookmarks follow the headings", by_construction, "They are written from the headings as placed", ""},
    Rule{pdf_ua_1, "7.18.1", "Annotations are in the structure", by_construction,
         "Links and signature fields are Link and Form nodes with an object reference", ""},
    Rule{pdf_ua_1, "7.18.3", "The tab order is the structure's", by_construction, "/Tabs/S on every page", ""},
    Rule{pdf_ua_1, "7.18.4", "Form fields stand in a Form element and have a name to be read", by_construction,
         "A signature field is a Form node with an object reference; its /TU is the signatory's role", ""},
    Rule{pdf_ua_1, "7.18.5", "Links have a description", checked, "A link without words is refused", "link-without-text"},
    Rule{pdf_ua_1, "7.18.5", "It says where the link leads", by_a_person, "\"Here\" is a link text that no program refuses", ""},
    Rule{pdf_ua_1, "7.21", "Fonts as for PDF/A", by_construction, "The same fonts", ""},
};

constexpr std::string_view name_of(Profile profile) {
    switch (profile) {
    case pdf_a_2a:
        return "PDF/A-2a (ISO 19005-2:2011)";
    case pdf_ua_1:
        return "PDF/UA-1 (ISO 14289-1:2014)";
    }
    return "";
}

constexpr std::string_view name_of(Guarantee guarantee) {
    constexpr base::Names<Guarantee> names{"by construction", "checked", "by a person"};
    return names[guarantee];
}

} // namespace

std::span<const Rule> rules() {
    return all_rules;
}

bool is_conformance_fault(std::string_view code) {
    // A missing key makes the plan itself wrong, whatever is made from it.
    return code != "missing-key" && !code.empty() && std::ranges::find(all_rules, code, &Rule::code) != all_rules.end();
}

std::string rules_as_markdown() {
    std::string out;
    for (const auto profile : {pdf_a_2a, pdf_ua_1}) {
        out += fmt::format("## {}\n\n| clause | what it demands | seen to | how |\n|---|---|---|---|\n", name_of(profile));
        for (const auto& rule : all_rules)
            if (rule.profile == profile)
                out += fmt::format("| {} | {} | {} | {}{} |\n", rule.clause, rule.demand, name_of(rule.guarantee), rule.how,
                                   rule.code.empty() ? "" : fmt::format(" (`{}`)", rule.code));
        out += '\n';
    }
    return out;
}

} // namespace planpaket::pdf
