#pragma once

/// Who is to get a distribution, seen in the light of what was sent before.

#include "distribution/journal.h"
#include "mail/message.h"
#include "sending/outgoing.h"
#include "sending/wish.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::sending {

struct Addressees {
    std::vector<const plan::Recipient*> recipients;      ///< Those asked for who have not got it.
    mail::Address from;                                  ///< Not where folders are written.
    std::vector<distribution::Sent> settled;             ///< What somebody has found out of an unknown outcome.
    std::optional<distribution::Undertaking> unfinished; ///< The distribution that is gone on with.
};

/// Takes a journal away whose record has come into the archive. Errors: "unfinished-distribution" (of another version),
/// "no-recipient", "unknown-recipient", "bad-address", "unknown-outcome" (nobody knows whether somebody got it), and those of the
/// journal.
base::Result<Addressees> find_addressees(const Wish& wish, const OutgoingVersion& outgoing, const std::string& journal);

} // namespace planpaket::sending
