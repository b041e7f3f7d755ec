#include "pdf/embedded_fonts.h"

#include <algorithm>
#include <fmt/format.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <memory>
#include <stdexcept>

namespace planpaket::pdf {

namespace {

struct HarfbuzzDeleter {
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
    void operator()(hb_subset_plan_t* plan) const { hb_subset_plan_destroy(plan); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};

/// The next CID none of whose bytes is a parenthesis, a backslash or a carriage return.
std::uint16_t after(std::uint16_t cid) {
    const auto plain = [](unsigned byte) { return byte != '(' && byte != ')' && byte != '\\' && byte != '\r'; };
    do
        ++cid;
    while (!plain(cid & 0xFFU) || !plain(cid >> 8U));
    return cid;
}

/// A font file with the glyphs used only, and where they are in it.
struct Subset {
    std::string bytes;
    std::string cid_to_gid; ///< Two bytes per CID.
};

std::string hexadecimal(char32_t character) {
    if (character < 0x10000)
        return fmt::format("{:04X}", static_cast<std::uint32_t>(character));
    const auto rest = static_cast<std::uint32_t>(character) - 0x10000;
    return fmt::format("{:04X}{:04X}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

template <class Entries>
Subset subset(const typeset::Face& face, const Entries& entries) {
    const std::unique_ptr<hb_subset_input_t, HarfbuzzDeleter> input(hb_subset_input_create_or_fail());
    if (!input)
        throw std::bad_alloc();
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    auto* glyphs = hb_subset_input_glyph_set(input.get());
    for (const auto& entry : entries)
        hb_set_add(glyphs, entry.glyph);
    // A viewer draws by glyph number: what finds, names and shapes glyphs is not needed (ISO 32000-1, 9.9, table 126).
    auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char* tag :
         {"cmap", "OS/2", "name", "post", "GSUB", "GPOS", "GDEF", "kern", "DSIG", "FFTM", "meta", "gasp", "STAT"})
        hb_set_add(dropped, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    const std::unique_ptr<hb_subset_plan_t, HarfbuzzDeleter> plan(hb_subset_plan_create_or_fail(face.hb_face(), input.get()));
    const std::unique_ptr<hb_face_t, HarfbuzzDeleter> result(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!result)
        throw std::runtime_error("hb-subset failed on " + face.path());
    const std::unique_ptr<hb_blob_t, HarfbuzzDeleter> blob(hb_face_reference_blob(result.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob.get(), &length);
    Subset subset{{data, length}, {}};
    const auto* mapping = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    subset.cid_to_gid.assign(2 * (static_cast<std::size_t>(entries.back().cid) + 1), '\0');
    for (const auto& entry : entries) {
        const auto gid = hb_map_get(mapping, entry.glyph);
        subset.cid_to_gid[2U * entry.cid] = static_cast<char>(gid >> 8U);
        subset.cid_to_gid[2U * entry.cid + 1] = static_cast<char>(gid & 0xFFU);
    }
    return subset;
}

/// Six capitals from the subset's bytes (ISO 32000-1, 9.6.4), so that the same subset has the same name.
std::string subset_tag(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037U; // FNV-1a
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    std::string tag;
    for (int i = 0; i < 6; ++i, hash /= 26)
        tag += static_cast<char>('A' + hash % 26);
    return tag;
}

template <class Entries>
std::string to_unicode(const Entries& entries) {
    std::string cmap = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                       "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    for (std::size_t i = 0; i < entries.size(); i += 100) {
        const auto end = std::min(entries.size(), i + 100);
        cmap += fmt::format("{} beginbfchar\n", end - i);
        for (auto k = i; k < end; ++k)
            cmap += fmt::format("<{:04X}> <{}>\n", entries[k].cid, hexadecimal(entries[k].character));
        cmap += "endbfchar\n";
    }
    cmap += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    return cmap;
}

/// The face's bounding box in 1/1000 em, from its head table (OpenType, head: xMin, yMin, xMax, yMax).
std::string bounding_box(const typeset::Face& face) {
    const std::unique_ptr<hb_blob_t, HarfbuzzDeleter> head(hb_face_reference_table(face.hb_face(), HB_TAG('h', 'e', 'a', 'd')));
    unsigned length = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(hb_blob_get_data(head.get(), &length));
    if (length < 44)
        return "[0 0 0 0]";
    const auto value = [&](std::size_t at) {
        const auto units = static_cast<std::int16_t>((data[at] << 8U) | data[at + 1]);
        return units * 1000 / static_cast<int>(hb_face_get_upem(face.hb_face()));
    };
    return fmt::format("[{} {} {} {}]", value(36), value(38), value(40), value(42));
}

/// "/W [1 [506 480] 12 [300]]": widths of consecutive CIDs together.
template <class Entries>
std::string widths(const typeset::Face& face, const Entries& entries) {
    std::string out = "[";
    for (std::size_t i = 0; i < entries.size();) {
        append_integer(out, entries[i].cid);
        out += '[';
        auto expected = entries[i].cid;
        bool first = true;
        for (; i < entries.size() && entries[i].cid == expected; ++i, ++expected) {
            if (!first)
                out += ' ';
            first = false;
            append_integer(out, face.advance(entries[i].glyph));
        }
        out += ']';
    }
    return out + "]";
}

} // namespace

std::uint16_t EmbeddedFonts::cid(const typeset::Glyph& glyph) {
    auto& used = faces_[glyph.face];
    const bool latin = glyph.character < used.latin.size();
    if (latin && used.latin[glyph.character] != 0)
        return used.latin[glyph.character];
    const auto key = (static_cast<std::uint64_t>(glyph.id) << 32U) | glyph.character;
    const auto [it, is_new] = used.cids.try_emplace(key, used.next);
    if (is_new) {
        used.entries.push_back({used.next, glyph.id, static_cast<char32_t>(glyph.character)});
        used.next = after(used.next);
    }
    if (latin)
        used.latin[glyph.character] = it->second;
    return it->second;
}

ObjectNumber EmbeddedFonts::write_font(ObjectSink& objects, const typeset::Face& face, const Used& used) const {
    const auto subset = pdf::subset(face, used.entries);
    const auto name = subset_tag(subset.bytes) + "+" + face.name();
    hb_font_extents_t extents{};
    hb_font_get_h_extents(face.hb_font(), &extents);
    hb_position_t cap_height = 700;
    hb_ot_metrics_get_position_with_fallback(face.hb_font(), HB_OT_METRICS_TAG_CAP_HEIGHT, &cap_height);
    const auto italic_angle = hb_style_get_value(face.hb_font(), HB_STYLE_TAG_SLANT_ANGLE);
    const bool bold = hb_style_get_value(face.hb_font(), HB_STYLE_TAG_WEIGHT) >= 600;
    const auto file = objects.add(StreamObject{fmt::format("/Length1 {}", subset.bytes.size()), deflate(subset.bytes, 6), true});
    const auto map = objects.add(StreamObject{{}, deflate(subset.cid_to_gid, 9), true});
    const auto unicode = objects.add(StreamObject{{}, deflate(to_unicode(used.entries), 9), true});
    const auto descriptor = objects.add(fmt::format("<</Type/FontDescriptor/FontName/{}/Flags 4/FontBBox{}/ItalicAngle {}/Ascent "
                                                    "{}/Descent {}/CapHeight {}/StemV {}/FontFile2 {} 0 R>>",
                                                    name, bounding_box(face), static_cast<int>(italic_angle), extents.ascender,
                                                    extents.descender, cap_height, bold ? 140 : 80, file));
    const auto descendant =
        objects.add(fmt::format("<</Type/Font/Subtype/CIDFontType2/BaseFont/{}/CIDSystemInfo<</Registry(Adobe)/"
                                "Ordering(Identity)/Supplement 0>>/FontDescriptor {} 0 R/DW 0/W{}/CIDToGIDMap {} 0 R>>",
                                name, descriptor, widths(face, used.entries), map));
    return objects.add(
        fmt::format("<</Type/Font/Subtype/Type0/BaseFont/{}/Encoding/Identity-H/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>", name,
                    descendant, unicode));
}

std::string EmbeddedFonts::write(ObjectSink& objects) const {
    std::string resources = "<<";
    for (std::size_t i = 0; i < faces_.size(); ++i)
        if (!faces_[i].entries.empty())
            resources +=
                fmt::format("/F{} {} 0 R", i, write_font(objects, fonts_.face(static_cast<typeset::FaceId>(i)), faces_[i]));
    return resources + ">>";
}

} // namespace planpaket::pdf
