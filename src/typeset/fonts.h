#pragma once

/// The faces of a style, found through fontconfig and measured through HarfBuzz.

#include "base/diagnostic.h"
#include "typeset/page.h"
#include "typeset/style.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct hb_blob_t;
struct hb_face_t;
struct hb_font_t;

namespace planpaket::typeset {

enum class Weight : std::uint8_t { regular, bold };
enum class Slant : std::uint8_t { upright, italic };

/// One font file. Immutable.
class Face {
public:
    /// Opens a font file; nothing if it is no TrueType font (`glyf` outlines) that may be embedded and subset.
    static std::unique_ptr<Face> open(std::string path, std::string name);
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    const std::string& path() const { return path_; }
    const std::string& name() const { return name_; } ///< PostScript name
    std::string_view bytes() const;                   ///< The whole file.
    hb_face_t* hb_face() const { return face_; }
    hb_font_t* hb_font() const { return font_; }

    float ascent() const { return ascent_; }   ///< Of lower-case letters with accents; in em.
    float descent() const { return descent_; } ///< Positive, in em.
    float x_height() const { return x_height_; }
    std::uint16_t glyph(char32_t character) const; ///< 0 if the face lacks it.
    int advance(std::uint16_t glyph) const;        ///< In 1/1000 em, rounded.

private:
    Face() = default;
    std::string path_, name_;
    hb_blob_t* blob_ = nullptr;
    hb_face_t* face_ = nullptr;
    hb_font_t* font_ = nullptr;
    float ascent_ = 0, descent_ = 0, x_height_ = 0;
    std::array<std::uint16_t, 0x250> latin_{}; ///< Glyphs of U+0000–U+024F, looked up once.
    std::vector<std::uint16_t> advances_;      ///< Per glyph.
};

class WordShelf;

/// All faces of a style. Immutable after load, but for the words that have been shaped with them: many threads may use it.
class Fonts {
public:
    Fonts();
    ~Fonts();

    /// Finds the style's families. A family that is not installed, or not as TrueType, is an error that names the package to
    /// install.
    static base::Result<std::shared_ptr<const Fonts>> load(const Style& style);

    const Face& face(FaceId id) const { return *faces_[id]; }
    std::size_t size() const { return faces_.size(); }
    FaceId primary(Weight weight, Slant slant) const;

    /// The face that draws the character, the wanted one if it can; nothing if no face has a glyph for it.
    struct Choice {
        FaceId face;
        std::uint16_t glyph;
    };
    bool choose(char32_t character, FaceId wanted, Choice& choice) const;

    WordShelf& shelf() const { return *shelf_; }

private:
    std::vector<std::unique_ptr<Face>>
        faces_; ///< Four of the family (regular, bold, italic, bold italic), then two of each fallback.
    std::unique_ptr<WordShelf> shelf_;
};

} // namespace planpaket::typeset
