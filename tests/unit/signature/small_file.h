#pragma once

/// Files of two pages, and what is signed in them.

#include "small_pdf.h"

#include <fmt/format.h>
#include <string>

namespace small_file {

using planpaket::signature::test::stream;
using Objects = planpaket::signature::test::Bodies;

/// Appends objects as a revision of its own; to nothing, as the first. The catalog is object 1.
inline std::string with(const std::string& file, const Objects& objects) {
    using namespace planpaket::signature::test;
    return file.empty() ? file_of(objects) : updated(file, objects);
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
