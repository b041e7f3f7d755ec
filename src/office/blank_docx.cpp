#include "office/blank_docx.h"

#include "office/xml.h"
#include "zip/archive.h"

namespace planpaket::office {

std::string blank_docx() {
    constexpr const char* content_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    constexpr const char* relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    constexpr const char* core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    constexpr const char* extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    constexpr const char* custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    constexpr const char* word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    constexpr const char* drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    struct Empty {
        const char *name, *root, *prefix, *space;
    };
    // All that pandoc 2.17 and 3.9 look for: where one is missing they take up their own document after all.
    constexpr Empty parts[]{{"[Content_Types].xml", "Types", "xmlns", content_types},
                            {"_rels/.rels", "Relationships", "xmlns", relationships},
                            {"docProps/app.xml", "Properties", "xmlns", extended},
                            {"docProps/core.xml", "cp:coreProperties", "xmlns:cp", core},
                            {"docProps/custom.xml", "Properties", "xmlns", custom},
                            {"word/document.xml", "w:document", "xmlns:w", word},
                            {"word/_rels/document.xml.rels", "Relationships", "xmlns", relationships},
                            {"word/_rels/footnotes.xml.rels", "Relationships", "xmlns", relationships},
                            {"word/styles.xml", "w:styles", "xmlns:w", word},
                            {"word/numbering.xml", "w:numbering", "xmlns:w", word},
                            {"word/settings.xml", "w:settings", "xmlns:w", word},
                            {"word/webSettings.xml", "w:webSettings", "xmlns:w", word},
                            {"word/fontTable.xml", "w:fonts", "xmlns:w", word},
                            {"word/footnotes.xml", "w:footnotes", "xmlns:w", word},
                            {"word/comments.xml", "w:comments", "xmlns:w", word},
                            {"word/theme/theme1.xml", "a:theme", "xmlns:a", drawing}};
    std::vector<zip::Part> written;
    for (const auto& [name, root, prefix, space] : parts) {
        pugi::xml_document part;
        auto element = append(part, root, {{prefix, space}});
        if (part.child("w:document"))
            append(element, "w:body");
        written.push_back({name, write_xml(part), true});
    }
    return zip::write_archive(written);
}

} // namespace planpaket::office
