#include "keeping/keeping.h"

#include "archive/writing.h"
#include "base/errors.h"
#include "base/folder.h"
#include "base/translate.h"
#include "keeping/record.h"
#include "keeping/source.h"
#include "plan/decision_dates.h"

#include <algorithm>
#include <filesystem>
#include <fmt/ranges.h>

namespace planpaket::keeping {

using archive::NewFile;
using base::Diagnostics;
using base::tr;
using base::trf;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t record_limit = 64u << 20;

making::Formats every_format() {
    return {making::all_formats.begin(), making::all_formats.end()};
}

/// The formats of the documents in a package.
making::Formats formats_in(const std::string& folder) {
    making::Formats formats{making::Format::pdf};
    for (const auto& entry : base::list_folder(folder).value_or(std::vector<base::Entry>{}))
        if (const auto ending = fs::path(entry.name).extension().string(); !ending.empty())
            if (const auto format = making::format_named(ending.substr(1)))
                formats.insert(*format);
    return formats;
}

bool has_follow_up(const plan::Plan& plan) {
    for (const auto& area : plan.area)
        for (const auto& problem : area.problem)
            for (const auto& cause : problem.cause)
                for (const auto& action : cause.action)
                    if (action.followup != nullptr)
                        return true;
    return false;
}

/// Who stores the version, as it is asked for, or else as the plan says.
std::pair<std::string, std::string> user_of(const Addition& addition, const plan::Plan& plan) {
    if (addition.user)
        return {*addition.user, addition.address.value_or("")};
    const bool officer = !plan.matter.officer.empty();
    const auto& email = officer ? plan.matter.officer_email.value : plan.sender.email.value;
    const auto& name = officer ? plan.matter.officer.value : plan.sender.organisation.value;
    // The specification asks for a name; a small plan may have none to give.
    return {name.empty() ? "planpaket" : name,
            addition.address.value_or(!email.empty() ? "mailto:" + email : plan.sender.website.value)};
}

/// The version that a new one follows, and what it said of its decisions.
struct Previous {
    std::string name; ///< "" if there is none.
    std::vector<archive::StoredFile> files;
    StoredDecisions decisions;
};

/// The latest decided version; for a draft, the latest version of all.
base::Result<Previous> find_previous(const archive::Store& store, const std::string& id, bool draft) {
    const auto object = store.find(id);
    if (!object) {
        if (object.error().front().code == "not-in-store")
            return Previous{};
        return std::unexpected(object.error());
    }
    const auto& versions = object->inventory.versions;
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        Previous previous{std::string(version->name), archive::files_of(object->inventory, *version), {}};
        const auto record = std::ranges::find(previous.files, stored_decisions, &archive::StoredFile::path);
        if (record == previous.files.end())
            continue;
        const auto text = store.read(*object, *record, record_limit);
        if (!text)
            return std::unexpected(text.error());
        const auto decisions = read_decisions(*text);
        if (decisions && (draft || !decisions->draft)) {
            previous.decisions = *decisions;
            return previous;
        }
    }
    return Previous{};
}

/// The files that people have signed.
base::Result<std::vector<NewFile>> read_signed_files(const std::vector<std::string>& paths) {
    constexpr std::size_t limit = std::size_t{1} << 30;
    std::vector<NewFile> files;
    for (const auto& path : paths) {
        auto bytes = base::read_file(path, limit);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto target = base::join(stored_signed, fs::path(path).filename().string());
        if (std::ranges::find(files, target, &NewFile::path) != files.end())
            return base::refuse("same-name", trf("two files to be stored are called {}", fs::path(path).filename().string()),
                                tr("give one of them another name"));
        files.push_back(archive::make_file(target, std::move(*bytes)));
    }
    return files;
}

bool is_document(const std::string& path) {
    return is_in(path, stored_documents) || is_in(path, stored_signed);
}

bool is_record(const std::string& path) {
    return path == stored_log || is_in(path, stored_distribution);
}

bool is_template(const std::string& path) {
    return is_in(path, stored_templates);
}

/// Whether plan, templates and decisions are what they were. Templates of a format that was not stored change nothing.
bool same_source(const Previous& previous, const std::vector<NewFile>& files) {
    const auto changes = archive::changes_between(previous.files, files);
    const auto others = [](const std::string& path) { return !is_document(path) && !is_record(path); };
    return !previous.name.empty() && std::ranges::all_of(changes.added, is_template) && changes.changed.empty() &&
           std::ranges::none_of(changes.removed, others);
}

/// Leaves out templates that the previous version has not.
void keep_templates(const Previous& previous, std::vector<NewFile>& files) {
    std::erase_if(files, [&](const NewFile& file) {
        return is_template(file.path) &&
               std::ranges::find(previous.files, file.path, &archive::StoredFile::path) == previous.files.end();
    });
}

/// Files of the previous version that go along without being read.
void carry_over(const Previous& previous, std::vector<NewFile>& files, const char* folder) {
    for (const auto& file : previous.files)
        if (is_in(file.path, folder) && std::ranges::find(files, file.path, &NewFile::path) == files.end())
            files.push_back({file.path, {}, file.digest});
}

/// The texts of `now` that are not in `before`.
std::vector<std::string> beyond(const std::vector<std::string>& now, const std::vector<std::string>& before) {
    std::vector<std::string> fresh;
    for (const auto& text : now)
        if (std::ranges::find(before, text) == before.end())
            fresh.push_back(text);
    return fresh;
}

/// One addition.
class Adding {
public:
    Adding(const base::World& world, const Addition& addition, Source& source, const base::Progress& progress)
        : world_(world), addition_(addition), source_(source), progress_(progress) {}

    /// Why it has fewer formats than asked for.
    base::Diagnostics missing;

    /// The new version's name, or "" if there is nothing new.
    base::Result<std::string> run(archive::Writing& writing) {
        const auto& plan = source_.plan.plan;
        const auto id = archive::object_id(plan.id.value);
        const auto previous = find_previous(writing.store(), id, addition_.draft);
        if (!previous)
            return std::unexpected(previous.error());
        previous_ = *previous;
        auto files = source_files(world_, source_, addition_.templates);
        const auto extra = read_signed_files(addition_.signed_files);
        if (!files || !extra)
            return std::unexpected(files ? extra.error() : files.error());
        decisions_ = decisions_json(plan, addition_.draft);
        files->push_back(archive::make_file(stored_decisions, decisions_));
        const bool same = same_source(previous_, *files);
        if (auto refusal = judge(same); !refusal.empty())
            return std::unexpected(refusal);
        if (same)
            keep_templates(previous_, *files);
        describe(plan);
        const auto object = writing.store().find(id);
        const auto number = object ? object->inventory.versions.size() + 1 : 1;
        const auto title = plan.title.value;
        if (auto failure = add_documents(*files, *extra, same); !failure.empty())
            return std::unexpected(failure);
        entry_.changes = archive::changes_between(without_log(previous_.files), *files);
        if (!previous_.name.empty() && entry_.changes.empty())
            return std::string();
        entry_.version = "v" + std::to_string(number);
        files->push_back(archive::make_file(stored_log, log_json(entry_)));
        return writing.add({id, std::move(*files), message(title), entry_.user, entry_.address, entry_.created});
    }

private:
    /// Decides what kind of version it is, or why it must not be stored.
    Diagnostics judge(bool same) {
        const auto now = read_decisions(decisions_).value();
        const auto corrections = beyond(now.corrections, previous_.decisions.corrections);
        entry_.previous = previous_.name;
        entry_.reason = addition_.reason;
        if (addition_.draft)
            entry_.kind = VersionKind::draft;
        else if (previous_.name.empty())
            entry_.kind = VersionKind::decision;
        else if (same)
            entry_.kind = VersionKind::addition;
        else if (!corrections.empty())
            entry_.kind = VersionKind::correction;
        else if (!beyond(now.decisions, previous_.decisions.decisions).empty() &&
                 beyond(previous_.decisions.decisions, now.decisions).empty())
            entry_.kind = VersionKind::decision;
        else if (has_follow_up(source_.plan.plan) && !entry_.reason.empty())
            entry_.kind = VersionKind::follow_up;
        else
            return {base::error(
                "decided-already",
                trf("the plan is not as it was decided: {} is stored, and nothing was decided or corrected since",
                    previous_.name),
                tr("write what is corrected into the plan with 'planpaket decide --correct': the documents then say so; say "
                   "why with --reason if only the follow-up is new; or store it as --draft"))};
        return {};
    }

    void describe(const plan::Plan& plan) {
        std::tie(entry_.user, entry_.address) = user_of(addition_, plan);
        entry_.created = world_.now();
        if (entry_.kind == VersionKind::correction && entry_.reason.empty())
            entry_.reason = plan.correction.back().text.value;
        std::string state = plan.version.value;
        if (!plan.decision.empty() && !addition_.draft) {
            const auto& decision = plan.decision.back();
            const auto* body = plan::find_body(plan, decision.body.value);
            state +=
                fmt::format(", {} {}", body == nullptr ? decision.body.value : body->name.value, plan::to_string(decision.date));
            if (!decision.paragraph.empty())
                state += " § " + decision.paragraph.value;
        }
        state_ = state;
    }

    Diagnostics add_documents(std::vector<NewFile>& files, const std::vector<NewFile>& extra, bool same) {
        base::Result<std::vector<NewFile>> documents{};
        if (addition_.package)
            documents = read_package(*addition_.package, files);
        else if (same)
            carry_over(previous_, files, stored_documents);
        else {
            auto package = make_package(source_, every_format(), addition_.jobs, progress_);
            if (!package)
                return package.error();
            missing = std::move(package->missing);
            documents = std::move(package->files);
        }
        if (!documents)
            return documents.error();
        std::ranges::move(*documents, std::back_inserter(files));
        for (const auto& file : extra) {
            if (std::ranges::find(files, file.path, &NewFile::path) != files.end())
                return {base::error("same-name",
                                    trf("two files to be stored are called {}", fs::path(file.path).filename().string()),
                                    tr("give one of them another name"))};
            files.push_back(file);
        }
        // What was signed once stays with what it was signed for, and what was sent once stays known.
        if (same)
            carry_over(previous_, files, stored_signed);
        carry_over(previous_, files, stored_distribution);
        return {};
    }

    static std::vector<archive::StoredFile> without_log(std::vector<archive::StoredFile> files) {
        std::erase_if(files, [](const archive::StoredFile& file) { return file.path == stored_log; });
        return files;
    }

    /// Plan and state; of a correction also the reason and which files of the plan are corrected.
    std::string message(const std::string& title) const {
        auto text = fmt::format("{} {}", title, state_);
        if (!entry_.reason.empty())
            text += ": " + entry_.reason;
        std::vector<std::string> changed;
        for (const auto& path : entry_.changes.changed)
            if (is_in(path, stored_plan))
                changed.push_back(path);
        if (entry_.kind == VersionKind::correction && !changed.empty())
            text += fmt::format(" ({})", fmt::join(changed, ", "));
        return text;
    }

    const base::World& world_;
    const Addition& addition_;
    Source& source_;
    const base::Progress& progress_;
    Previous previous_;
    std::string decisions_;
    std::string state_;
    LogEntry entry_;
};

/// What a new store's folder tells its readers.
std::vector<std::pair<std::string, std::string>> documentation(const base::World& world, const std::string& readme) {
    constexpr std::size_t limit = 1u << 20;
    const auto text = world.read_file(readme, limit);
    return text ? std::vector<std::pair<std::string, std::string>>{{fs::path(readme).filename().string(), *text}}
                : std::vector<std::pair<std::string, std::string>>{};
}

} // namespace

std::expected<Added, base::Failure> add(const base::World& world, base::Sources& sources, const Addition& addition,
                                        const base::Progress& progress) {
    using base::Failure;
    using base::Fault;
    auto source = read_source(world, sources, addition.templates, addition.plan,
                              addition.package ? formats_in(*addition.package) : every_format());
    if (!source)
        return std::unexpected(std::move(source.error()));
    Added added{source->plan.plan.id.value, {}, {}};
    if (!addition.draft && std::ranges::none_of(source->plan.plan.decision, plan::adopts))
        return std::unexpected(
            Failure(Fault::archive,
                    {base::error("not-decided", trf("{} is not decided", addition.plan),
                                 tr("write the decision into the plan with 'planpaket decide', or store it as --draft"))}));
    auto writing = archive::Writing::begin(addition.store, {documentation(world, addition.readme), true});
    if (!writing)
        return std::unexpected(Failure(Fault::archive, writing.error()));
    Adding adding(world, addition, *source, progress);
    auto version = adding.run(*writing);
    if (!version)
        return std::unexpected(Failure(Fault::archive, {std::move(adding.missing), std::move(version.error())}));
    added.version = std::move(*version);
    added.missing = std::move(adding.missing);
    return added;
}

} // namespace planpaket::keeping
