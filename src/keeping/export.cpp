#include "keeping/export.h"

#include "archive/new_folder.h"
#include "base/errors.h"
#include "base/new_file.h"
#include "base/translate.h"
#include "base/version.h"
#include "keeping/source.h"
#include "plan/read.h"
#include "submission/information_package.h"
#include "zip/archive.h"

#include <algorithm>
#include <filesystem>

namespace planpaket::keeping {

namespace fs = std::filesystem;
using base::tr;
using base::trf;
using submission::File;

namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;
constexpr std::size_t documentation_limit = std::size_t{4} << 20;

/// "documents" or "signed"; all else is what they were made from.
std::string representation_of(const std::string& path) {
    return is_in(path, stored_documents) ? stored_documents : is_in(path, stored_signed) ? stored_signed : "source";
}

/// The files of a version, in representations.
base::Result<std::vector<submission::Representation>> representations_of(const FoundVersion& found) {
    std::vector<submission::Representation> all{{stored_documents, {}}, {stored_signed, {}}, {"source", {}}};
    for (const auto& file : archive::files_of(found.object.inventory, *found.object.inventory.find_version(found.version))) {
        auto bytes = found.store.read(found.object, file, file_limit);
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        const auto name = representation_of(file.path);
        auto& into = *std::ranges::find(all, name, &submission::Representation::name);
        into.files.push_back({name == "source" ? file.path : file.path.substr(name.size() + 1), std::move(*bytes)});
    }
    std::erase_if(all, [](const submission::Representation& each) { return each.files.empty(); });
    return all;
}

const std::string* find_file(const std::vector<submission::Representation>& all, std::string_view name, std::string_view path) {
    for (const auto& representation : all)
        for (const auto& file : representation.files)
            if (representation.name == name && file.path == path)
                return &file.bytes;
    return nullptr;
}

/// The stored plan; nothing if the version holds none of ours that can be read.
std::optional<plan::Plan> stored_plan_of(const std::vector<submission::Representation>& all, base::Sources& sources) {
    const auto* manifest = find_file(all, stored_documents, making::manifest_name);
    if (manifest == nullptr)
        return std::nullopt;
    const auto main = main_file(making::read_manifest(*manifest));
    if (main.empty())
        return std::nullopt;
    plan::FileAccess files;
    files.read = [&](const std::string& path) -> base::Result<std::string> {
        if (const auto* found = find_file(all, "source", path))
            return *found;
        return base::refuse("unreadable-file", trf("{} is missing", path));
    };
    auto plan = plan::read(sources, main, files);
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

std::vector<submission::Event> events_of(const FoundVersion& found, const std::optional<plan::Plan>& plan,
                                         const std::string& software) {
    std::vector<submission::Event> events;
    if (plan) {
        for (const auto& decision : plan->decision) {
            const auto* body = plan::find_body(*plan, decision.body.value);
            events.push_back(
                {"decision", plan::to_string(decision.date),
                 decision.paragraph.empty() ? "decision on the plan" : "decision on the plan, § " + decision.paragraph.value,
                 body != nullptr ? body->name.value : decision.body.value});
        }
        for (const auto& correction : plan->correction)
            events.push_back({"modification", plan::to_string(correction.date),
                              "correction of version " + correction.version.value + ": " + correction.text.value,
                              plan->sender.organisation.value});
    }
    const auto& version = *found.object.inventory.find_version(found.version);
    events.push_back({"ingestion", std::string(version.created),
                      "stored as " + found.version + " of " + std::string(found.object.inventory.id), software});
    return events;
}

/// A folder's files of that ending, by name; nothing if there is no such folder.
std::vector<File> files_in(const base::World& world, const std::string& folder, std::string_view ending) {
    std::vector<File> files;
    for (const auto& name : world.list(folder).value_or(std::vector<std::string>{}))
        if (name.ends_with(ending))
            if (auto bytes = world.read_file(folder + '/' + name, documentation_limit))
                files.push_back({name, std::move(*bytes)});
    return files;
}

submission::Submission submission_of(const FoundVersion& found, std::vector<submission::Representation> representations,
                                     const Submission& wish, const base::World& world, base::Sources& sources) {
    const auto plan = stored_plan_of(representations, sources);
    const auto& version = *found.object.inventory.find_version(found.version);
    submission::Submission submission;
    submission.software = "planpaket";
    submission.software_version = base::program_version();
    submission.id = archive::plan_id(found.object.inventory.id) + '-' + found.version;
    submission.title = plan ? plan->title.value : submission.id;
    submission.language = plan ? plan->language.value : "";
    submission.creator = wish.creator.value_or(plan ? plan->sender.organisation.value : "");
    submission.submitter = wish.submitter.value_or(submission.creator);
    submission.agreement = wish.agreement;
    submission.created = version.created;
    submission.description = version.message.value_or("");
    if (plan && !plan->matter.dnr.empty())
        submission.identifiers.push_back(plan->matter.dnr.value);
    submission.events = events_of(found, plan, submission.software + ' ' + submission.software_version);
    submission.representations = std::move(representations);
    submission.documentation = files_in(world, wish.documentation, ".txt");
    submission.schemas = files_in(world, wish.documentation, ".json");
    return submission;
}

base::Diagnostics write_zip(const std::string& target, const std::string& folder, const std::vector<File>& files) {
    std::vector<zip::Part> parts;
    for (const auto& file : files)
        parts.push_back({folder + '/' + file.path, file.bytes});
    return base::write_new_file(target, zip::write_archive(parts));
}

} // namespace

std::expected<Exported, base::Failure> export_version(const base::World& world, base::Sources& sources, const FoundVersion& found,
                                                      const Submission& wish) {
    using base::Failure;
    using base::Fault;
    auto representations = representations_of(found);
    if (!representations)
        return std::unexpected(Failure(Fault::archive, representations.error()));
    const auto submission = submission_of(found, std::move(*representations), wish, world, sources);
    if (submission.submitter.empty())
        return std::unexpected(Failure(Fault::request, {base::error("usage", tr("it is not known who submits the package"),
                                                                    tr("name the organisation with --submitter"))}));
    const auto files = submission::information_package(submission);
    const auto target = wish.target.value_or(submission.id);
    auto failure = target.ends_with(".zip")
                       ? write_zip(target, submission.id, files)
                       : archive::make_new_folder(target, [&](archive::Staging& staging) {
                             for (const auto& file : files)
                                 if (auto failed = staging.write(file.path, base::Bytes(file.bytes)); !failed.empty())
                                     return failed;
                             return base::Diagnostics{};
                         });
    if (!failure.empty())
        return std::unexpected(Failure(Fault::archive, std::move(failure)));
    return Exported{target, files.size()};
}

} // namespace planpaket::keeping
