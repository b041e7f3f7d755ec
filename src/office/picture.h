#pragma once

#include "typeset/style.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::office {

/// A picture in a document, as one or several files that show the same.
struct Picture {
    struct File {
        std::string ending; ///< ".svg"
        std::string bytes;
    };
    std::string name;            ///< "chart-1": of its files, and unique in its document.
    std::vector<File> files;     ///< The best first. The last is one that every program knows: PNG or JPEG.
    float width = 0, height = 0; ///< In points.
    std::string alternative;
};

/// The logo of a style that has one.
inline std::optional<Picture> logo_of(const typeset::Style& style) {
    if (style.logo_bytes.empty())
        return std::nullopt;
    const char* ending = style.logo_bytes.starts_with("\x89PNG") ? ".png" : ".jpeg";
    return Picture{"logo", {{ending, style.logo_bytes}}, style.logo_width, style.logo_height, style.logo_alternative};
}

} // namespace planpaket::office
