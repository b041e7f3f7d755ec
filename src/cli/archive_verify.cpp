#include "archive/verify.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/archive_rebuild.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

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

base::Diagnostics diagnostics_of(const archive::Verdict& verdict) {
    base::Diagnostics diagnostics;
    for (const auto& fault : verdict.faults)
        diagnostics.push_back(as_diagnostic(fault));
    for (const auto& object : verdict.objects)
        for (const auto& fault : object.faults)
            diagnostics.push_back(as_diagnostic(fault));
    return diagnostics;
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

std::string as_json(const archive::Verdict& verdict) {
    auto objects = nlohmann::ordered_json::array();
    for (const auto& object : verdict.objects)
        objects.push_back({{"id", object.id},
                           {"folder", object.where},
                           {"versions", object.versions},
                           {"files", object.files},
                           {"bytes", object.bytes},
                           {"faults", json_of(object.faults)}});
    const nlohmann::ordered_json whole{{"kind", verdict.storage_root ? "storage-root" : "object"},
                                       {"errors", verdict.errors()},
                                       {"warnings", verdict.warnings()},
                                       {"faults", json_of(verdict.faults)},
                                       {"objects", std::move(objects)}};
    return whole.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::string as_text(const std::string& path, const archive::Verdict& verdict) {
    std::size_t versions = 0, files = 0;
    std::uint64_t bytes = 0;
    for (const auto& object : verdict.objects) {
        versions += object.versions;
        files += object.files;
        bytes += object.bytes;
    }
    return trf("{}: {}, {}, {}, {:.1f} MB: {}\n", path, base::trn("{} object", "{} objects", verdict.objects.size()),
               base::trn("{} version", "{} versions", versions), base::trn("{} file", "{} files", files),
               static_cast<double>(bytes) / 1e6,
               verdict.errors() > 0     ? base::trn("{} error", "{} errors", verdict.errors())
               : verdict.warnings() > 0 ? trf("sound, with {}", base::trn("{} warning", "{} warnings", verdict.warnings()))
                                        : std::string(tr("sound")));
}

/// Makes the documents of all versions of all sound objects anew.
void rebuild(const std::string& path, std::size_t jobs, archive::Verdict& verdict, Context& context) {
    const auto store = archive::Store::open(path);
    if (!store) {
        verdict.faults.push_back({"not-rebuilt", "", store.error().front().message});
        return;
    }
    std::size_t versions = 0, done = 0;
    for (const auto& object : verdict.objects)
        versions += object.versions;
    Progress progress(context.err, context.progress, versions);
    for (auto& object : verdict.objects) {
        const auto stored = store->find(object.id);
        if (!stored || std::ranges::any_of(object.faults, &archive::Fault::is_error))
            continue;
        for (const auto& version : stored->inventory.versions) {
            auto faults = rebuild_version(*store, *stored, version, jobs);
            object.faults.insert(object.faults.end(), faults.begin(), faults.end());
            progress.show(++done);
        }
    }
}

} // namespace

Outcome archive_verify(const Arguments& arguments, Context& context) {
    if (arguments.words.size() > 1)
        return usage_error(context, tr("'archive verify' takes one folder"), "planpaket archive verify [PATH]");
    const auto json = wants_json(arguments, context);
    const auto jobs = archive_jobs(arguments, context);
    if (!json || !jobs)
        return Outcome::usage;
    const auto path = arguments.words.empty() ? store_folder(arguments) : arguments.words.front();
    auto verdict = [&] {
        Progress progress(context.err, context.progress, 100);
        return archive::verify(path, *jobs, [&](std::size_t done, std::size_t total) { progress.show(100 * done / total); });
    }();
    if (!verdict) {
        report(context, verdict.error());
        return Outcome::archive_refuses;
    }
    if (arguments.has("rebuild"))
        rebuild(path, *jobs, *verdict, context);
    context.out << (*json ? as_json(*verdict) : as_text(path, *verdict)) << std::flush;
    if (!*json)
        report(context, diagnostics_of(*verdict));
    return verdict->errors() > 0                                ? Outcome::archive_refuses
           : arguments.has("strict") && verdict->warnings() > 0 ? Outcome::remarks
                                                                : Outcome::done;
}

} // namespace planpaket::cli
