#pragma once

/// PDFs of few objects, built in memory, revision by revision.

#include <cstdint>
#include <fmt/format.h>
#include <map>
#include <string>

namespace small_file {

using Objects = std::map<std::uint32_t, std::string>;

inline std::string stream(const std::string& content, const std::string& more = {}) {
    return fmt::format("<</Length {}{}>>stream\n{}\nendstream", content.size(), more, content);
}

/// Appends objects as a revision of its own; to nothing, as the first. The catalog is object 1.
inline std::string with(std::string file, const Objects& objects) {
    const auto previous = file.rfind("startxref\n");
    const auto prev = previous == std::string::npos
                          ? std::string()
                          : fmt::format("/Prev {}", file.substr(previous + 10, file.find('\n', previous + 10) - previous - 10));
    std::string rows;
    if (file.empty()) {
        file = "%PDF-1.7\n";
        rows = "0 1\n0000000000 65535 f\r\n";
    }
    for (const auto& [number, body] : objects) {
        rows += fmt::format("{} 1\n{:010} 00000 n\r\n", number, file.size());
        file += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
    }
    const auto start = file.size();
    return file + fmt::format("xref\n{}trailer\n<</Root 1 0 R/Size 200{}>>\nstartxref\n{}\n%%EOF\n", rows, prev, start);
}

inline std::string page(const std::string& more = {}) {
    return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R" + more + ">>";
}

inline std::string catalog(const std::string& fields, const std::string& more = {}) {
    return "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[" + fields + "]>>" + more + ">>";
}

/// A signature field at that place of object 3, drawn by object 20.
inline std::string field(const std::string& name, const std::string& rectangle, const std::string& value = "/V 21 0 R") {
    return fmt::format("<</Type/Annot/Subtype/Widget/FT/Sig/T({})/Rect[{}]/P 3 0 R/F 4/AP<</N 20 0 R>>{}>>", name, rectangle,
                       value);
}

inline const std::string black_square = stream("20 20 40 40 re f");
inline const std::string appearance = stream("0 0 10 10 re f", "/Type/XObject/Subtype/Form/BBox[0 0 10 10]");
inline const std::string signature_value = "<</Type/Sig/Filter/Adobe.PPKLite>>";

/// Two pages with nothing on them: objects 3 and 4.
inline std::string two_pages(const std::string& first = page()) {
    return with({},
                {{1, catalog("")}, {2, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"}, {3, first}, {4, page()}, {5, stream("")}});
}

/// The same with a signed field at that place of the first page.
inline std::string signed_since(const std::string& before, const std::string& rectangle, const std::string& more = {}) {
    return with(before, {{1, catalog("10 0 R")},
                         {3, page("/Annots[10 0 R]" + more)},
                         {10, field("chair", rectangle)},
                         {20, appearance},
                         {21, signature_value}});
}

} // namespace small_file
