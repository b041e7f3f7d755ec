#include "typeset/proportions.h"

#include "typeset/setting.h"
#include "typeset/table_columns.h"

namespace planpaket::typeset {

std::vector<std::vector<float>> proportions(const std::vector<MeasuredTable>& tables, const std::string& language,
                                            const Style& style, const Fonts& fonts) {
    Words words(fonts, style, language);
    Structure structure;
    base::Diagnostics missing; // glyphs that these fonts lack do no harm where others draw
    Setting setting{words, style, structure, missing};
    const Measure measure{
        .width = 0, .size = style.table_size, .line_height = style.table_line_height, .paragraph_space = style.table_size * 0.4F};
    std::vector<std::vector<float>> widths;
    for (const auto& [table, width] : tables)
        widths.push_back(column_widths(setting, *table, measure, width));
    return widths;
}

} // namespace planpaket::typeset
