#include "cli/distributing.h"

#include "archive/date_time.h"
#include "base/file_lock.h"
#include "base/io_error.h"
#include "base/new_file.h"
#include "base/package.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "base/version.h"
#include "cli/addressees.h"
#include "keeping/distribution_log.h"
#include "terminal/distribution_report.h"
#include "terminal/progress_bar.h"

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

class Distributing {
public:
    Distributing(const DistributionWish& wish, making::Shelf& shelf, Context& context, OutgoingVersion& outgoing)
        : wish_(wish), shelf_(shelf), context_(context), outgoing_(outgoing), started_(context.world.now()),
          journal_path_(fs::path(wish.store) / journals / (fs::path(outgoing.object.folder).filename().string() + ".jsonl")) {}

    Outcome run() {
        auto addressees = find_addressees(wish_, outgoing_, journal_path_.string());
        if (!addressees)
            return fail(addressees.error(), Outcome::delivery_failed);
        to_ = std::move(*addressees);
        if (to_.unfinished)
            started_ = archive::read_date_time(to_.unfinished->started).value_or(started_);
        if (to_.recipients.empty())
            return nothing_to_do();
        auto files = outgoing_files(outgoing_, to_.recipients, wish_.trust, started_);
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

    Outcome nothing_to_do() {
        if (!to_.settled.empty() || to_.unfinished)
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
        for (const auto* recipient : to_.recipients) {
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
                                              .from = to_.from.address};
        auto journal = Journal::open(journal_path_.string(), about);
        if (!journal)
            return fail(journal.error(), Outcome::delivery_failed);
        for (auto& sent : to_.settled) {
            sent.time = archive::write_date_time(context_.world.now());
            const auto stage = sent.state == SentState::accepted ? Stage::settled : Stage::sending;
            if (const auto failure = journal->note(stage, sent); !failure.empty())
                return fail(failure, Outcome::delivery_failed);
        }
        Diagnostics failure;
        if (!to_.recipients.empty()) {
            SendingWay way{.server = wish_.server,
                           .postage = {.from = to_.from, .date = started_},
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
            terminal::ProgressBar bar(context_.err, context_.progress);
            bar.show(0, to_.recipients.size());
            failure = send_all(
                to_.recipients, way, [&](const plan::Recipient& recipient) { return make(recipient); }, *journal, context_.world,
                [&](std::size_t done) { bar.show(done, to_.recipients.size()); });
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
        terminal::ProgressBar bar(context_.err, context_.progress);
        bar.show(0, to_.recipients.size());
        for (const auto* recipient : to_.recipients) {
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
            bar.show(all.size(), to_.recipients.size());
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
        const auto message = make_message(made, carrier(), {.from = to_.from, .date = started_, .unsent = true});
        if (!message)
            return message.error();
        sent.message_id = message_id(made, to_.from.address);
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
                .from = to_.from.address,
                .program_version = base::program_version(),
                .overrides = overrides_,
                .sent = std::move(all)};
    }

    /// Whether the record is in the archive; if not, that is reported.
    bool keep(const distribution::Record& record) {
        const auto version =
            keeping::archive_distribution(wish_.store, std::string(outgoing_.object.inventory.id), record, context_.world.now());
        if (!version)
            report(context_, version.error());
        return version.has_value();
    }

    void show(const distribution::Record& record) {
        context_.out << (wish_.json ? distribution::record_json(record) : terminal::as_text(record));
    }

    const DistributionWish& wish_;
    making::Shelf& shelf_;
    Context& context_;
    OutgoingVersion& outgoing_;
    std::chrono::sys_seconds started_;
    fs::path journal_path_;
    Addressees to_;
    std::vector<OutgoingFile> files_;
    std::vector<distribution::Override> overrides_;
};

} // namespace

Outcome distribute(const DistributionWish& wish, making::Shelf& shelf, Context& context) {
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
