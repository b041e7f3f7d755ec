#include "sending/sending.h"

#include "archive/date_time.h"
#include "base/errors.h"
#include "base/file_lock.h"
#include "base/io_error.h"
#include "base/new_file.h"
#include "base/package.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "base/version.h"
#include "keeping/distribution_log.h"
#include "sending/addressees.h"
#include "sending/checks.h"
#include "sending/delivery.h"
#include "sending/posting.h"

#include <algorithm>
#include <filesystem>

namespace planpaket::sending {

using base::Diagnostics;
using base::Fault;
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

using Ended = std::expected<Distributed, base::Failure>;

Ended fail(Fault fault, Diagnostics diagnostics) {
    return std::unexpected(base::Failure(fault, std::move(diagnostics)));
}

class Distributing {
public:
    Distributing(const base::World& world, making::Shelf& shelf, const Wish& wish, const base::Progress& progress,
                 OutgoingVersion& outgoing)
        : world_(world), shelf_(shelf), wish_(wish), progress_(progress), outgoing_(outgoing), started_(world.now()),
          journal_path_(fs::path(wish.store) / journals / (fs::path(outgoing.object.folder).filename().string() + ".jsonl")) {}

    Ended run() {
        auto addressees = find_addressees(wish_, outgoing_, journal_path_.string());
        if (!addressees)
            return fail(Fault::delivery, addressees.error());
        to_ = std::move(*addressees);
        if (to_.unfinished)
            started_ = archive::read_date_time(to_.unfinished->started).value_or(started_);
        if (to_.recipients.empty())
            return !to_.settled.empty() || to_.unfinished ? send() : Distributed{};
        auto files = outgoing_files(outgoing_, to_.recipients, wish_.trust, started_);
        if (!files)
            return fail(Fault::archive, files.error());
        files_ = std::move(*files);
        if (auto failure = look_over())
            return std::unexpected(std::move(*failure));
        if (wish_.dry_run)
            return plan();
        return wish_.method == Method::smtp ? send() : write();
    }

private:
    /// Checks what is to go out. What does not hold is refused unless it is overridden by name.
    std::optional<base::Failure> look_over() {
        Diagnostics refused;
        bool only_signatures = true;
        for (const auto& failed : check_outgoing(outgoing_, files_)) {
            if (std::ranges::find(wish_.overridden, failed.check) != wish_.overridden.end()) {
                if (std::ranges::find(overrides_, failed.check, &distribution::Override::check) == overrides_.end())
                    overrides_.push_back({failed.check, wish_.reason});
                continue;
            }
            only_signatures = only_signatures && concerns_signatures(failed.check);
            refused.push_back(
                base::error(failed.check, failed.message,
                            trf("{}; or send it all the same: --despite {} --reason TEXT", failed.hint, failed.check)));
        }
        if (refused.empty())
            return std::nullopt;
        return base::Failure(only_signatures ? Fault::signature : Fault::delivery, std::move(refused));
    }

    Carrier carrier() const {
        return wish_.method == Method::folders ? Carrier::folder : wish_.zip ? Carrier::zip : Carrier::attachments;
    }

    base::Result<MadeDelivery> make(const plan::Recipient& recipient) const {
        return make_delivery(outgoing_, files_, recipient, overrides_, carrier(), shelf_);
    }

    /// What would be sent.
    Ended plan() const {
        std::vector<Sent> all;
        for (const auto* recipient : to_.recipients) {
            const auto made = make(*recipient);
            if (!made)
                return fail(Fault::document, made.error());
            all.push_back(sent_of(*made));
        }
        return Distributed{record_of(std::move(all)), {}, {}, true};
    }

    Ended send() {
        const distribution::Undertaking about{.object = std::string(outgoing_.object.inventory.id),
                                              .version = outgoing_.version,
                                              .number = outgoing_.recorded + 1,
                                              .started = archive::write_date_time(started_),
                                              .server = wish_.server.url,
                                              .from = to_.from.address};
        auto journal = Journal::open(journal_path_.string(), about);
        if (!journal)
            return fail(Fault::delivery, journal.error());
        for (auto& sent : to_.settled) {
            sent.time = archive::write_date_time(world_.now());
            const auto stage = sent.state == SentState::accepted ? Stage::settled : Stage::sending;
            if (auto failure = journal->note(stage, sent); !failure.empty())
                return fail(Fault::delivery, std::move(failure));
        }
        auto failures = to_.recipients.empty() ? base::Result<Diagnostics>() : post(*journal);
        if (!failures)
            return fail(Fault::delivery, failures.error());
        auto all = journal->outcomes();
        if (all.empty()) {
            base::append(*failures, journal->remove());
            return fail(Fault::delivery, std::move(*failures));
        }
        const bool all_taken = std::ranges::all_of(all, [](const Sent& sent) { return sent.state == SentState::accepted; });
        Distributed ended{record_of(std::move(all)), {}, std::move(*failures), true};
        ended.unrecorded = keep(*ended.record);
        if (ended.unrecorded.empty())
            base::append(ended.failures, journal->remove());
        ended.complete = ended.failures.empty() && all_taken;
        return ended;
    }

    /// What stopped it; an error is what hindered it from beginning.
    base::Result<Diagnostics> post(Journal& journal) {
        PostingWay way{.server = wish_.server,
                       .postage = {.from = to_.from, .date = started_},
                       .carrier = carrier(),
                       .attempts = wish_.attempts,
                       .wait = wish_.wait};
        if (wish_.password) {
            const auto known = wish_.password();
            if (!known)
                return std::unexpected(known.error());
            way.server.password = *known;
        }
        return send_all(
            to_.recipients, way, [&](const plan::Recipient& recipient) { return make(recipient); }, journal, world_, progress_);
    }

    Ended write() {
        std::vector<Sent> all;
        progress_(0, to_.recipients.size());
        for (const auto* recipient : to_.recipients) {
            const auto made = make(*recipient);
            if (!made)
                return fail(Fault::document, made.error());
            auto sent = sent_of(*made);
            auto failure = wish_.method == Method::folders ? write_folder(*made) : write_message(*made, sent);
            if (!failure.empty())
                return fail(Fault::delivery, std::move(failure));
            sent.state = SentState::written;
            sent.time = archive::write_date_time(world_.now());
            all.push_back(std::move(sent));
            progress_(all.size(), to_.recipients.size());
        }
        Distributed ended{record_of(std::move(all)), {}, {}, true};
        if (std::ranges::none_of(outgoing_.records, [&](const auto& earlier) { return same_files(earlier, *ended.record); }))
            ended.unrecorded = keep(*ended.record);
        return ended;
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
                .finished = archive::write_date_time(world_.now()),
                .server = wish_.method == Method::smtp ? wish_.server.url : std::string(),
                .from = to_.from.address,
                .program_version = base::program_version(),
                .overrides = overrides_,
                .sent = std::move(all)};
    }

    /// Puts the record into the archive.
    Diagnostics keep(const distribution::Record& record) const {
        const auto version =
            keeping::archive_distribution(wish_.store, std::string(outgoing_.object.inventory.id), record, world_.now());
        return version ? Diagnostics{} : version.error();
    }

    const base::World& world_;
    making::Shelf& shelf_;
    const Wish& wish_;
    const base::Progress& progress_;
    OutgoingVersion& outgoing_;
    std::chrono::sys_seconds started_;
    fs::path journal_path_;
    Addressees to_;
    std::vector<OutgoingFile> files_;
    std::vector<distribution::Override> overrides_;
};

} // namespace

Ended distribute(const base::World& world, base::Sources& sources, making::Shelf& shelf, const Wish& wish,
                 const base::Progress& progress) {
    // Before anything is looked up, so that two runs do not both find that a message is still to be sent.
    std::optional<base::FileLock> lock;
    std::error_code error;
    if (fs::is_directory(wish.store, error) && !wish.dry_run) {
        lock.emplace((fs::path(wish.store) / lock_name).string());
        if (!lock->held())
            return fail(Fault::delivery, {base::unwritable(wish.store, errno)});
    }
    auto outgoing = find_outgoing(world, sources, shelf, wish.word, wish.store);
    if (!outgoing)
        return std::unexpected(std::move(outgoing.error()));
    return Distributing(world, shelf, wish, progress, *outgoing).run();
}

} // namespace planpaket::sending
