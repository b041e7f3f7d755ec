#include "typeset/style.h"

#include "base/translate.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace planpaket::typeset {

namespace {

struct PixelSize {
    unsigned width = 0, height = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

unsigned two_bytes(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

/// PNG (ISO/IEC 15948, 11.2.2): opaque colour types, not interlaced, no transparency chunk before the data.
std::optional<PixelSize> png_size(std::string_view bytes) {
    if (!bytes.starts_with("\x89PNG\r\n\x1A\n") || bytes.size() < 33)
        return std::nullopt;
    const auto colour_type = byte_at(bytes, 25);
    const bool opaque = colour_type == 0 || colour_type == 2 || colour_type == 3;
    const bool interlaced = byte_at(bytes, 28) != 0;
    const auto data = bytes.find("IDAT");
    const bool transparent = bytes.substr(0, data).find("tRNS") != std::string_view::npos;
    if (!opaque || interlaced || transparent || data == std::string_view::npos)
        return std::nullopt;
    return PixelSize{two_bytes(bytes, 16) << 16U | two_bytes(bytes, 18), two_bytes(bytes, 20) << 16U | two_bytes(bytes, 22)};
}

/// JPEG (ISO/IEC 10918-1, B.2.2): the frame header tells the size; one component or three.
std::optional<PixelSize> jpeg_size(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8"))
        return std::nullopt;
    for (std::size_t at = 2; at + 9 < bytes.size() && byte_at(bytes, at) == 0xFF;) {
        const auto marker = byte_at(bytes, at + 1);
        if (marker >= 0xC0 && marker <= 0xC2) {
            const auto components = byte_at(bytes, at + 9);
            if (components != 1 && components != 3)
                return std::nullopt;
            return PixelSize{two_bytes(bytes, at + 7), two_bytes(bytes, at + 5)};
        }
        at += 2 + two_bytes(bytes, at + 2);
    }
    return std::nullopt;
}

} // namespace

base::Result<Style> set_logo(Style style, std::string bytes) {
    auto size = png_size(bytes);
    if (!size)
        size = jpeg_size(bytes);
    if (!size || size->width == 0 || size->height == 0)
        return std::unexpected(
            base::Diagnostics{{.code = "unusable-logo",
                               .span = style.logo_span,
                               .message = base::trf("'{}' is not a JPEG or PNG that can be used", style.logo),
                               .hint = base::tr("save it as a JPEG in RGB, or as a PNG without transparency and interlacing")}});
    style.logo_width = style.logo_height * static_cast<float>(size->width) / static_cast<float>(size->height);
    style.logo_bytes = std::move(bytes);
    return style;
}

} // namespace planpaket::typeset
