#pragma once

/// What goes to whom: found in the archive (outgoing.h), checked (checks.h), made for each recipient (delivery.h), sent
/// (posting.h), and recorded in the archive.

#include "base/failure.h"
#include "base/progress.h"
#include "distribution/record.h"
#include "making/shelf.h"
#include "sending/wish.h"

#include <expected>
#include <optional>

namespace planpaket::sending {

struct Distributed {
    std::optional<distribution::Record> record; ///< Nothing if everybody had got it.
    base::Diagnostics unrecorded;               ///< Why the record is not in the archive.
    base::Diagnostics failures;                 ///< What stopped it.
    bool complete = true;                       ///< Whether everybody has got it, or would.
};

/// Sends a stored version to its recipients, once, whatever happens: a journal in the store knows how far each has come. Progress
/// counts recipients.
std::expected<Distributed, base::Failure> distribute(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                                     const Wish& wish, const base::Progress& progress = {});

} // namespace planpaket::sending
