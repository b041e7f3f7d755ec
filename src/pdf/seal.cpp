#include "pdf/seal.h"

#include "base/errors.h"
#include "base/translate.h"
#include "pdf/embedded_fonts.h"
#include "typeset/style.h"
#include "typeset/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::pdf {

namespace {

/// A line as glyphs, before its size is known.
struct Line {
    std::vector<typeset::Glyph> glyphs;
    float width = 0; ///< In 1/1000 em.
    float size = 0;
    char32_t missing = 0;
};

Line shape(typeset::Words& words, std::string_view text, typeset::FaceId face, float size) {
    Line line{.glyphs = {}, .width = 0, .size = size};
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto& word = words.word(text.substr(0, end), face);
        line.glyphs.insert(line.glyphs.end(), word.glyphs.begin(), word.glyphs.end());
        line.width += word.width;
        if (word.missing != 0)
            line.missing = word.missing;
        text.remove_prefix(end);
        if (!text.empty()) {
            line.glyphs.push_back(words.space(face));
            line.width += words.advance(line.glyphs.back());
            text.remove_prefix(1);
        }
    }
    return line;
}

/// Shows the glyphs from here on, changing the font where a glyph comes from another face.
void show(std::string& out, const Line& line, float size, EmbeddedFonts& fonts) {
    for (std::size_t i = 0; i < line.glyphs.size();) {
        const auto face = line.glyphs[i].face;
        out += fmt::format("/F{} ", static_cast<unsigned>(face));
        append_number(out, size);
        out += " Tf[(";
        for (; i < line.glyphs.size() && line.glyphs[i].face == face; ++i) {
            const auto cid = fonts.cid(line.glyphs[i]);
            out += static_cast<char>(cid >> 8U);
            out += static_cast<char>(cid & 0xFFU);
            if (line.glyphs[i].adjust != 0) {
                out += ')';
                append_integer(out, -line.glyphs[i].adjust);
                out += '(';
            }
        }
        out += ")]TJ\n";
    }
}

} // namespace

base::Result<ObjectNumber> draw_seal(const SealText& text, double width, double height, const typeset::Style& style,
                                     const typeset::Fonts& fonts, ObjectSink& objects) {
    constexpr float leading = 1.25F;
    typeset::Words words(fonts, style, "sv");
    std::vector<Line> lines{
        shape(words, text.name, fonts.primary(typeset::Weight::bold, typeset::Slant::upright), style.body_size)};
    if (!text.details.empty())
        lines.push_back(
            shape(words, text.details, fonts.primary(typeset::Weight::regular, typeset::Slant::upright), style.note_size));
    float scale = 1, total = 0;
    for (const auto& line : lines) {
        if (line.missing != 0)
            return base::refuse(
                "missing-glyph",
                base::trf("no font of the style can draw U+{:04X} of the seal", static_cast<unsigned>(line.missing)),
                base::tr("add a font that can to 'fallback' in the templates' style.toml"));
        total += line.size * leading;
        if (line.width > 0)
            scale = std::min(scale, static_cast<float>(width) * 1000 / (line.width * line.size));
    }
    scale = std::min(scale, static_cast<float>(height) / total);
    EmbeddedFonts embedded(fonts);
    std::string content = "BT\n";
    append_number(content, style.text.red, 3);
    content += ' ';
    append_number(content, style.text.green, 3);
    content += ' ';
    append_number(content, style.text.blue, 3);
    content += " rg\n";
    // The lines stand at the foot of the field, above the rule that is drawn below it.
    float at = 0, y = total * scale;
    for (const auto& line : lines) {
        y -= line.size * leading * scale;
        const float baseline = y + line.size * scale * 0.28F;
        content += "0 ";
        append_number(content, baseline - at);
        content += " Td\n";
        at = baseline;
        show(content, line, line.size * scale, embedded);
    }
    content += "ET";
    const auto resources = embedded.write(objects);
    return objects.add(StreamObject{
        fmt::format("/Type/XObject/Subtype/Form/BBox[0 0 {:.2f} {:.2f}]/Resources<</Font{}>>", width, height, resources),
        deflate(content, 9), true});
}

} // namespace planpaket::pdf
