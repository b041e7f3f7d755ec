#include "office/style_rules.h"

#include <algorithm>

namespace planpaket::office {

std::vector<StyleRule> style_rules(const typeset::Style& style) {
    constexpr float heading_line = 1.18F; // as the PDFs
    const auto& sizes = style.heading_sizes;
    const auto heading = [&](const char* docx, const char* odf, std::size_t level) {
        const auto size = sizes.empty() ? style.body_size : sizes[std::min(level, sizes.size()) - 1];
        return StyleRule{docx, odf, size, style.heading, heading_line};
    };
    return {{"Title", "Title", style.title_size, style.heading, heading_line},
            heading("", "Heading", 1),
            heading("Heading1", "Heading_20_1", 1),
            heading("Heading2", "Heading_20_2", 2),
            heading("Heading3", "Heading_20_3", 3),
            heading("Heading4", "Heading_20_4", 4),
            heading("TOCHeading", "Contents_20_Heading", 2),
            {"Note", "Note", style.note_size, style.muted, style.line_height},
            {"FieldLabel", "Field_20_Label", style.note_size, style.muted, style.line_height},
            {"SignatureLabel", "Signature_20_Label", style.note_size, style.muted, style.line_height},
            {"Caption", "Caption", style.note_size, style.text, style.line_height},
            {"ImageCaption", "Image_20_Caption", style.note_size, style.muted, style.line_height},
            {"TableText", "Table_20_Text", style.table_size, style.text, style.table_line_height},
            {"TableGroup", "Table_20_Group", style.table_size, style.heading},
            {"Header", "Header", style.running_size, style.muted},
            {"Footer", "Footer", style.running_size, style.muted},
            {"Hyperlink", "Internet_20_link", style.body_size, style.link},
            {"Muted", "Muted", style.body_size, style.muted}};
}

} // namespace planpaket::office
