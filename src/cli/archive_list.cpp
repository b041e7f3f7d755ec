#include "archive/store.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/options.h"
#include "keeping/distribution_log.h"
#include "keeping/record.h"
#include "keeping/source.h"
#include "terminal/distribution_report.h"
#include "terminal/listing.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace planpaket::cli {

using base::tr;
using base::trf;

namespace {

/// Texts of a store may be anybody's: what is no UTF-8 is replaced, not refused.
std::string dump(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

constexpr std::size_t log_limit = 16u << 20; ///< Bytes.

/// What a version is, by its log; empty in somebody else's store.
std::string kind_of(const archive::Store& store, const archive::StoredObject& object, const archive::VersionBlock& version) {
    const auto files = archive::files_of(object.inventory, version);
    const auto file = std::ranges::find(files, keeping::stored_log, &archive::StoredFile::path);
    const auto text = file == files.end() ? base::Result<std::string>() : store.read(object, *file, log_limit);
    const auto log = text ? keeping::read_log(*text) : std::nullopt;
    return log ? log->kind : std::string();
}

void show_versions(const keeping::FoundVersion& found, bool json, Context& context) {
    terminal::Listing listing{{"version", "created", "kind", "user", "message"},
                              {tr("Version"), tr("Stored"), tr("Kind"), tr("By"), tr("What")},
                              std::vector<bool>(5),
                              {}};
    for (const auto& version : found.object.inventory.versions) {
        const auto kind = kind_of(found.store, found.object, version);
        listing.rows.push_back({std::string(version.name), std::string(version.created), json ? kind : keeping::kind_word(kind),
                                std::string(version.user_name.value_or("")), std::string(version.message.value_or(""))});
    }
    context.out << (json ? as_json(listing) : as_text(listing));
}

/// To whom it was sent.
void show_distributions(const std::vector<distribution::Record>& records, Context& context) {
    for (const auto& record : records)
        context.out << '\n' << terminal::as_text(record);
}

void show_files(const keeping::FoundVersion& found, const std::vector<distribution::Record>& records, bool json,
                Context& context) {
    const auto& object = found.object;
    const auto& version = *object.inventory.find_version(found.version);
    const auto kind = kind_of(found.store, object, version);
    const auto files = archive::files_of(object.inventory, version);
    if (!json) {
        context.out << version.name << "  " << version.created << "  " << keeping::kind_word(kind) << (kind.empty() ? "" : "  ")
                    << version.message.value_or("") << "\n\n";
        // As sha512sum writes it, with the paths that sha512sum can check from the object's folder.
        for (const auto& file : files)
            context.out << file.digest << "  " << file.path << '\n';
        show_distributions(records, context);
        return;
    }
    auto list = nlohmann::ordered_json::array();
    for (const auto& file : files)
        list.push_back({{"path", file.path}, {"digest", file.digest}, {"content_path", file.content_path}});
    auto distributions = nlohmann::ordered_json::array();
    for (const auto& record : records)
        distributions.push_back(nlohmann::ordered_json::parse(distribution::record_json(record)));
    context.out << dump({{"id", archive::plan_id(object.inventory.id)},
                         {"folder", object.folder},
                         {"version", version.name},
                         {"created", version.created},
                         {"kind", kind},
                         {"message", version.message.value_or("")},
                         {"user", {{"name", version.user_name.value_or("")}, {"address", version.user_address.value_or("")}}},
                         {"algorithm", object.inventory.algorithm},
                         {"files", std::move(list)},
                         {"distributions", std::move(distributions)}});
}

} // namespace

Outcome archive_list(const Arguments& arguments, Context& context) {
    if (!arguments.words.empty())
        return usage_error(context, tr("'archive list' takes no further word"), "planpaket archive list [--store DIR]");
    const auto json = wants_json(arguments, context);
    if (!json)
        return Outcome::usage;
    const auto store = archive::Store::open(store_folder(arguments));
    if (!store)
        return fail(context, {base::Fault::archive, store.error()});
    terminal::Listing listing{{"id", "versions", "created", "message", "folder"},
                              {tr("Plan"), tr("Versions"), tr("Stored"), tr("What"), tr("Folder")},
                              {false, true, false, false, false},
                              {}};
    base::Diagnostics failures;
    for (const auto& listed : store->list(jobs_of(arguments)))
        if (listed.failure.empty())
            listing.rows.push_back({archive::plan_id(listed.summary.id), std::to_string(listed.summary.versions),
                                    listed.summary.created, listed.summary.message, listed.folder});
        else
            failures.insert(failures.end(), listed.failure.begin(), listed.failure.end());
    context.out << (*json ? as_json(listing) : as_text(listing));
    report(context, failures);
    return failures.empty() ? Outcome::done : Outcome::archive_refuses;
}

Outcome archive_show(const Arguments& arguments, Context& context) {
    if (arguments.words.empty() || arguments.words.size() > 2)
        return usage_error(context, tr("'archive show' needs a plan's id, and perhaps a version"),
                           "planpaket archive show PLAN-ID [VERSION]");
    const auto json = wants_json(arguments, context);
    if (!json)
        return Outcome::usage;
    const auto found = find_version(arguments, context);
    if (!found)
        return Outcome::archive_refuses;
    const auto records = keeping::read_distributions(found->store, found->object, found->version);
    if (!records)
        return fail(context, {base::Fault::archive, records.error()});
    if (arguments.words.size() > 1) {
        show_files(*found, *records, *json, context);
        return Outcome::done;
    }
    show_versions(*found, *json, context);
    if (!*json)
        show_distributions(*records, context);
    return Outcome::done;
}

std::optional<keeping::FoundVersion> find_version(const Arguments& arguments, Context& context) {
    auto found = keeping::find_version(store_folder(arguments), arguments.words.front(),
                                       arguments.words.size() > 1 ? arguments.words[1] : std::string());
    if (found)
        return std::move(*found);
    report(context, std::move(found.error()));
    return std::nullopt;
}

} // namespace planpaket::cli
