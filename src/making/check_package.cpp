#include "making/check_package.h"

#include "base/sha256.h"
#include "base/translate.h"
#include "making/manifest.h"

namespace planpaket::making {

using base::tr;
using base::trf;

namespace {

base::Diagnostic fault(base::Severity severity, const char* code, std::string message, std::string hint = {}) {
    return {severity, code, {}, std::move(message), std::move(hint)};
}

} // namespace

CheckedPackage check_package(const distribution::Carried& folder) {
    using base::Severity;
    CheckedPackage checked;
    for (auto each : folder.wrong) {
        if (each.code == "no-plain-file")
            each.severity = Severity::remark; // nothing that is listed, or it is missing
        checked.wrong.push_back(std::move(each));
    }
    std::map<std::string, const std::string*> there;
    for (const auto& file : folder.files)
        there.emplace(file.name, &file.bytes);
    const auto manifest = there.find(manifest_name);
    if (manifest == there.end()) {
        checked.wrong.push_back(fault(Severity::error, "not-a-package", trf("there is no {}", manifest_name)));
        return checked;
    }
    const auto listed = read_manifest(*manifest->second);
    if (!listed) {
        checked.wrong.insert(checked.wrong.end(), listed.error().begin(), listed.error().end());
        return checked;
    }
    there.erase(manifest);
    checked.files = listed->files.size();
    for (const auto& file : listed->files) {
        const auto found = there.find(file.name);
        if (found == there.end()) {
            checked.wrong.push_back(
                fault(Severity::error, "missing-file", trf("'{}' is missing", file.name), tr("build the package anew")));
            continue;
        }
        const std::string_view bytes = *found->second;
        there.erase(found);
        const bool is_longer = bytes.size() > file.size;
        if (bytes.size() < file.size || base::sha256(bytes.substr(0, file.size)) != file.sha256 ||
            (is_longer && !bytes.starts_with("%PDF-")))
            checked.wrong.push_back(fault(Severity::error, "changed-file", trf("'{}' is not as it was made", file.name),
                                          tr("build the package anew")));
        else if (is_longer)
            checked.extended.emplace(file.name, file.size);
    }
    for (const auto& [name, bytes] : there)
        checked.wrong.push_back(
            fault(Severity::remark, "added-file", trf("'{}' is not of the package: {} does not list it", name, manifest_name)));
    return checked;
}

} // namespace planpaket::making
