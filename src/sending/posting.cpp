#include "sending/posting.h"

#include "archive/date_time.h"
#include "base/errors.h"
#include "base/sha256.h"
#include "base/translate.h"

#include <algorithm>
#include <thread>

namespace planpaket::sending {

using base::tr;
using base::trf;
using distribution::Journal;
using distribution::SentState;
using distribution::Stage;
using network::SmtpOutcome;

namespace {

/// Whether nothing has to be done for a recipient, or nothing may be done before somebody has found out what happened.
bool is_settled(const Journal& journal, const plan::Recipient& recipient) {
    const auto found = journal.progress().find(recipient.id.value);
    return found != journal.progress().end() && found->second.stage != Stage::sending;
}

SentState state_of(SmtpOutcome outcome) {
    switch (outcome) {
    case SmtpOutcome::accepted:
        return SentState::accepted;
    case SmtpOutcome::refused:
        return SentState::refused;
    case SmtpOutcome::refused_for_now:
    case SmtpOutcome::unusable:
        return SentState::waiting;
    case SmtpOutcome::unknown:
        return SentState::unknown;
    }
    return SentState::unknown;
}

Stage stage_of(SentState state) {
    return state == SentState::waiting ? Stage::sending : state == SentState::unknown ? Stage::ending : Stage::settled;
}

} // namespace

base::Diagnostics send_all(const std::vector<const plan::Recipient*>& recipients, const PostingWay& way,
                           const std::function<base::Result<MadeDelivery>(const plan::Recipient&)>& make, Journal& journal,
                           const base::World& world, const base::Progress& progress) {
    network::SmtpSession session(way.server);
    const auto waiting = [&] {
        return std::ranges::count_if(recipients, [&](const auto* each) { return !is_settled(journal, *each); });
    };
    progress(0, recipients.size());
    for (std::size_t attempt = 0; attempt < way.attempts && waiting() > 0; ++attempt) {
        if (attempt > 0)
            std::this_thread::sleep_for(way.wait);
        for (const auto* recipient : recipients) {
            if (is_settled(journal, *recipient))
                continue;
            auto made = make(*recipient);
            if (!made)
                return std::move(made.error());
            const auto message = make_message(*made, way.carrier, way.postage);
            if (!message)
                return message.error();
            auto sent = sent_of(*made);
            sent.message_id = message_id(*made, way.postage.from.address);
            sent.size = message->size();
            sent.sha256 = base::sha256(*message);
            base::Diagnostics failure;
            const auto note = [&](Stage stage) {
                sent.time = archive::write_date_time(world.now());
                failure = journal.note(stage, sent);
                return failure.empty();
            };
            if (!note(Stage::sending))
                return failure;
            const auto result =
                session.send({way.postage.from.address, sent.address, *message}, [&] { return note(Stage::ending); });
            if (!failure.empty())
                return failure;
            sent.state = state_of(result.outcome);
            sent.answer = result.answer;
            if (!note(stage_of(sent.state)))
                return failure;
            if (result.outcome == SmtpOutcome::unusable)
                return {base::error(
                    "unusable-server", trf("{} takes no message: {}", way.server.url, result.answer),
                    tr("see to the address, the user name and password, and the certificates that are trusted (--ca)"))};
            progress(recipients.size() - static_cast<std::size_t>(waiting()), recipients.size());
        }
    }
    return {};
}

} // namespace planpaket::sending
