#include "submission/mets.h"

#include "base/digest.h"
#include "submission/file_format.h"
#include "xml/element.h"

#include <fmt/format.h>

namespace planpaket::submission {

using xml::Element;

namespace {

/// A path as a relative reference (RFC 3986, 4.2).
std::string reference(std::string_view path) {
    std::string out;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// Writes one METS file; ids count on in it.
class Mets {
public:
    Mets(const Submission& submission, const MetsContent& content) : submission_(submission), content_(content) {}

    std::string write() {
        Element root("mets");
        root.set("xmlns", "http://www.loc.gov/METS/")
            .set("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS")
            .set("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS")
            .set("xmlns:xlink", "http://www.w3.org/1999/xlink")
            .set("OBJID", content_.id)                                                // CSIP1
            .set("TYPE", "Textual works – Digital")                                   // CSIP2
            .set("csip:CONTENTINFORMATIONTYPE", "MIXED")                              // CSIP4
            .set("PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-1-0.xml") // CSIP6, SIP2
            .set("LABEL", submission_.title);                                         // SIP1
        root.add(header());
        for (const auto& file : content_.descriptive)
            root.add(metadata_section("dmdSec", file, "DC", descriptive_ids_));
        if (!content_.preservation.empty()) {
            auto& section = root.add(Element("amdSec"));
            for (const auto& file : content_.preservation)
                section.add(metadata_section("digiprovMD", file, "PREMIS", preservation_ids_));
        }
        root.add(file_section());
        root.add(structure());
        return xml::write_document(root);
    }

private:
    std::string id(const char* kind) { return fmt::format("{}-{}", kind, ++last_id_); }

    static Element agent(const char* role, const char* type, const std::string& name) {
        Element agent("agent");
        agent.set("ROLE", role).set("TYPE", type);
        agent.add(Element("name")).add(name);
        return agent;
    }

    Element header() const {
        Element header("metsHdr");
        header.set("CREATEDATE", submission_.created)
            .set("LASTMODDATE", submission_.created)
            .set("RECORDSTATUS", "NEW")
            .set("csip:OAISPACKAGETYPE", "SIP"); // CSIP7–9, SIP3–4
        auto& software = header.add(Element("agent"));
        software.set("ROLE", "CREATOR").set("TYPE", "OTHER").set("OTHERTYPE", "SOFTWARE"); // CSIP10–16
        software.add(Element("name")).add(submission_.software);
        software.add(Element("note")).set("csip:NOTETYPE", "SOFTWARE VERSION").add(submission_.software_version);
        if (!submission_.creator.empty())
            header.add(agent("ARCHIVIST", "ORGANIZATION", submission_.creator)); // SIP9–12
        header.add(agent("CREATOR", "ORGANIZATION", submission_.submitter));     // SIP15–18
        if (!submission_.agreement.empty())
            header.add(Element("altRecordID")).set("TYPE", "SUBMISSIONAGREEMENT").add(submission_.agreement); // SIP5
        return header;
    }

    /// CSIP17–44
    Element metadata_section(const char* name, const DescribedFile& file, const char* kind, std::string& ids) {
        Element section(name);
        const auto own = id("metadata");
        ids += (ids.empty() ? "" : " ") + own;
        section.set("ID", own).set("CREATED", submission_.created).set("STATUS", "CURRENT");
        auto& link = section.add(Element("mdRef"));
        link.set("LOCTYPE", "URL").set("MDTYPE", kind).set("xlink:type", "simple").set("xlink:href", reference(file.path));
        describe(link, file);
        return section;
    }

    void describe(Element& element, const DescribedFile& file) const {
        element.set("MIMETYPE", std::string(format_of(file.path).media_type))
            .set("SIZE", std::to_string(file.size))
            .set("CREATED", submission_.created)
            .set("CHECKSUM", file.sha512)
            .set("CHECKSUMTYPE", "SHA-512");
    }

    /// CSIP58–79, SIP32–35
    Element file_section() {
        Element section("fileSec");
        section.set("ID", id("files"));
        for (const auto& group : content_.groups) {
            auto& element = section.add(Element("fileGrp"));
            group_ids_.push_back(id("group"));
            element.set("ID", group_ids_.back()).set("USE", group.use);
            if (group.use.starts_with("Representations"))
                element.set("csip:CONTENTINFORMATIONTYPE", "MIXED");
            for (const auto& file : group.files) {
                const auto format = format_of(file.path);
                auto& described = element.add(Element("file"));
                described.set("ID", id("file")).set("sip:FILEFORMATNAME", std::string(format.name));
                describe(described, file);
                if (!format.pronom.empty())
                    described.set("sip:FORMATREGISTRY", "PRONOM").set("sip:FORMATREGISTRYKEY", std::string(format.pronom));
                described.add(Element("FLocat"))
                    .set("LOCTYPE", "URL")
                    .set("xlink:type", "simple")
                    .set("xlink:href", reference(file.path));
            }
        }
        return section;
    }

    /// CSIP80–112
    Element structure() {
        Element map("structMap");
        map.set("ID", id("structure")).set("TYPE", "PHYSICAL").set("LABEL", "CSIP");
        auto& root = map.add(Element("div"));
        root.set("ID", id("div")).set("LABEL", content_.id);
        auto& metadata = root.add(Element("div"));
        metadata.set("ID", id("div")).set("LABEL", "Metadata");
        if (!preservation_ids_.empty())
            metadata.set("ADMID", preservation_ids_);
        if (!descriptive_ids_.empty())
            metadata.set("DMDID", descriptive_ids_);
        for (std::size_t i = 0; i < content_.groups.size(); ++i) {
            const auto& group = content_.groups[i];
            auto& part = root.add(Element("div"));
            part.set("ID", id("div")).set("LABEL", group.use);
            if (group.use.starts_with("Representations/"))
                part.add(Element("mptr"))
                    .set("LOCTYPE", "URL")
                    .set("xlink:type", "simple")
                    .set("xlink:title", group_ids_[i])
                    .set("xlink:href", reference(group.files.front().path));
            else
                part.add(Element("fptr")).set("FILEID", group_ids_[i]);
        }
        return map;
    }

    const Submission& submission_;
    const MetsContent& content_;
    std::size_t last_id_ = 0;
    std::string descriptive_ids_, preservation_ids_;
    std::vector<std::string> group_ids_;
};

} // namespace

DescribedFile described(std::string path, const std::string& bytes) {
    return {std::move(path), bytes.size(), base::digest(base::DigestAlgorithm::sha512, bytes)};
}

std::string write_mets(const Submission& submission, const MetsContent& content) {
    return Mets(submission, content).write();
}

} // namespace planpaket::submission
