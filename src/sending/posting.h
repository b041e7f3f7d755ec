#pragma once

/// Messages on their way to a mail server, each step in the journal before the next one.

#include "base/progress.h"
#include "distribution/journal.h"
#include "network/smtp.h"
#include "sending/delivery.h"

#include <functional>

namespace planpaket::sending {

struct PostingWay {
    network::SmtpServer server;
    Postage postage;
    Carrier carrier = Carrier::attachments;
    std::size_t attempts = 3;      ///< For what the server does not take now, or when it is not reached.
    std::chrono::seconds wait{60}; ///< Between two attempts.
};

/// Sends to each recipient that the journal does not know to have got it, or to have perhaps got it. Gives what stopped it: a
/// journal or delivery that cannot be made, or a server that takes no message at all ("unusable-server"). What became of each
/// message stands in the journal. Progress counts the recipients who are settled.
base::Diagnostics send_all(const std::vector<const plan::Recipient*>& recipients, const PostingWay& way,
                           const std::function<base::Result<MadeDelivery>(const plan::Recipient&)>& make,
                           distribution::Journal& journal, const base::World& world, const base::Progress& progress);

} // namespace planpaket::sending
