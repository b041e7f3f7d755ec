#include "verification/archive_report.h"

#include "base/translate.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planpaket::verification {

using base::tr;
using base::trf;

namespace {

base::Diagnostic as_diagnostic(const archive::Fault& fault) {
    return {fault.is_error() ? base::Severity::error : base::Severity::remark,
            fault.code,
            {},
            fault.where.empty() ? fault.message : fault.where + ": " + fault.message,
            {}};
}

nlohmann::ordered_json json_of(const archive::Faults& faults) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& fault : faults)
        list.push_back({{"code", fault.code},
                        {"severity", fault.is_error() ? "error" : "warning"},
                        {"where", fault.where},
                        {"message", fault.message}});
    return list;
}

} // namespace

base::Diagnostics diagnostics_of(const archive::Verdict& verdict) {
    base::Diagnostics diagnostics;
    for (const auto& fault : verdict.faults)
        diagnostics.push_back(as_diagnostic(fault));
    for (const auto& object : verdict.objects)
        for (const auto& fault : object.faults)
            diagnostics.push_back(as_diagnostic(fault));
    return diagnostics;
}

nlohmann::ordered_json json_of(const archive::Verdict& verdict) {
    auto objects = nlohmann::ordered_json::array();
    for (const auto& object : verdict.objects)
        objects.push_back({{"id", object.id},
                           {"folder", object.where},
                           {"versions", object.versions},
                           {"files", object.files},
                           {"bytes", object.bytes},
                           {"faults", json_of(object.faults)}});
    return {{"kind", verdict.storage_root ? "storage-root" : "object"},
            {"errors", verdict.errors()},
            {"warnings", verdict.warnings()},
            {"faults", json_of(verdict.faults)},
            {"objects", std::move(objects)}};
}

std::string as_text(const std::string& path, const archive::Verdict& verdict) {
    std::size_t versions = 0, files = 0;
    std::uint64_t bytes = 0;
    for (const auto& object : verdict.objects) {
        versions += object.versions;
        files += object.files;
        bytes += object.bytes;
    }
    return trf("{}: {}, {}, {}, {}: {}\n", path, base::trn("{} object", "{} objects", verdict.objects.size()),
               base::trn("{} version", "{} versions", versions), base::trn("{} file", "{} files", files),
               bytes < 1'000'000 ? trf("{} kB", (bytes + 999) / 1000) : trf("{} MB", (bytes + 500'000) / 1'000'000),
               verdict.errors() > 0     ? base::trn("{} error", "{} errors", verdict.errors())
               : verdict.warnings() > 0 ? trf("sound, with {}", base::trn("{} warning", "{} warnings", verdict.warnings()))
                                        : std::string(tr("sound")));
}

} // namespace planpaket::verification
