#include "submission/file_format.h"

#include <algorithm>
#include <array>
#include <utility>

namespace planpaket::submission {

FileFormat format_of(std::string_view path) {
    constexpr std::array known{
        std::pair<std::string_view, FileFormat>{".pdf", {"application/pdf", "PDF/A-2a", "2a", "fmt/476"}},
        std::pair<std::string_view, FileFormat>{".docx",
                                                {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                                 "Office Open XML Document", "", "fmt/412"}},
        std::pair<std::string_view, FileFormat>{
            ".odt", {"application/vnd.oasis.opendocument.text", "OpenDocument Text", "1.2", "fmt/291"}},
        std::pair<std::string_view, FileFormat>{".html", {"text/html", "HTML", "5", "fmt/471"}},
        std::pair<std::string_view, FileFormat>{".css", {"text/css", "CSS", "", "x-fmt/224"}},
        std::pair<std::string_view, FileFormat>{".js", {"text/javascript", "JavaScript", "", "x-fmt/423"}},
        std::pair<std::string_view, FileFormat>{".json", {"application/json", "JSON", "", "fmt/817"}},
        std::pair<std::string_view, FileFormat>{".toml", {"text/plain", "TOML", "1.0", ""}},
        std::pair<std::string_view, FileFormat>{".xml", {"application/xml", "XML", "1.0", "fmt/101"}},
        std::pair<std::string_view, FileFormat>{".xsd", {"application/xml", "XML Schema Definition", "1.0", "x-fmt/280"}},
        std::pair<std::string_view, FileFormat>{".md", {"text/markdown", "Markdown", "", "fmt/1149"}},
        std::pair<std::string_view, FileFormat>{".txt", {"text/plain", "Plain Text", "", "x-fmt/111"}},
        std::pair<std::string_view, FileFormat>{".svg", {"image/svg+xml", "SVG", "1.1", "fmt/92"}},
        std::pair<std::string_view, FileFormat>{".png", {"image/png", "PNG", "", "fmt/13"}},
        std::pair<std::string_view, FileFormat>{".jpg", {"image/jpeg", "JPEG", "", "fmt/44"}},
    };
    const auto found = std::ranges::find_if(known, [&](const auto& format) { return path.ends_with(format.first); });
    return found != known.end() ? found->second : FileFormat{"application/octet-stream", "unknown", "", ""};
}

} // namespace planpaket::submission
