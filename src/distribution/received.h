#pragma once

/// A delivery as it arrived, checked against what it says of itself. Whoever works on with it (verify, collate) finds here what
/// it says, the bytes of its files, and all that is wrong with it. Signatures are not looked at here: signature::verify does.

#include "distribution/carrier.h"
#include "distribution/delivery.h"

#include <map>
#include <optional>
#include <string>

namespace planpaket::distribution {

struct ReceivedFile {
    std::string bytes;
    std::string sha256; ///< Of these bytes, whatever anybody says of them.
};

struct ReceivedDelivery {
    Carrier carrier = Carrier::folder;
    std::optional<Delivery> delivery;          ///< Nothing if there is none of a form that can be read.
    std::map<std::string, ReceivedFile> files; ///< All that arrived, by name; also what is wrong or not listed.
    std::optional<std::chrono::sys_days> date; ///< When it was sent, if a message brought it.
    base::Diagnostics wrong;                   ///< Empty if everything listed arrived as it was sent, and nothing else.

    /// The bytes of a listed file that arrived as it was sent; else nullptr.
    const std::string* intact(const DeliveredFile& file) const;
};

/// Everything that is wrong, not just the first. Codes: those of the carrier and of read_delivery(); "duplicate-file",
/// "missing-file", "changed-file", "renamed-file", "added-file"; "bad-checksums" (SHA256SUMS is not what the delivery has).
ReceivedDelivery check(Carried carried);

/// Reads the folder, ZIP file or message at a path, whichever it is (not: by its name), and checks it. Also: "unreadable-file",
/// "file-too-large".
ReceivedDelivery receive(const std::string& path, const CarryingLimits& limits = {});

/// The same of a file that has been read.
ReceivedDelivery receive_bytes(std::string_view bytes, const CarryingLimits& limits = {});

} // namespace planpaket::distribution
