#include "office/word_xml.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace planpaket::office {

std::string twips(float points) {
    return std::to_string(std::lround(points * 20));
}
std::string emu(float points) {
    return std::to_string(std::lround(points * 12700));
}
std::string half_points(float points) {
    return std::to_string(std::lround(points * 2));
}

std::string hex(const typeset::Colour& colour) {
    const auto byte = [](float part) { return static_cast<unsigned>(std::lround(std::clamp(part, 0.0F, 1.0F) * 255)); };
    return fmt::format("{:02X}{:02X}{:02X}", byte(colour.red), byte(colour.green), byte(colour.blue));
}

namespace {

const std::vector<std::string_view> property_order{"w:pStyle",
                                                   "w:keepNext",
                                                   "w:keepLines",
                                                   "w:pageBreakBefore",
                                                   "w:framePr",
                                                   "w:widowControl",
                                                   "w:numPr",
                                                   "w:suppressLineNumbers",
                                                   "w:pBdr",
                                                   "w:shd",
                                                   "w:tabs",
                                                   "w:suppressAutoHyphens",
                                                   "w:kinsoku",
                                                   "w:wordWrap",
                                                   "w:overflowPunct",
                                                   "w:topLinePunct",
                                                   "w:autoSpaceDE",
                                                   "w:autoSpaceDN",
                                                   "w:bidi",
                                                   "w:adjustRightInd",
                                                   "w:snapToGrid",
                                                   "w:spacing",
                                                   "w:ind",
                                                   "w:contextualSpacing",
                                                   "w:mirrorIndents",
                                                   "w:suppressOverlap",
                                                   "w:jc",
                                                   "w:textDirection",
                                                   "w:textAlignment",
                                                   "w:textboxTightWrap",
                                                   "w:outlineLvl",
                                                   "w:divId",
                                                   "w:cnfStyle",
                                                   "w:rPr",
                                                   "w:sectPr",
                                                   "w:pPrChange"};

} // namespace

pugi::xml_node paragraph_properties(pugi::xml_node paragraph) {
    auto properties = paragraph.child("w:pPr");
    if (!properties)
        return paragraph.prepend_child("w:pPr");
    sort_children(properties, property_order); // pandoc 2.17 puts w:numPr before w:pStyle
    return properties;
}

pugi::xml_node paragraph_property(pugi::xml_node paragraph, std::string_view name) {
    return child_in_order(paragraph_properties(paragraph), name, property_order);
}

std::string style_of(pugi::xml_node paragraph) {
    return paragraph.child("w:pPr").child("w:pStyle").attribute("w:val").value();
}

void set_style(pugi::xml_node paragraph, const std::string& style) {
    set(paragraph_property(paragraph, "w:pStyle"), {{"w:val", style}});
}

pugi::xml_node append_run(pugi::xml_node parent, const std::string& words) {
    auto run = append(parent, "w:r");
    append_text(append(run, "w:t", {{"xml:space", "preserve"}}), words);
    return run;
}

void append_field_mark(pugi::xml_node parent, const char* type) {
    append(append(parent, "w:r"), "w:fldChar", {{"w:fldCharType", type}});
}

void append_field_instruction(pugi::xml_node parent, const std::string& instruction) {
    append_text(append(append(parent, "w:r"), "w:instrText", {{"xml:space", "preserve"}}), " " + instruction + " ");
}

void append_field(pugi::xml_node parent, const std::string& instruction, const std::string& result) {
    append_field_mark(parent, "begin");
    append_field_instruction(parent, instruction);
    append_field_mark(parent, "separate");
    append_run(parent, result);
    append_field_mark(parent, "end");
}

std::string bookmark_name(const std::string& id) {
    constexpr std::size_t most = 40;
    std::string name = id;
    std::ranges::replace(name, '-', '_');
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    if (!name.empty() && name.size() <= most && letter(name.front()) && std::ranges::all_of(name, allowed))
        return name;
    return "x" + base::sha256(id).substr(0, most - 1);
}

std::string iso_time(std::chrono::sys_seconds moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string with_country(const std::string& language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> countries{{{"sv", "sv-SE"},
                                                                                       {"en", "en-GB"},
                                                                                       {"fi", "fi-FI"},
                                                                                       {"no", "nb-NO"},
                                                                                       {"nb", "nb-NO"},
                                                                                       {"da", "da-DK"},
                                                                                       {"de", "de-DE"},
                                                                                       {"fr", "fr-FR"},
                                                                                       {"es", "es-ES"},
                                                                                       {"it", "it-IT"},
                                                                                       {"nl", "nl-NL"},
                                                                                       {"pl", "pl-PL"}}};
    for (const auto& [alone, whole] : countries)
        if (language == alone)
            return std::string(whole);
    return language;
}

} // namespace planpaket::office
