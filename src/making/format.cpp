#include "making/format.h"

#include "base/names.h"

namespace planpaket::making {

std::string_view name_of(Format format) {
    static constexpr base::Names<Format> names{"pdf", "docx", "odt", "html", "csv"};
    return names[format];
}

std::optional<Format> format_named(std::string_view name) {
    for (const auto format : all_formats)
        if (name_of(format) == name)
            return format;
    return std::nullopt;
}

const char* media_type(Format format) {
    switch (format) {
    case Format::pdf:
        return "application/pdf";
    case Format::docx:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Format::odt:
        return "application/vnd.oasis.opendocument.text";
    case Format::html:
        return "text/html";
    case Format::csv:
        return "text/csv; charset=utf-8; header=present";
    }
    return "";
}

} // namespace planpaket::making
