#include "sending/outgoing.h"

#include "archive/sidecar.h"
#include "base/errors.h"
#include "base/folder.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "keeping/compared_plan.h"
#include "keeping/distribution_log.h"
#include "keeping/record.h"
#include "keeping/source.h"
#include "keeping/stored_plan.h"
#include "making/format.h"
#include "signature/extension.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace planpaket::sending {

using base::Failure;
using base::Fault;
using base::tr;
using base::trf;
using distribution::FileKind;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_limit = std::size_t{1} << 30U;
constexpr const char* plan_format = "toml";

/// A small file of a version as text; "" if the version has none of that name.
base::Result<std::string> read_text(const archive::Store& store, const archive::StoredObject& object,
                                    const std::vector<archive::StoredFile>& files, const std::string& path) {
    const auto found = std::ranges::find(files, path, &archive::StoredFile::path);
    return found == files.end() ? base::Result<std::string>("") : store.read(object, *found, file_limit);
}

std::vector<archive::StoredFile> files_in(const archive::StoredObject& object, const std::string& version) {
    return archive::files_of(object.inventory, *object.inventory.find_version(version));
}

/// The version that one with the record of a distribution tells of; any other is itself.
base::Result<std::string> content_version(const archive::Store& store, const archive::StoredObject& object, std::string version) {
    for (std::size_t steps = object.inventory.versions.size(); steps > 0; --steps) {
        const auto text = read_text(store, object, files_in(object, version), keeping::stored_log);
        if (!text)
            return std::unexpected(text.error());
        const auto log = keeping::read_log(*text);
        if (!log || log->kind != name(keeping::VersionKind::distribution) ||
            object.inventory.find_version(log->previous) == nullptr)
            break;
        version = log->previous;
    }
    return version;
}

/// What the sidecar of the version's own copy of the inventory states; "" if it has none.
std::string inventory_digest(const archive::Store& store, const archive::StoredObject& object, const std::string& version) {
    constexpr std::size_t sidecar_limit = 4096;
    const auto sidecar = base::join(version, archive::sidecar_name(object.inventory.algorithm));
    const auto text = base::read_file_below(base::join(store.path(), object.folder), sidecar, sidecar_limit);
    return text ? text->substr(0, text->find(' ')) : std::string();
}

/// Whether the files of a plan on the disk are those that a version holds.
bool same_plan(const base::World& world, const making::LoadedPlan& plan, const keeping::StoredPlan& stored) {
    const auto root = fs::path(plan.path).parent_path();
    return plan.files.size() == stored.world.files.size() && std::ranges::all_of(plan.files, [&](const making::ReadFile& file) {
               const auto held = stored.world.files.find(base::join(keeping::stored_plan, file.path));
               const auto bytes = world.read_file((root / file.path).string(), file_limit);
               return held != stored.world.files.end() && bytes && *bytes == held->second;
           });
}

/// A name that a delivery's file may have, as like the given one as can be, and unlike those taken.
std::string delivered_name(const std::string& path, std::set<std::string>& taken) {
    auto wish = fs::path(path).filename().string();
    std::ranges::replace_if(
        wish, [](char c) { return !distribution::safe_name(std::string("a") + c + 'a'); }, '-');
    if (!distribution::safe_name(wish))
        wish = "plan.toml";
    auto name = wish;
    for (int number = 2; !taken.insert(name).second; ++number)
        name = std::to_string(number) + '-' + wish;
    return name;
}

OutgoingFile file_named(std::string name, FileKind kind, const char* media_type) {
    OutgoingFile file;
    file.file.name = std::move(name);
    file.file.kind = kind;
    file.file.media_type = media_type;
    return file;
}

/// Reads the files of one version, as far as somebody gets them.
class Gathering {
public:
    Gathering(const OutgoingVersion& outgoing, const std::vector<const plan::Recipient*>& recipients,
              const signature::Trust& trust, std::chrono::sys_seconds now)
        : outgoing_(outgoing), recipients_(recipients), trust_(trust), now_(now),
          stored_(files_in(outgoing.object, outgoing.version)) {}

    base::Result<std::vector<OutgoingFile>> run() {
        for (const auto& file : stored_)
            if (keeping::is_in(file.path, keeping::stored_documents))
                document(file);
        plan_files();
        if (const auto found = std::ranges::find(stored_, keeping::stored_decisions, &archive::StoredFile::path);
            found != stored_.end())
            add(*found, file_named(keeping::stored_decisions, FileKind::decisions, "application/json"));
        if (!failure_.empty())
            return std::unexpected(std::move(failure_));
        return std::move(files_);
    }

private:
    void document(const archive::StoredFile& file) {
        const auto path = fs::path(file.path);
        const auto name = path.filename().string();
        const auto ending = path.extension().string();
        const auto format = ending.empty() ? std::nullopt : making::format_named(ending.substr(1));
        if (!format || !distribution::safe_name(name))
            return;
        auto out = file_named(name, FileKind::document, making::media_type(*format));
        out.document = path.stem().string();
        out.format = making::name_of(*format);
        const auto* page = outgoing_.plan.templates->templates.find(out.document);
        out.is_letter = page != nullptr && page->lists_files;
        // A document that is to be signed is looked over also if nobody gets it: it is part of what was decided.
        const bool looked_over = *format == making::Format::pdf && !out.is_letter;
        if (!looked_over && std::ranges::none_of(recipients_, [&](const auto* recipient) { return gets(*recipient, out); }))
            return;
        const auto copy = std::ranges::find(stored_, base::join(keeping::stored_signed, name), &archive::StoredFile::path);
        if (copy == stored_.end())
            return add(file, std::move(out));
        const auto original = outgoing_.store.read(outgoing_.object, file, file_limit);
        if (!original)
            return fail(original.error());
        add(*copy, std::move(out));
        if (failure_.empty())
            files_.back().is_archived = *format == making::Format::pdf
                                            ? signature::only_signed_since(*original, files_.back().bytes)
                                            : files_.back().bytes == *original;
    }

    void plan_files() {
        const bool wanted = std::ranges::any_of(recipients_, [](const auto* recipient) {
            return std::ranges::find(recipient->formats, plan_format, &plan::Text::value) != recipient->formats.end();
        });
        if (!wanted)
            return;
        // The main file comes first: a receiver reads the plan from there.
        const auto& main = outgoing_.main_file;
        for (const bool first : {true, false})
            for (const auto& file : stored_)
                if (keeping::is_in(file.path, keeping::stored_plan) && (file.path == main) == first) {
                    auto out = file_named(delivered_name(file.path, taken_), FileKind::plan, "application/toml");
                    out.file.path = file.path.substr(std::string_view(keeping::stored_plan).size() + 1);
                    out.format = plan_format;
                    add(file, std::move(out));
                }
    }

    void add(const archive::StoredFile& stored, OutgoingFile out) {
        auto bytes = outgoing_.store.read(outgoing_.object, stored, file_limit);
        if (!bytes)
            return fail(bytes.error());
        out.bytes = std::move(*bytes);
        out.file.size = out.bytes.size();
        out.file.sha256 = base::sha256(out.bytes);
        if (out.format == making::name_of(making::Format::pdf)) {
            auto verified = signature::verify(out.bytes, out.file.name, trust_, now_);
            if (verified)
                out.report = std::move(*verified);
            else
                out.unreadable = std::move(verified.error());
            out.file.is_signed = out.report && !out.report->signatures.empty();
        }
        taken_.insert(out.file.name);
        files_.push_back(std::move(out));
    }

    void fail(const base::Diagnostics& diagnostics) { failure_.insert(failure_.end(), diagnostics.begin(), diagnostics.end()); }

    const OutgoingVersion& outgoing_;
    const std::vector<const plan::Recipient*>& recipients_;
    const signature::Trust& trust_;
    std::chrono::sys_seconds now_;
    std::vector<archive::StoredFile> stored_;
    std::set<std::string> taken_{distribution::delivery_name, distribution::checksums_name, keeping::stored_decisions};
    std::vector<OutgoingFile> files_;
    base::Diagnostics failure_;
};

/// What `archive add` says where there is no such object.
base::Diagnostics not_stored(base::Diagnostics diagnostics) {
    for (auto& diagnostic : diagnostics)
        if (diagnostic.code == "not-in-store")
            diagnostic.hint = tr("store the decided plan first: planpaket archive add PLAN.toml");
    return diagnostics;
}

} // namespace

std::expected<OutgoingVersion, Failure> find_outgoing(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                      const std::string& word, const std::string& store_path) {
    const auto refuse = [](base::Diagnostics diagnostics, Fault fault = Fault::archive) {
        return std::unexpected(Failure(fault, std::move(diagnostics)));
    };
    std::optional<making::LoadedPlan> file;
    std::string id, version;
    if (keeping::names_version(word)) {
        const auto at = word.find('@');
        if (at == std::string::npos || at == 0)
            return refuse({base::error("usage", trf("'{}' is a version, but of which plan?", word),
                                       tr("name it with its plan: PLAN-ID@v2"))},
                          Fault::request);
        id = word.substr(0, at);
        version = word.substr(at + 1);
    } else {
        file = making::load_plan(world, sources, shelf, word);
        if (!file->usable())
            return refuse(base::has_error(file->diagnostics) ? file->diagnostics : file->template_errors, Fault::plan);
        id = file->plan.id.value;
    }
    auto store = archive::Store::open(store_path);
    if (!store)
        return refuse(store.error());
    auto object = store->find(archive::object_id(id));
    if (!object)
        return refuse(not_stored(object.error()));
    if (version.empty())
        version = object->inventory.head;
    if (object->inventory.find_version(version) == nullptr)
        return refuse({base::error("not-in-store", trf("{} has no version {}", id, version),
                                   trf("'planpaket archive show {}' shows its versions", id))});
    auto content = content_version(*store, *object, version);
    if (!content)
        return refuse(content.error());
    auto stored = keeping::read_stored_plan(*store, *object, *content);
    auto records = keeping::read_distributions(*store, *object, std::string(object->inventory.head));
    const auto decisions = read_text(*store, *object, files_in(*object, *content), keeping::stored_decisions);
    if (!stored)
        return refuse(stored.error());
    if (!records)
        return refuse(records.error());
    if (!decisions)
        return refuse(decisions.error());
    const auto recorded = records->size();
    std::erase_if(*records, [&](const distribution::Record& record) { return record.version != *content; });
    const auto said = keeping::read_decisions(*decisions);
    auto digest = inventory_digest(*store, *object, *content);
    OutgoingVersion outgoing{.store = std::move(*store),
                             .object = std::move(*object),
                             .version = std::move(*content),
                             .inventory_sha512 = std::move(digest),
                             .main_file = stored->main_file,
                             .plan = making::load_plan(stored->world, sources, shelf, stored->main_file),
                             .draft = !said || said->draft,
                             .as_archived = !file || same_plan(world, *file, *stored),
                             .records = std::move(*records),
                             .recorded = recorded};
    if (!outgoing.plan.usable())
        return refuse(base::has_error(outgoing.plan.diagnostics) ? outgoing.plan.diagnostics : outgoing.plan.template_errors);
    return outgoing;
}

base::Result<std::vector<OutgoingFile>> outgoing_files(const OutgoingVersion& outgoing,
                                                       const std::vector<const plan::Recipient*>& recipients,
                                                       const signature::Trust& trust, std::chrono::sys_seconds now) {
    return Gathering(outgoing, recipients, trust, now).run();
}

bool gets(const plan::Recipient& recipient, const OutgoingFile& file) {
    const auto has = [](const std::vector<plan::Id>& ids, const std::string& name) {
        return std::ranges::find(ids, name, &plan::Id::value) != ids.end();
    };
    if (file.file.kind != FileKind::document && file.format.empty())
        return true;
    const bool format =
        recipient.formats.empty() ? file.format == making::name_of(making::Format::pdf) : has(recipient.formats, file.format);
    return format &&
           (file.document.empty() || (recipient.documents.empty() ? !file.is_letter : has(recipient.documents, file.document)));
}

} // namespace planpaket::sending
