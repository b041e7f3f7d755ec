#include "verification/signature_report.h"
#include <nlohmann/json.hpp>

#include "base/names.h"
#include "base/translate.h"
#include "signature/certificate.h"

#include <fmt/format.h>

namespace planpaket::verification {

using base::tr;
using base::trf;
using signature::ChangeKind;
using signature::FieldLock;
using signature::Level;
using signature::Permission;
using signature::SignatureReport;
using signature::Standing;
using signature::Verdict;

namespace {

/// Scripts rely on these; they are the same in every language.
const char* id(Verdict verdict) {
    static constexpr base::Names<Verdict> names{"valid", "valid but", "indeterminate", "invalid"};
    return names[verdict];
}

const char* shown(Verdict verdict) {
    static constexpr base::Names<Verdict> words{base::mark("valid"), base::mark("valid, but"), base::mark("indeterminate"),
                                                base::mark("invalid")};
    return base::tr(words[verdict]);
}

const char* name(Level level) {
    static constexpr base::Names<Level> names{"B-B", "B-T", "B-LT", "B-LTA"};
    return names[level];
}

const char* id(Standing standing) {
    static constexpr base::Names<Standing> names{"good", "unknown", "revoked"};
    return names[standing];
}

const char* shown(Standing standing) {
    static constexpr base::Names<Standing> words{base::mark("not revoked"), base::mark("not known whether revoked"),
                                                 base::mark("revoked")};
    return base::tr(words[standing]);
}

const char* id(ChangeKind kind) {
    static constexpr base::Names<ChangeKind> names{"signature", "timestamp",  "validation-data", "visible-field", "metadata",
                                                   "form",      "annotation", "script",          "unreached",     "other"};
    return names[kind];
}

const char* id(Permission permission) {
    switch (permission) {
    case Permission::none:
        return "nothing";
    case Permission::forms:
        return "forms";
    case Permission::annotations:
        return "annotations";
    }
    return "";
}

const char* shown(Permission permission) {
    switch (permission) {
    case Permission::none:
        return tr("certified; nothing may be changed after it");
    case Permission::forms:
        return tr("certified; forms may be filled in and signatures added");
    case Permission::annotations:
        return tr("certified; forms, signatures and annotations are allowed");
    }
    return "";
}

const char* id(FieldLock::Scope scope) {
    static constexpr base::Names<FieldLock::Scope> names{"all", "only", "all-but"};
    return names[scope];
}

std::string shown(const FieldLock& lock) {
    const auto fields = fmt::format("{}", fmt::join(lock.fields, ", "));
    switch (lock.scope) {
    case FieldLock::Scope::all:
        return tr("locks all fields");
    case FieldLock::Scope::only:
        return trf("locks the fields {}", fields);
    case FieldLock::Scope::all_but:
        return trf("locks all fields but {}", fields);
    }
    return "";
}

/// "2026-11-23T12:00:00Z"
std::string iso(std::chrono::sys_seconds time) {
    auto text = signature::shown(time).substr(0, 19);
    text[10] = 'T';
    return text + "Z";
}

/// One text of each reason, in their order.
nlohmann::ordered_json texts(const SignatureReport& report, std::string signature::Reason::*part) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& reason : report.reasons)
        out.push_back(reason.*part);
    return out;
}

nlohmann::ordered_json in_json(const SignatureReport& report) {
    nlohmann::ordered_json out{{"field", report.field},
                               {"kind", report.is_timestamp ? "timestamp" : "signature"},
                               {"verdict", id(report.verdict)},
                               {"reasons", texts(report, &signature::Reason::text)},
                               {"details", texts(report, &signature::Reason::detail)},
                               {"signer", report.signer},
                               {"issuer", report.issuer},
                               {"certificate_sha256", report.fingerprint},
                               {"name", report.name},
                               {"reason", report.reason},
                               {"location", report.location},
                               {"claimed_time", nullptr},
                               {"proven_time", nullptr},
                               {"timestamped_by", report.timestamped_by},
                               {"revision", report.revision},
                               {"signed_bytes", report.size},
                               {"covers_whole_file", report.is_whole_file},
                               {"certification", nullptr},
                               {"digest", report.digest},
                               {"trusted", report.is_trusted},
                               {"chain", report.chain},
                               {"revocation", id(report.standing)},
                               {"level", nullptr}};
    if (report.claimed)
        out["claimed_time"] = iso(*report.claimed);
    if (report.proven)
        out["proven_time"] = iso(*report.proven);
    if (report.certification)
        out["certification"] = id(*report.certification);
    if (report.level)
        out["level"] = name(*report.level);
    auto locks = nlohmann::ordered_json::array();
    for (const auto& lock : report.locks)
        locks.push_back({{"scope", id(lock.scope)}, {"fields", lock.fields}});
    out["locks"] = std::move(locks);
    auto changes = nlohmann::ordered_json::array();
    for (const auto& change : report.changes)
        changes.push_back(
            {{"kind", id(change.kind)}, {"what", change.what}, {"detail", change.detail}, {"allowed", change.allowed}});
    out["changes"] = std::move(changes);
    return out;
}

void append_signature(std::string& out, const SignatureReport& report) {
    const auto line = [&](const std::string& text) { out += "    " + text + '\n'; };
    out +=
        fmt::format("  {}: {}\n", report.is_timestamp ? trf("timestamp '{}'", report.field) : trf("signature '{}'", report.field),
                    shown(report.verdict));
    for (const auto& reason : report.reasons) {
        out += "      " + reason.text + '\n';
        if (!reason.detail.empty())
            out += "        " + reason.detail + '\n';
    }
    if (!report.signer.empty())
        line(trf("by {}, certificate from {}", report.signer, report.issuer));
    if (!report.reason.empty() || !report.location.empty())
        line(report.reason + (report.reason.empty() || report.location.empty() ? "" : ", ") + report.location);
    if (report.claimed)
        line(trf("at {} by the signer's clock", signature::shown(*report.claimed)));
    if (report.proven)
        line(trf("not later than {}, by {}", signature::shown(*report.proven),
                 report.timestamped_by.empty() ? tr("a later timestamp of the document") : report.timestamped_by));
    line(report.is_whole_file ? tr("covers the whole file")
                              : trf("covers revision {}: the first {} bytes", report.revision, report.size));
    if (report.certification)
        line(shown(*report.certification));
    for (const auto& lock : report.locks)
        line(shown(lock));
    for (const auto& change : report.changes)
        line(
            trf(change.allowed ? base::mark("afterwards, allowed: {}") : base::mark("afterwards, not allowed: {}"), change.what));
    if (!report.chain.empty())
        line(trf("chain: {}", fmt::format("{}", fmt::join(report.chain, " ← "))) + " (" +
             (report.is_trusted ? fmt::format("{}, {}", tr("trusted"), shown(report.standing)) : std::string(tr("not trusted"))) +
             ")");
    if (!report.is_timestamp)
        line(report.level ? trf("PAdES baseline {}", name(*report.level)) : std::string(tr("no level of the PAdES baseline")));
}

} // namespace

std::string as_text(const FileReport& file) {
    const auto& report = file.report;
    std::string out =
        report.signatures.empty() ? trf("{}: not signed", file.path) : fmt::format("{}: {}", file.path, shown(report.verdict));
    out += '\n';
    for (const auto& each : report.signatures)
        append_signature(out, each);
    for (const auto& field : report.empty_fields)
        out += "  " + trf("field '{}': not signed", field) + '\n';
    return out;
}

nlohmann::ordered_json json_of(const FileReport& file) {
    auto signatures = nlohmann::ordered_json::array();
    for (const auto& each : file.report.signatures)
        signatures.push_back(in_json(each));
    return {{"file", file.path},
            {"size", file.size},
            {"verdict", file.report.signatures.empty() ? "unsigned" : id(file.report.verdict)},
            {"signatures", std::move(signatures)},
            {"empty_fields", file.report.empty_fields}};
}

nlohmann::ordered_json json_of(const base::Diagnostics& errors) {
    auto faults = nlohmann::ordered_json::array();
    for (const auto& each : errors)
        faults.push_back({{"code", each.code}, {"message", each.message}, {"hint", each.hint}});
    return faults;
}

std::string as_json(const std::vector<FileReport>& files, const std::vector<base::Diagnostics>& errors) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& file : files)
        list.push_back(json_of(file));
    base::Diagnostics all;
    for (const auto& group : errors)
        all.insert(all.end(), group.begin(), group.end());
    const nlohmann::ordered_json whole{{"files", std::move(list)}, {"errors", json_of(all)}};
    return whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

} // namespace planpaket::verification
