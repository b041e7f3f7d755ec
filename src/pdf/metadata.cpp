#include "pdf/metadata.h"

#include "pdf/syntax.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace planpaket::pdf {

namespace {

/// Text for XML content (XML 1.0, 2.4); control characters cannot occur in XML 1.0 and become spaces.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        default:
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : ", ") + word;
    return out;
}

/// The extension schemas of what PDF/A does not know by itself (ISO 19005-2, 6.6.2.3): pdfuaid, and the counts.
constexpr const char* extension_begin =
    R"(<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
)";
constexpr const char* ua_schema =
    R"(<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
)";
constexpr const char* counts_schema =
    R"(<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Counts of a crime-prevention plan</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:planpaket:counts:1</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>counts</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>areas</pdfaProperty:name>
<pdfaProperty:valueType>Seq Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>For each area its id and how many problems, causes and actions it has</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
)";
constexpr const char* extension_end = "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

} // namespace

std::string xmp_packet(const document::Document& document) {
    const auto date = fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(document.date)));
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
    out += "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
           "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
           "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n";
    const auto alternatives = [&](const char* name, const std::string& text) {
        if (!text.empty())
            out +=
                fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n", name, escaped(text));
    };
    alternatives("dc:title", document.title);
    alternatives("dc:description", document.subject);
    if (!document.author.empty())
        out += fmt::format("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n", escaped(document.author));
    out +=
        fmt::format("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n<dc:format>application/pdf</dc:format>\n",
                    escaped(document.language));
    if (!document.keywords.empty())
        out += fmt::format("<pdf:Keywords>{}</pdf:Keywords>\n", escaped(joined(document.keywords)));
    out +=
        fmt::format("<pdf:Producer>{}</pdf:Producer>\n<xmp:CreateDate>{}</xmp:CreateDate>\n<xmp:ModifyDate>{}</xmp:ModifyDate>\n",
                    producer, date, date);
    out += "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n</"
           "rdf:Description>\n";
    if (!document.counts.empty()) {
        out += "<rdf:Description rdf:about=\"\" xmlns:counts=\"urn:planpaket:counts:1\">\n<counts:areas><rdf:Seq>\n";
        for (const auto& entry : document.counts)
            out += fmt::format("<rdf:li>{}</rdf:li>\n", escaped(entry));
        out += "</rdf:Seq></counts:areas>\n</rdf:Description>\n";
    }
    out += extension_begin;
    out += ua_schema;
    out += document.counts.empty() ? "" : counts_schema;
    out += extension_end;
    out += "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
    return out;
}

std::string information(const document::Document& document) {
    const auto date = fmt::format("(D:{:%Y%m%d%H%M%S}Z)", fmt::gmtime(std::chrono::system_clock::to_time_t(document.date)));
    std::string out = "<<";
    const auto entry = [&](const char* key, const std::string& text) {
        if (text.empty())
            return;
        out += key;
        append_text(out, text);
    };
    entry("/Title", document.title);
    entry("/Author", document.author);
    entry("/Subject", document.subject);
    entry("/Keywords", joined(document.keywords));
    entry("/Producer", producer);
    return out + "/CreationDate" + date + "/ModDate" + date + ">>";
}

} // namespace planpaket::pdf
