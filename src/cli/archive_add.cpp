#include "archive/writing.h"
#include "base/folder.h"
#include "base/translate.h"
#include "cli/archive.h"
#include "cli/archive_record.h"
#include "cli/archive_source.h"
#include "terminal/progress_bar.h"

#include <algorithm>
#include <filesystem>
#include <fmt/ranges.h>
#include <ostream>

namespace planpaket::cli {

using archive::NewFile;
using base::Diagnostics;
using base::tr;
using base::trf;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t record_limit = 64u << 20;

Diagnostics refuse(const char* code, std::string message, std::string hint) {
    return {{base::Severity::error, code, {}, std::move(message), std::move(hint)}};
}

bool is_decided(const plan::Plan& plan) {
    return std::ranges::any_of(plan.decision, [](const plan::Decision& decision) {
        return decision.outcome == plan::Outcome::decided || decision.outcome == plan::Outcome::decided_with_changes;
    });
}

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

/// Who stores the version, as the command line or else the plan says.
std::pair<std::string, std::string> user_of(const Arguments& arguments, const plan::Plan& plan) {
    if (arguments.has("user"))
        return {arguments.value("user"), arguments.value("address")};
    const bool officer = !plan.matter.officer.empty();
    const auto& email = officer ? plan.matter.officer_email.value : plan.sender.email.value;
    const auto& name = officer ? plan.matter.officer.value : plan.sender.organisation.value;
    // The specification asks for a name; a small plan may have none to give.
    return {name.empty() ? "planpaket" : name,
            arguments.value("address", !email.empty() ? "mailto:" + email : plan.sender.website.value)};
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

/// The files that people have signed, from the command line.
base::Result<std::vector<NewFile>> signed_files(const Arguments& arguments) {
    constexpr std::size_t limit = std::size_t{1} << 30;
    std::vector<NewFile> files;
    for (const auto& path : arguments.values("signed")) {
        auto bytes = base::read_file(path, limit);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto target = base::join(stored_signed, fs::path(path).filename().string());
        if (std::ranges::find(files, target, &NewFile::path) != files.end())
            return std::unexpected(refuse("same-name",
                                          trf("two files to be stored are called {}", fs::path(path).filename().string()),
                                          tr("give one of them another name")));
        files.push_back(archive::make_file(target, std::move(*bytes)));
    }
    return files;
}

bool is_document(const std::string& path) {
    return path.starts_with(std::string(stored_documents) + '/') || path.starts_with(std::string(stored_signed) + '/');
}

bool is_record(const std::string& path) {
    return path == stored_log || path.starts_with(std::string(stored_distribution) + '/');
}

bool is_template(const std::string& path) {
    return path.starts_with(std::string(stored_templates) + '/');
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
        if (file.path.starts_with(std::string(folder) + '/') &&
            std::ranges::find(files, file.path, &NewFile::path) == files.end())
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

/// One run of 'archive add'.
class Adding {
public:
    Adding(const Arguments& arguments, Context& context, Source& source, std::size_t jobs)
        : arguments_(arguments), context_(context), source_(source), jobs_(jobs), draft_(arguments.has("draft")),
          templates_(templates_folder(arguments, context)) {}

    /// The new version's name, or "" if there is nothing new.
    base::Result<std::string> run(archive::Writing& writing) {
        const auto& plan = source_.plan.plan;
        const auto id = archive::object_id(plan.id.value);
        const auto previous = find_previous(writing.store(), id, draft_);
        if (!previous)
            return std::unexpected(previous.error());
        previous_ = *previous;
        auto files = source_files(context_.world, source_, templates_);
        const auto extra = signed_files(arguments_);
        if (!files || !extra)
            return std::unexpected(files ? extra.error() : files.error());
        decisions_ = decisions_json(plan, draft_);
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
        entry_.reason = arguments_.value("reason");
        if (draft_)
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
            return refuse(
                "decided-already",
                trf("the plan is not as it was decided: {} is stored, and nothing was decided or corrected since",
                    previous_.name),
                tr("write what is corrected into the plan with 'planpaket decide --correct': the documents then say so; say "
                   "why with --reason if only the follow-up is new; or store it as --draft"));
        return {};
    }

    void describe(const plan::Plan& plan) {
        std::tie(entry_.user, entry_.address) = user_of(arguments_, plan);
        entry_.created = context_.world.now();
        if (entry_.kind == VersionKind::correction && entry_.reason.empty())
            entry_.reason = plan.correction.back().text.value;
        std::string state = plan.version.value;
        if (!plan.decision.empty() && !draft_) {
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
        if (arguments_.has("package"))
            documents = read_package(arguments_.value("package"), files);
        else if (same)
            carry_over(previous_, files, stored_documents);
        else {
            auto package = [&] {
                terminal::ProgressBar bar(context_.err, context_.progress);
                return make_package(source_, every_format(), jobs_,
                                    [&](std::size_t done, std::size_t total) { bar.show(100 * done / total, 100); });
            }();
            if (!package)
                return package.error();
            report(context_, package->missing);
            documents = std::move(package->files);
        }
        if (!documents)
            return documents.error();
        std::ranges::move(*documents, std::back_inserter(files));
        for (const auto& file : extra) {
            if (std::ranges::find(files, file.path, &NewFile::path) != files.end())
                return refuse("same-name", trf("two files to be stored are called {}", fs::path(file.path).filename().string()),
                              tr("give one of them another name"));
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
            if (path.starts_with(std::string(stored_plan) + '/'))
                changed.push_back(path);
        if (entry_.kind == VersionKind::correction && !changed.empty())
            text += fmt::format(" ({})", fmt::join(changed, ", "));
        return text;
    }

    const Arguments& arguments_;
    Context& context_;
    Source& source_;
    std::size_t jobs_;
    bool draft_;
    std::string templates_;
    Previous previous_;
    std::string decisions_;
    std::string state_;
    LogEntry entry_;
};

/// What a new store's folder tells its readers.
std::vector<std::pair<std::string, std::string>> documentation(Context& context) {
    constexpr const char* name = "README.txt";
    constexpr std::size_t limit = 1u << 20;
    const auto text = context.world.read_file((fs::path(context.templates) / "archive" / name).string(), limit);
    return text ? std::vector<std::pair<std::string, std::string>>{{name, *text}}
                : std::vector<std::pair<std::string, std::string>>{};
}

} // namespace

Outcome archive_add(const Arguments& arguments, Context& context) {
    if (arguments.words.size() != 1)
        return usage_error(context, tr("'archive add' needs one plan"), "planpaket archive add PLAN.toml");
    const auto jobs = archive_jobs(arguments, context);
    if (!jobs)
        return Outcome::usage;
    auto source = read_source(context.world, context.sources, templates_folder(arguments, context), arguments.words.front(),
                              arguments.has("package") ? formats_in(arguments.value("package")) : every_format());
    if (!source) {
        report(context, source.error().diagnostics);
        return source.error().plan_wrong ? Outcome::plan_wrong : Outcome::document_failed;
    }
    const auto id = source->plan.plan.id.value;
    if (!arguments.has("draft") && !is_decided(source->plan.plan)) {
        report(context, refuse("not-decided", trf("{} is not decided", arguments.words.front()),
                               tr("write the decision into the plan with 'planpaket decide', or store it as --draft")));
        return Outcome::archive_refuses;
    }
    const auto store = store_folder(arguments);
    auto writing = archive::Writing::begin(store, {documentation(context), true});
    if (!writing) {
        report(context, writing.error());
        return Outcome::archive_refuses;
    }
    const auto version = Adding(arguments, context, *source, *jobs).run(*writing);
    if (!version) {
        report(context, version.error());
        return Outcome::archive_refuses;
    }
    if (version->empty())
        context.out << trf("{}: nothing new: {} is stored already\n", store, id);
    else
        context.out << trf("{}: {} {}\n", store, id, *version);
    return Outcome::done;
}

} // namespace planpaket::cli
