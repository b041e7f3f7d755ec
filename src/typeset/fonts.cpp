#include "typeset/fonts.h"

#include "base/translate.h"
#include "typeset/shaped_words.h"

#include <algorithm>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>

namespace planpaket::typeset {

namespace {

struct FontconfigDeleter {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(FcObjectSet* set) const { FcObjectSetDestroy(set); }
    void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
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

/// A face that is installed.
struct Candidate {
    std::string path, name;
    bool truetype = false;
    bool bold = false, italic = false, plain = false; ///< plain: neither condensed nor of another weight.
};

/// The faces of a family, by path, so that the choice does not depend on the order in which folders are read.
std::vector<Candidate> installed(FcConfig* config, const std::string& family) {
    const std::unique_ptr<FcPattern, FontconfigDeleter> pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    const std::unique_ptr<FcObjectSet, FontconfigDeleter> objects(FcObjectSetBuild(
        FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH, FC_FONTFORMAT, FC_POSTSCRIPT_NAME, FC_VARIABLE, nullptr));
    const std::unique_ptr<FcFontSet, FontconfigDeleter> set(FcFontList(config, pattern.get(), objects.get()));
    const auto number = [](FcPattern* font, const char* object, double otherwise) {
        double value = otherwise;
        return FcPatternGetDouble(font, object, 0, &value) == FcResultMatch ? value : otherwise;
    };
    std::vector<Candidate> found;
    for (int i = 0; set != nullptr && i < set->nfont; ++i) {
        FcPattern* font = set->fonts[i];
        FcBool variable = FcFalse;
        FcPatternGetBool(font, FC_VARIABLE, 0, &variable);
        if (!has_family(font, family) || variable == FcTrue || number(font, FC_INDEX, 0) != 0)
            continue;
        const double weight = number(font, FC_WEIGHT, FC_WEIGHT_REGULAR);
        found.push_back({string_of(font, FC_FILE), string_of(font, FC_POSTSCRIPT_NAME),
                         string_of(font, FC_FONTFORMAT) == "TrueType", weight == FC_WEIGHT_BOLD,
                         number(font, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN,
                         (weight == FC_WEIGHT_BOLD || weight == FC_WEIGHT_REGULAR || weight == FC_WEIGHT_BOOK) &&
                             number(font, FC_WIDTH, FC_WIDTH_NORMAL) == FC_WIDTH_NORMAL});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return found;
}

/// The fonts of the machine. Where nobody names a configuration of their own, the folders in which Debian and its users put fonts
/// are looked through first: the whole configuration, some eighty files about likeness and rendering, takes ten times as long.
/// It is read for a family that is not there.
class Collection {
public:
    std::vector<Candidate> installed(const std::string& family) {
        if (usual_)
            if (auto found = typeset::installed(usual_.get(), family); !found.empty())
                return found;
        if (!whole_)
            whole_.reset(FcInitLoadConfigAndFonts());
        return typeset::installed(whole_.get(), family);
    }

private:
    using Config = std::unique_ptr<FcConfig, FontconfigDeleter>;

    static Config usual_folders() {
        Config config(FcConfigCreate());
        const std::unique_ptr<FcChar8, decltype(&FcStrFree)> main_file(FcConfigGetFilename(config.get(), nullptr), FcStrFree);
        const char* folders = R"(<fontconfig>
            <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix="xdg">fonts</dir><dir>~/.fonts</dir>
            <cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>)";
        if (main_file == nullptr || reinterpret_cast<const char*>(main_file.get()) != std::string_view("/etc/fonts/fonts.conf") ||
            FcConfigParseAndLoadFromMemory(config.get(), reinterpret_cast<const FcChar8*>(folders), FcTrue) != FcTrue ||
            FcConfigBuildFonts(config.get()) != FcTrue)
            return nullptr;
        return config;
    }

    Config usual_ = usual_folders();
    Config whole_;
};

/// One face of a family.
base::Result<std::unique_ptr<Face>> open_face(const std::vector<Candidate>& candidates, const std::string& family, Weight weight,
                                              Slant slant) {
    if (candidates.empty())
        return std::unexpected(base::Diagnostics{fault(
            "missing-font", base::trf("the font '{}' is not installed", family),
            base::tr("install it, or name another one under [font] in style.toml; 'fc-list : family' lists what is installed"))});
    const auto fits = [&](const Candidate& each) {
        return each.plain && each.truetype && each.bold == (weight == Weight::bold) && each.italic == (slant == Slant::italic);
    };
    auto best = std::find_if(candidates.begin(), candidates.end(), fits);
    if (best == candidates.end()) // a family without this weight or slant lends another of its faces
        best = std::find_if(candidates.begin(), candidates.end(), [](const Candidate& each) { return each.truetype; });
    auto face = best == candidates.end() ? nullptr : Face::open(best->path, best->name);
    if (!face)
        return std::unexpected(base::Diagnostics{
            fault("unusable-font",
                  base::trf("the font '{}' ({}) is not a TrueType font that may be embedded", family, candidates.front().path),
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

Fonts::Fonts() : shelf_(std::make_unique<WordShelf>()) {}

Fonts::~Fonts() = default;

base::Result<std::shared_ptr<const Fonts>> Fonts::load(const Style& style) {
    auto fonts = std::make_shared<Fonts>();
    base::Diagnostics diagnostics;
    Collection collection;
    const auto add = [&](const std::string& family, std::initializer_list<Slant> slants) {
        const auto candidates = collection.installed(family);
        for (const auto slant : slants)
            for (const auto weight : {Weight::regular, Weight::bold}) {
                if (auto face = open_face(candidates, family, weight, slant))
                    fonts->faces_.push_back(std::move(*face));
                else if (diagnostics.empty() || diagnostics.back().message != face.error().front().message)
                    diagnostics.push_back(face.error().front());
            }
    };
    add(style.family, {Slant::upright, Slant::italic});
    for (const auto& family : style.fallback)
        add(family, {Slant::upright});
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
