#include "submission/information_package.h"

#include "submission/mets.h"
#include "submission/premis.h"
#include "xml/element.h"

namespace planpaket::submission {

using xml::Element;

namespace {

constexpr const char* premis_path = "metadata/preservation/premis.xml";

/// The elements of Dublin Core (ISO 15836-1) in one record.
std::string dublin_core(const Submission& submission) {
    Element root("oai_dc:dc");
    root.set("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/").set("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    const auto add = [&](const char* name, const std::string& words) {
        if (!words.empty())
            root.add(Element(name)).add(words);
    };
    add("dc:title", submission.title);
    add("dc:creator", submission.creator);
    add("dc:description", submission.description);
    add("dc:date", submission.created);
    add("dc:type", "Text");
    add("dc:identifier", submission.id);
    for (const auto& identifier : submission.identifiers)
        add("dc:identifier", identifier);
    add("dc:language", submission.language);
    return xml::write_document(root);
}

} // namespace

std::vector<File> information_package(const Submission& submission) {
    std::vector<File> files;
    // Paths of what is described are from the folder of the METS file that describes it.
    const auto add = [&](const std::string& folder, std::string path, std::string bytes) {
        files.push_back({folder + path, std::move(bytes)});
        return described(std::move(path), files.back().bytes);
    };
    MetsContent root{submission.id, {}, {}, {}};
    std::vector<DescribedFile> preserved;
    const auto add_group = [&](const char* use, const std::string& folder, const std::vector<File>& members) {
        if (members.empty())
            return;
        auto& group = root.groups.emplace_back(FileGroup{use, {}});
        for (const auto& file : members)
            preserved.push_back(group.files.emplace_back(add("", folder + file.path, file.bytes)));
    };
    add_group("Documentation", "documentation/", submission.documentation);
    add_group("Schemas", "schemas/", submission.schemas);
    for (const auto& representation : submission.representations) {
        const auto folder = "representations/" + representation.name + '/';
        MetsContent content{representation.name, {}, {}, {{"Data", {}}}};
        auto& data = content.groups.front().files;
        for (const auto& file : representation.files)
            data.push_back(add(folder, "data/" + file.path, file.bytes));
        content.preservation.push_back(add(folder, premis_path, write_premis(submission, representation.name, data)));
        root.groups.push_back(
            {"Representations/" + representation.name, {add("", folder + "METS.xml", write_mets(submission, content))}});
    }
    root.descriptive.push_back(add("", "metadata/descriptive/dc.xml", dublin_core(submission)));
    root.preservation.push_back(add("", premis_path, write_premis(submission, "", preserved)));
    files.insert(files.begin(), {"METS.xml", write_mets(submission, root)});
    return files;
}

} // namespace planpaket::submission
