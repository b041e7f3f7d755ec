#pragma once

/// The seal of a visible signature: a few lines in the typography of the documents, drawn into a field.

#include "base/diagnostic.h"
#include "pdf/objects.h"

#include <string>
#include <vector>

namespace planpaket::typeset {
struct Style;
class Fonts;
} // namespace planpaket::typeset

namespace planpaket::pdf {

struct SealText {
    std::string name;    ///< The first line, bold.
    std::string details; ///< The second, smaller; may be empty.
};

/// Draws the text into a form XObject of the given size in points (ISO 32000-1, 8.10), made smaller where it would not fit, with
/// the fonts that it needs. Gives the XObject's number. Error: "missing-glyph".
base::Result<ObjectNumber> draw_seal(const SealText& text, double width, double height, const typeset::Style& style,
                                     const typeset::Fonts& fonts, ObjectSink& objects);

} // namespace planpaket::pdf
