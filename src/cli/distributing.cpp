#include "cli/distributing.h"

#include "archive/date_time.h"
#include "archive/writing.h"
#include "base/file_lock.h"
#include "base/io_error.h"
#include "base/nearest.h"
#include "base/new_file.h"
#include "base/package.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "cli/distribution_log.h"
#include "cli/distribution_report.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/version.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ostream>

namespace planpaket::cli {

using base::Diagnostics;
using base::tr;
using base::trf;
using distribution::Journal;
using distribution::Method;
using distribution::Sent;
using distribution::SentState;
using distribution::Stage;

namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = ".planpaket-distribution.lock";
constexpr const char* journals = "extensions/planpaket-distribution";

Diagnostics refuse(const char* code, std::string message, std::string hint, const base::Span& span = {}) {
    return {{base::Severity::error, code, span, std::move(message), std::move(hint)}};
}

class Distributing {
public:
    Distributing(const DistributionWish& wish, Shelf& shelf, Context& context, OutgoingVersion& outgoing)
        : wish_(wish), shelf_(shelf), context_(context), outgoing_(outgoing), started_(context.world.now()),
          journal_path_(fs::path(wish.store) / journals / (fs::path(outgoing.object.folder).filename().string() + ".jsonl")) {}

    Outcome run() {
        Diagnostics failure = find_unfinished();
        if (failure.empty())
            failure = choose_recipients();
        if (failure.empty())
            failure = learn_what_was_sent();
        if (!failure.empty())
            return fail(failure, Outcome::delivery_failed);
        if (recipients_.empty())
            return nothing_to_do();
        auto files = outgoing_files(outgoing_, recipients_, wish_.trust, started_);
        if (!files)
            return fail(files.error(), Outcome::archive_refuses);
        files_ = std::move(*files);
        if (const auto outcome = look_over(); outcome != Outcome::done)
            return outcome;
        if (wish_.dry_run)
            return show_plan();
        return wish_.method == Method::smtp ? send() : write();
    }

private:
    Outcome fail(const Diagnostics& diagnostics, Outcome outcome) {
        report(context_, diagnostics);
        return outcome;
    }

    /// A run that was killed is gone on with, or its journal taken away if its record has come into the archive.
    Diagnostics find_unfinished() {
        const auto found = Journal::find(journal_path_.string());
        if (!found)
            return found.error();
        if (!*found) {
            // A run that was killed as it ended may have left the folder, empty.
            std::error_code error;
            fs::remove(journal_path_.parent_path(), error);
            return {};
        }
        const auto& about = **found;
        if (outgoing_.recorded >= about.number) {
            // The run was killed when its record had come in: what it left in the store is cleared away, too.
            if (const auto writing = archive::Writing::begin(wish_.store); !writing)
                return writing.error();
            auto journal = Journal::open(journal_path_.string(), about);
            return journal ? journal->remove() : journal.error();
        }
        if (about.version != outgoing_.version || wish_.method != Method::smtp)
            return refuse("unfinished-distribution",
                          trf("the distribution of {} that began at {} is not finished", about.version, about.started),
                          trf("finish it first: planpaket distribute {}@{} --smtp {}", outgoing_.plan.plan.id.value,
                              about.version, about.server));
        unfinished_ = about;
        if (const auto moment = archive::read_date_time(about.started))
            started_ = *moment;
        return {};
    }

    Diagnostics choose_recipients() {
        const auto& all = outgoing_.plan.plan.recipient;
        std::vector<std::string> ids;
        for (const auto& recipient : all)
            ids.push_back(recipient.id.value);
        auto asked = wish_.recipients;
        for (const auto& [id, got] : wish_.settled)
            asked.push_back(id);
        for (const auto& id : asked)
            if (std::ranges::find(ids, id) == ids.end()) {
                const auto near = base::nearest(id, ids);
                return refuse("unknown-recipient", trf("the plan has no recipient '{}'", id),
                              near ? trf("did you mean '{}'?", *near)
                                   : trf("the recipients are {}", fmt::format("{}", fmt::join(ids, ", "))));
            }
        for (const auto& recipient : all)
            if (wish_.recipients.empty() || std::ranges::find(wish_.recipients, recipient.id.value) != wish_.recipients.end())
                recipients_.push_back(&recipient);
        if (recipients_.empty())
            return refuse("no-recipient", tr("the plan names nobody to send it to"),
                          tr("write a [[recipient]] into the plan; docs/plan-reference.md shows one"));
        return wish_.method == Method::folders ? Diagnostics{} : check_addresses();
    }

    Diagnostics check_addresses() {
        Diagnostics wrong;
        for (const auto* recipient : recipients_)
            if (!mail::is_address(recipient->email.value)) {
                const auto more = refuse("bad-address",
                                         recipient->email.empty()
                                             ? trf("the recipient '{}' has no e-mail address", recipient->id.value)
                                             : trf("'{}' is no e-mail address that a message can go to", recipient->email.value),
                                         tr("write it as name@example.se, or hand the files over with --folder"));
                wrong.insert(wrong.end(), more.begin(), more.end());
            }
        const auto& plan = outgoing_.plan.plan;
        from_ = {plan.sender.organisation.value, !wish_.from.empty()                  ? wish_.from
                                                 : !plan.matter.officer_email.empty() ? plan.matter.officer_email.value
                                                                                      : plan.sender.email.value};
        if (unfinished_)
            from_.address = unfinished_->from;
        if (!mail::is_address(from_.address)) {
            const auto more = refuse("bad-address", trf("'{}' is no e-mail address that a message can come from", from_.address),
                                     tr("give the sender's with --from"));
            wrong.insert(wrong.end(), more.begin(), more.end());
        }
        return wrong;
    }

    /// Leaves out who has got it, and stops where nobody knows.
    Diagnostics learn_what_was_sent() {
        if (wish_.method != Method::smtp)
            return {};
        std::map<std::string, Sent> last;
        for (const auto& record : outgoing_.records)
            if (record.method == Method::smtp)
                for (const auto& sent : record.sent)
                    last.insert_or_assign(sent.recipient_id, sent);
        if (unfinished_) {
            auto journal = Journal::open(journal_path_.string(), *unfinished_);
            if (!journal)
                return journal.error();
            // What was begun is gone on with, also for those who got an earlier message.
            for (const auto& sent : journal->outcomes())
                if (sent.state == SentState::waiting)
                    last.erase(sent.recipient_id);
                else
                    last.insert_or_assign(sent.recipient_id, sent);
        }
        Diagnostics doubtful;
        std::erase_if(recipients_, [&](const plan::Recipient* recipient) {
            const auto found = last.find(recipient->id.value);
            if (found == last.end())
                return false;
            auto& sent = found->second;
            if (sent.state == SentState::unknown) {
                const auto settled = wish_.settled.find(recipient->id.value);
                if (settled == wish_.settled.end()) {
                    const auto more =
                        refuse("unknown-outcome",
                               trf("nobody knows whether {} got the message {} of {}: the server did not answer",
                                   recipient->name.value, sent.message_id, sent.time),
                               trf("look for it in the server's log or ask the recipient; then say --settle {}=sent or --settle "
                                   "{}=unsent",
                                   recipient->id.value, recipient->id.value));
                    doubtful.insert(doubtful.end(), more.begin(), more.end());
                    return false;
                }
                sent.state = settled->second ? SentState::accepted : SentState::waiting;
                sent.answer = settled->second ? tr("the sender has found out that it was taken")
                                              : tr("the sender has found out that it was not taken");
                settled_.push_back(sent);
                return settled->second;
            }
            return sent.state == SentState::accepted && !wish_.again;
        });
        return doubtful;
    }

    Outcome nothing_to_do() {
        if (!settled_.empty() || unfinished_)
            return send();
        context_.err << tr("everybody has got it; nothing was sent") << '\n';
        if (wish_.json)
            context_.out << "{}\n";
        return Outcome::done;
    }

    /// Checks what is to go out. What does not hold is refused unless it is overridden by name.
    Outcome look_over() {
        Diagnostics refused;
        bool only_signatures = true;
        for (const auto& failed : check_outgoing(outgoing_, files_)) {
            if (std::ranges::find(wish_.overridden, failed.check) != wish_.overridden.end()) {
                if (std::ranges::find(overrides_, failed.check, &distribution::Override::check) == overrides_.end())
                    overrides_.push_back({failed.check, wish_.reason});
                continue;
            }
            only_signatures = only_signatures && concerns_signatures(failed.check);
            refused.push_back({base::Severity::error,
                               failed.check,
                               {},
                               failed.message,
                               trf("{}; or send it all the same: --despite {} --reason TEXT", failed.hint, failed.check)});
        }
        return refused.empty() ? Outcome::done
                               : fail(refused, only_signatures ? Outcome::signature_failed : Outcome::delivery_failed);
    }

    Carrier carrier() const {
        return wish_.method == Method::folders ? Carrier::folder : wish_.zip ? Carrier::zip : Carrier::attachments;
    }

    base::Result<MadeDelivery> make(const plan::Recipient& recipient) const {
        return make_delivery(outgoing_, files_, recipient, overrides_, carrier(), shelf_);
    }

    Outcome show_plan() {
        std::vector<Sent> all;
        for (const auto* recipient : recipients_) {
            const auto made = make(*recipient);
            if (!made)
                return fail(made.error(), Outcome::document_failed);
            all.push_back(sent_of(*made));
        }
        show(record_of(std::move(all)));
        return Outcome::done;
    }

    Outcome send() {
        const distribution::Undertaking about{.object = std::string(outgoing_.object.inventory.id),
                                              .version = outgoing_.version,
                                              .number = outgoing_.recorded + 1,
                                              .started = archive::write_date_time(started_),
                                              .server = wish_.server.url,
                                              .from = from_.address};
        auto journal = Journal::open(journal_path_.string(), about);
        if (!journal)
            return fail(journal.error(), Outcome::delivery_failed);
        for (auto& sent : settled_) {
            sent.time = archive::write_date_time(context_.world.now());
            const auto stage = sent.state == SentState::accepted ? Stage::settled : Stage::sending;
            if (const auto failure = journal->note(stage, sent); !failure.empty())
                return fail(failure, Outcome::delivery_failed);
        }
        Diagnostics failure;
        if (!recipients_.empty()) {
            SendingWay way{.server = wish_.server,
                           .postage = {.from = from_, .date = started_},
                           .carrier = carrier(),
                           .attempts = wish_.attempts,
                           .wait = wish_.wait};
            signature::Passphrase password(wish_.password.value_or(signature::Passphrase::From{}));
            if (wish_.password) {
                const auto known = password.get();
                if (!known)
                    return fail(known.error(), Outcome::delivery_failed);
                way.server.password = *known;
            }
            Progress progress(context_.err, context_.progress, recipients_.size());
            failure = send_all(
                recipients_, way, [&](const plan::Recipient& recipient) { return make(recipient); }, *journal, context_.world,
                [&](std::size_t done) { progress.show(done); });
        }
        auto all = journal->outcomes();
        if (all.empty()) {
            const auto removal = journal->remove();
            failure.insert(failure.end(), removal.begin(), removal.end());
            return fail(failure, Outcome::delivery_failed);
        }
        const auto record = record_of(std::move(all));
        const bool all_taken =
            std::ranges::all_of(record.sent, [](const Sent& sent) { return sent.state == SentState::accepted; });
        const auto archived = keep(record);
        if (archived) {
            const auto removal = journal->remove();
            failure.insert(failure.end(), removal.begin(), removal.end());
        }
        show(record);
        report(context_, failure);
        return !archived ? Outcome::archive_refuses : failure.empty() && all_taken ? Outcome::done : Outcome::delivery_failed;
    }

    Outcome write() {
        std::vector<Sent> all;
        Progress progress(context_.err, context_.progress, recipients_.size());
        for (const auto* recipient : recipients_) {
            const auto made = make(*recipient);
            if (!made)
                return fail(made.error(), Outcome::document_failed);
            auto sent = sent_of(*made);
            const auto failure = wish_.method == Method::folders ? write_folder(*made) : write_message(*made, sent);
            if (!failure.empty())
                return fail(failure, Outcome::delivery_failed);
            sent.state = SentState::written;
            sent.time = archive::write_date_time(context_.world.now());
            all.push_back(std::move(sent));
            progress.show(all.size());
        }
        const auto record = record_of(std::move(all));
        const bool known =
            std::ranges::any_of(outgoing_.records, [&](const auto& earlier) { return same_files(earlier, record); });
        const bool archived = known || keep(record);
        show(record);
        return archived ? Outcome::done : Outcome::archive_refuses;
    }

    /// Written once more, the same is not recorded once more.
    static bool same_files(const distribution::Record& a, const distribution::Record& b) {
        return a.method == b.method && std::ranges::equal(a.sent, b.sent, [](const Sent& x, const Sent& y) {
                   return x.recipient_id == y.recipient_id && x.message_id == y.message_id &&
                          std::ranges::equal(x.files, y.files, [](const auto& m, const auto& n) {
                              return m.name == n.name && m.sha256 == n.sha256;
                          });
               });
    }

    Diagnostics write_message(const MadeDelivery& made, Sent& sent) const {
        const auto message = make_message(made, carrier(), {.from = from_, .date = started_, .unsent = true});
        if (!message)
            return message.error();
        sent.message_id = message_id(made, from_.address);
        sent.size = message->size();
        sent.sha256 = base::sha256(*message);
        std::error_code error;
        fs::create_directories(wish_.target, error);
        if (error)
            return {base::unwritable(wish_.target, error.value())};
        return base::replace_file((fs::path(wish_.target) / (sent.recipient_id + ".eml")).string(), *message);
    }

    Diagnostics write_folder(const MadeDelivery& made) const {
        std::vector<base::PackageFile> files;
        for (const auto& [name, bytes] : made.files)
            files.push_back({name, base::Bytes(bytes)});
        const auto listed = [](const std::string& json) -> std::optional<std::vector<std::string>> {
            const auto delivery = distribution::read_delivery(json);
            if (!delivery)
                return std::nullopt;
            std::vector<std::string> names{distribution::checksums_name};
            for (const auto& file : delivery->files)
                names.push_back(file.name);
            return names;
        };
        return base::write_package(
            {.output = wish_.target, .name = made.recipient->id.value, .manifest = distribution::delivery_name, .listed = listed},
            files);
    }

    distribution::Record record_of(std::vector<Sent> all) const {
        const auto& plan = outgoing_.plan.plan;
        return {.plan_id = plan.id.value,
                .plan_title = plan.title.value,
                .plan_version = plan.version.value,
                .dnr = plan.matter.dnr.value,
                .version = outgoing_.version,
                .method = wish_.method,
                .started = archive::write_date_time(started_),
                .finished = archive::write_date_time(context_.world.now()),
                .server = wish_.method == Method::smtp ? wish_.server.url : std::string(),
                .from = from_.address,
                .program_version = program_version(),
                .overrides = overrides_,
                .sent = std::move(all)};
    }

    /// Whether the record is in the archive; if not, that is reported.
    bool keep(const distribution::Record& record) {
        const auto version =
            archive_distribution(wish_.store, std::string(outgoing_.object.inventory.id), record, context_.world.now());
        if (!version)
            report(context_, version.error());
        return version.has_value();
    }

    void show(const distribution::Record& record) {
        context_.out << (wish_.json ? distribution::record_json(record) : as_text(record));
    }

    const DistributionWish& wish_;
    Shelf& shelf_;
    Context& context_;
    OutgoingVersion& outgoing_;
    std::chrono::sys_seconds started_;
    fs::path journal_path_;
    std::optional<distribution::Undertaking> unfinished_;
    std::vector<const plan::Recipient*> recipients_;
    std::vector<OutgoingFile> files_;
    std::vector<distribution::Override> overrides_;
    std::vector<Sent> settled_;
    mail::Address from_;
};

} // namespace

Outcome distribute(const DistributionWish& wish, Shelf& shelf, Context& context) {
    // Before anything is looked up, so that two runs do not both find that a message is still to be sent.
    std::optional<base::FileLock> lock;
    std::error_code error;
    if (fs::is_directory(wish.store, error) && !wish.dry_run) {
        lock.emplace((fs::path(wish.store) / lock_name).string());
        if (!lock->held()) {
            report(context, {base::unwritable(wish.store, errno)});
            return Outcome::delivery_failed;
        }
    }
    auto outgoing = find_outgoing(wish.word, wish.store, shelf, context);
    return outgoing ? Distributing(wish, shelf, context, *outgoing).run() : outgoing.error();
}

} // namespace planpaket::cli
