#include "sending/addressees.h"

#include "archive/writing.h"
#include "base/errors.h"
#include "base/nearest.h"
#include "base/translate.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace planpaket::sending {

using base::Diagnostics;
using base::tr;
using base::trf;
using distribution::Journal;
using distribution::Method;
using distribution::Sent;
using distribution::SentState;

namespace {

namespace fs = std::filesystem;

class Finding {
public:
    Finding(const Wish& wish, const OutgoingVersion& outgoing, const std::string& journal)
        : wish_(wish), outgoing_(outgoing), journal_path_(journal) {}

    base::Result<Addressees> run() {
        Diagnostics failure = find_unfinished();
        if (failure.empty())
            failure = choose_recipients();
        if (failure.empty())
            failure = learn_what_was_sent();
        if (!failure.empty())
            return std::unexpected(std::move(failure));
        return std::move(found_);
    }

private:
    /// A run that was killed is gone on with, or its journal taken away if its record has come into the archive.
    Diagnostics find_unfinished() {
        const auto found = Journal::find(journal_path_);
        if (!found)
            return found.error();
        if (!*found) {
            // A run that was killed as it ended may have left the folder, empty.
            std::error_code error;
            fs::remove(fs::path(journal_path_).parent_path(), error);
            return {};
        }
        const auto& about = **found;
        if (outgoing_.recorded >= about.number) {
            // The run was killed when its record had come in: what it left in the store is cleared away, too.
            if (const auto writing = archive::Writing::begin(wish_.store); !writing)
                return writing.error();
            auto journal = Journal::open(journal_path_, about);
            return journal ? journal->remove() : journal.error();
        }
        if (about.version != outgoing_.version || wish_.method != Method::smtp)
            return {base::error("unfinished-distribution",
                                trf("the distribution of {} that began at {} is not finished", about.version, about.started),
                                trf("finish it first: planpaket distribute {}@{} --smtp {}", outgoing_.plan.plan.id.value,
                                    about.version, about.server))};
        found_.unfinished = about;
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
                return {base::error("unknown-recipient", trf("the plan has no recipient '{}'", id),
                                    near ? trf("did you mean '{}'?", *near)
                                         : trf("the recipients are {}", fmt::format("{}", fmt::join(ids, ", "))))};
            }
        for (const auto& recipient : all)
            if (wish_.recipients.empty() || std::ranges::find(wish_.recipients, recipient.id.value) != wish_.recipients.end())
                found_.recipients.push_back(&recipient);
        if (found_.recipients.empty())
            return {base::error("no-recipient", tr("the plan names nobody to send it to"),
                                tr("write a [[recipient]] into the plan; docs/plan-reference.md shows one"))};
        return wish_.method == Method::folders ? Diagnostics{} : check_addresses();
    }

    Diagnostics check_addresses() {
        Diagnostics wrong;
        for (const auto* recipient : found_.recipients)
            if (!mail::is_address(recipient->email.value))
                wrong.push_back(base::error(
                    "bad-address",
                    recipient->email.empty() ? trf("the recipient '{}' has no e-mail address", recipient->id.value)
                                             : trf("'{}' is no e-mail address that a message can go to", recipient->email.value),
                    tr("write it as name@example.se, or hand the files over with --folder")));
        const auto& plan = outgoing_.plan.plan;
        found_.from = {plan.sender.organisation.value, !wish_.from.empty()                  ? wish_.from
                                                       : !plan.matter.officer_email.empty() ? plan.matter.officer_email.value
                                                                                            : plan.sender.email.value};
        if (found_.unfinished)
            found_.from.address = found_.unfinished->from;
        if (!mail::is_address(found_.from.address))
            wrong.push_back(base::error("bad-address",
                                        trf("'{}' is no e-mail address that a message can come from", found_.from.address),
                                        tr("give the sender's with --from")));
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
        if (found_.unfinished) {
            auto journal = Journal::open(journal_path_, *found_.unfinished);
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
        std::erase_if(found_.recipients, [&](const plan::Recipient* recipient) {
            const auto found = last.find(recipient->id.value);
            if (found == last.end())
                return false;
            auto& sent = found->second;
            if (sent.state == SentState::unknown) {
                const auto settled = wish_.settled.find(recipient->id.value);
                if (settled == wish_.settled.end()) {
                    doubtful.push_back(base::error(
                        "unknown-outcome",
                        trf("nobody knows whether {} got the message {} of {}: the server did not answer", recipient->name.value,
                            sent.message_id, sent.time),
                        trf("look for it in the server's log or ask the recipient; then say --settle {}=sent or --settle "
                            "{}=unsent",
                            recipient->id.value, recipient->id.value)));
                    return false;
                }
                sent.state = settled->second ? SentState::accepted : SentState::waiting;
                sent.answer = settled->second ? tr("the sender has found out that it was taken")
                                              : tr("the sender has found out that it was not taken");
                found_.settled.push_back(sent);
                return settled->second;
            }
            return sent.state == SentState::accepted && !wish_.again;
        });
        return doubtful;
    }

    const Wish& wish_;
    const OutgoingVersion& outgoing_;
    const std::string& journal_path_;
    Addressees found_;
};

} // namespace

base::Result<Addressees> find_addressees(const Wish& wish, const OutgoingVersion& outgoing, const std::string& journal) {
    return Finding(wish, outgoing, journal).run();
}

} // namespace planpaket::sending
