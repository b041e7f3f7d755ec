#include "typeset/fonts.h"

#include "base/translate.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>

namespace planpaket::typeset {

namespace {

struct FontconfigDeleter {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};

std::string string_of(FcPattern* pattern, const char* object) {
    FcChar8* value = nullptr;
    return FcPatternGetString(pattern, object, 0, &value) == FcResultMatch ? reinterpret_cast<const char*>(value) : "";
}

bool has_family(FcPattern* pattern, const std::string& family) {
    FcChar8* value = nullptr;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &value) == FcResultMatch; ++i)
        if (FcStrCmpIgnoreCase(value, reinterpret_cast<const FcChar8*>(family.c_str())) == 0)
            return true;
    return false;
}

base::Diagnostic fault(std::string code, std::string message, std::string hint) {
    return {.code = std::move(code), .span = {}, .message = std::move(message), .hint = std::move(hint)};
}

/// One face of a family: the file that fontconfig names, read whole.
base::Result<std::unique_ptr<Face>> find(FcConfig* config, const std::string& family, Weight weight, Slant slant) {
    const std::unique_ptr<FcPattern, FontconfigDeleter> pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger(pattern.get(), FC_SLANT, slant == Slant::italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcPatternAddString(pattern.get(), FC_FONTFORMAT, reinterpret_cast<const FcChar8*>("TrueType"));
    FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultNoMatch;
    const std::unique_ptr<FcPattern, FontconfigDeleter> match(FcFontMatch(config, pattern.get(), &result));
    if (!match || !has_family(match.get(), family))
        return std::unexpected(base::Diagnostics{fault(
            "missing-font", base::trf("the font '{}' is not installed", family),
            base::tr("install it, or name another one under [font] in style.toml; 'fc-list : family' lists what is installed"))});
    const auto path = string_of(match.get(), FC_FILE);
    auto face = Face::open(path, string_of(match.get(), FC_POSTSCRIPT_NAME));
    if (!face)
        return std::unexpected(base::Diagnostics{
            fault("unusable-font", base::trf("the font '{}' ({}) is not a TrueType font that may be embedded", family, path),
                  base::tr("choose a font with TrueType outlines (.ttf) under [font] in style.toml"))});
    return face;
}

} // namespace

std::unique_ptr<Face> Face::open(std::string path, std::string name) {
    auto face = std::unique_ptr<Face>(new Face);
    face->path_ = std::move(path);
    face->name_ = std::move(name);
    face->blob_ = hb_blob_create_from_file(face->path_.c_str());
    face->face_ = hb_face_create(face->blob_, 0);
    hb_blob_t* outlines = hb_face_reference_table(face->face_, HB_TAG('g', 'l', 'y', 'f'));
    const bool is_truetype = hb_blob_get_length(outlines) > 0;
    hb_blob_destroy(outlines);
    hb_blob_t* os2 = hb_face_reference_table(face->face_, HB_TAG('O', 'S', '/', '2'));
    unsigned length = 0;
    const char* data = hb_blob_get_data(os2, &length);
    // OS/2.fsType: restricted licence, no subsetting, bitmaps only.
    const bool may_embed =
        length < 10 || ((static_cast<unsigned char>(data[8]) & 0x03) == 0 && (static_cast<unsigned char>(data[9]) & 0x02) == 0);
    hb_blob_destroy(os2);
    if (!is_truetype || !may_embed)
        return nullptr;
    hb_face_make_immutable(face->face_);
    face->font_ = hb_font_create(face->face_);
    hb_font_set_scale(face->font_, 1000, 1000);
    hb_font_make_immutable(face->font_);
    hb_font_extents_t extents{};
    hb_font_get_h_extents(face->font_, &extents);
    face->ascent_ = static_cast<float>(extents.ascender) / 1000;
    face->descent_ = static_cast<float>(-extents.descender) / 1000;
    hb_position_t x_height = 500;
    hb_ot_metrics_get_position_with_fallback(face->font_, HB_OT_METRICS_TAG_X_HEIGHT, &x_height);
    face->x_height_ = static_cast<float>(x_height) / 1000;
    for (char32_t c = 0; c < face->latin_.size(); ++c) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(face->font_, c, &glyph))
            face->latin_[c] = static_cast<std::uint16_t>(glyph);
    }
    const auto count = hb_face_get_glyph_count(face->face_);
    face->advances_.resize(count);
    std::vector<hb_position_t> advances(count);
    std::vector<hb_codepoint_t> glyphs(count);
    for (unsigned i = 0; i < count; ++i)
        glyphs[i] = i;
    hb_font_get_glyph_h_advances(face->font_, count, glyphs.data(), sizeof(hb_codepoint_t), advances.data(),
                                 sizeof(hb_position_t));
    for (unsigned i = 0; i < count; ++i)
        face->advances_[i] = static_cast<std::uint16_t>(advances[i]);
    return face;
}

std::string_view Face::bytes() const {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob_, &length);
    return {data, length};
}

Face::~Face() {
    hb_font_destroy(font_);
    hb_face_destroy(face_);
    hb_blob_destroy(blob_);
}

std::uint16_t Face::glyph(char32_t character) const {
    if (character < latin_.size())
        return latin_[character];
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_, character, &glyph) ? static_cast<std::uint16_t>(glyph) : std::uint16_t{0};
}

int Face::advance(std::uint16_t glyph) const {
    return glyph < advances_.size() ? advances_[glyph] : 0;
}

base::Result<std::shared_ptr<const Fonts>> Fonts::load(const Style& style) {
    auto fonts = std::make_shared<Fonts>();
    base::Diagnostics diagnostics;
    const std::unique_ptr<FcConfig, FontconfigDeleter> config(FcInitLoadConfigAndFonts());
    const auto add = [&](const std::string& family, Weight weight, Slant slant) {
        if (auto face = find(config.get(), family, weight, slant))
            fonts->faces_.push_back(std::move(*face));
        else if (diagnostics.empty() || diagnostics.back().message != face.error().front().message)
            diagnostics.push_back(face.error().front());
    };
    for (const auto slant : {Slant::upright, Slant::italic})
        for (const auto weight : {Weight::regular, Weight::bold})
            add(style.family, weight, slant);
    for (const auto& family : style.fallback)
        for (const auto weight : {Weight::regular, Weight::bold})
            add(family, weight, Slant::upright);
    if (!diagnostics.empty())
        return std::unexpected(std::move(diagnostics));
    return fonts;
}

FaceId Fonts::primary(Weight weight, Slant slant) const {
    return static_cast<FaceId>((slant == Slant::italic ? 2 : 0) + (weight == Weight::bold ? 1 : 0));
}

bool Fonts::choose(char32_t character, FaceId wanted, Choice& choice) const {
    choice = {wanted, face(wanted).glyph(character)};
    if (choice.glyph != 0)
        return true;
    const auto weight = static_cast<std::size_t>(wanted & 1U);
    for (std::size_t i = 4 + weight; i < faces_.size(); i += 2) {
        choice = {static_cast<FaceId>(i), faces_[i]->glyph(character)};
        if (choice.glyph != 0)
            return true;
    }
    return false;
}

} // namespace planpaket::typeset
