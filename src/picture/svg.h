#pragma once

/// Charts as SVG 1.1 pictures: the geometry is typeset's, the words are real words.

#include "base/diagnostic.h"
#include "document/document.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <string>
#include <string_view>

namespace planpaket::picture {

/// How a picture is laid out and what surrounds it.
struct Form {
    float width = 700;      ///< In points, which are the picture's units.
    bool narrow = false;    ///< Labels stand above what they name, as a phone needs it.
    bool linked = false;    ///< Labels link to `#id` of their actions: for a page that has them.
    std::string id = {};    ///< Names the picture and, with endings, its title and description; unique in a page; may be empty.
    std::string title = {}; ///< Its name for those who cannot see it; the figure's caption if empty.
};

struct Picture {
    std::string svg; ///< An `svg` element, as XML and as HTML; without an XML declaration.
    float width = 0, height = 0;
};

/// Draws a figure's chart, without the caption. The same figure, style and fonts give the same bytes.
/// Colours are attributes (the style's), and classes by which a page can give others: `ink`, `muted`, `link`, `rule`, `mark`,
/// `mark-light`, and `mark-50` for what lies half-way between those two. The root has class `chart`.
/// An unlinked picture has role img; a linked one is a group, as links inside an image could not be reached.
/// `language` (BCP 47) decides where labels are divided.
/// Errors: "missing-glyph".
base::Result<Picture> draw(const document::Figure& figure, const typeset::Style& style, const typeset::Fonts& fonts,
                           std::string_view language, const Form& form);

} // namespace planpaket::picture
