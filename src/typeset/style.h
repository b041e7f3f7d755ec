#pragma once

/// How documents look. Read from templates/style.toml; lengths are in points there as here unless the key says mm.

#include "base/diagnostic.h"
#include "typeset/page.h"

#include <string>
#include <vector>

namespace planpaket::typeset {

struct Margins {
    float top, right, bottom, left;
};

struct Style {
    std::string family = "Carlito";                      ///< `[font] family`
    std::vector<std::string> fallback = {"DejaVu Sans"}; ///< `[font] fallback`: asked in turn for glyphs that the family lacks.

    float body_size = 10.5F; ///< `[size] body`, …
    float table_size = 8.5F;
    float note_size = 8.5F;
    float running_size = 8;
    float title_size = 22;
    std::vector<float> heading_sizes = {15, 12, 10.5F}; ///< `[size] headings`: levels 1, 2 and 3 on.
    float line_height = 1.3F;                           ///< `[spacing] line`, × size
    float table_line_height = 1.2F;                     ///< `[spacing] table-line`
    float paragraph_space = 6;
    float cell_padding = 4;

    Margins portrait{62, 68, 62, 79};  ///< `[page] portrait-mm`: top, right, bottom, left
    Margins landscape{54, 40, 48, 40}; ///< `[page] landscape-mm`

    Colour text{0.10F, 0.10F, 0.12F};
    Colour muted{0.36F, 0.38F, 0.40F};
    Colour heading{0.08F, 0.20F, 0.30F};
    Colour link{0.05F, 0.28F, 0.55F};
    Colour rule{0.62F, 0.65F, 0.68F};
    Colour header_fill{0.90F, 0.92F, 0.94F};
    Colour group_fill{0.955F, 0.963F, 0.97F};
    Colour chart{0.22F, 0.42F, 0.55F};
    Colour chart_light{0.68F, 0.77F, 0.83F};

    std::string hyphenation_folder = "/usr/share/hyphen"; ///< `[hyphenation] folder`
    std::vector<std::string> hyphenation_exceptions;      ///< `[hyphenation] exceptions`: words with their breaks, "verk-sam-het"

    std::string logo; ///< `[logo] file`: JPEG or PNG beside the style file; empty for none.
    base::Span logo_span;
    std::string logo_alternative; ///< `[logo] alternative`: what it shows, in words.
    float logo_height = 34;       ///< `[logo] height`
    std::string logo_bytes;       ///< The file: whoever reads the style gives it to set_logo().
    float logo_width = 0;         ///< From the file's proportions.
};

/// Reads a style file. Every key is optional; what is left out is as above. A key that does not exist is an error.
base::Result<Style> read_style(const base::Sources& sources, base::SourceId source);

/// Takes the logo's file. Refused ("unusable-logo"): anything but JPEG and PNG, transparency, interlacing, CMYK: PDF/A and
/// libharu cannot have them all.
base::Result<Style> set_logo(Style style, std::string bytes);

} // namespace planpaket::typeset
