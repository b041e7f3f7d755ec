#pragma once

/// Fonts as they stand in the file: subsets of the glyphs used, each glyph with its character.
/// Composite fonts with our own CIDs (ISO 32000-1, 9.7): CIDs number the (glyph, character) pairs of a face in the order of first
/// use.

#include "pdf/objects.h"
#include "typeset/fonts.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace planpaket::pdf {

/// See the file comment.
class EmbeddedFonts {
public:
    explicit EmbeddedFonts(const typeset::Fonts& fonts) : fonts_(fonts), faces_(fonts.size()) {}

    /// The CID of a glyph in its face. No byte of a CID is one that a literal string would have to escape.
    std::uint16_t cid(const typeset::Glyph& glyph);

    /// Writes the fonts used, and gives the /Font dictionary of the pages' resources: names "F0", "F1", … by face.
    std::string write(ObjectSink& objects) const;

private:
    struct Entry {
        std::uint16_t cid, glyph;
        char32_t character;
    };
    struct Used {
        std::unordered_map<std::uint64_t, std::uint16_t> cids; ///< By glyph and character.
        std::vector<Entry> entries;                            ///< By CID.
        std::vector<std::uint16_t> latin =
            std::vector<std::uint16_t>(0x180); ///< CIDs of the face's plain glyphs, 0 if not used yet.
        std::uint16_t next = 1;
    };

    ObjectNumber write_font(ObjectSink& objects, const typeset::Face& face, const Used& used) const;

    const typeset::Fonts& fonts_;
    std::vector<Used> faces_;
};

} // namespace planpaket::pdf
