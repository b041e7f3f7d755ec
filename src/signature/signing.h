#pragma once

/// Signing a file from its bytes to the bytes of the signed one.

#include "network/http.h"
#include "signature/cms.h"
#include "signature/reservation.h"

#include <string>

namespace planpaket::signature {

/// The baseline levels (ETSI EN 319 142-1, 6), each holding the one before.
enum class Level { b, t, lt, lta };

/// Where timestamps and validation data come from.
struct Services {
    network::Http http;
    std::string timestamp_authority; ///< URL; needed from level t on.
    Certificates known;              ///< Certificates that chains may be completed with, trust anchors among them.
    std::chrono::sys_seconds now{};
};

struct Signing {
    SignatureRequest request; ///< Its `room` is worked out here.
    Algorithm algorithm;
    Level level = Level::b;
};

/// The signed file: `bytes`, and what was appended. Errors: those of reserve(), make_cms(), request_timestamp() and
/// add_validation_data().
base::Result<std::string> sign(std::string bytes, const std::string& path, const Identity& identity, const Signing& signing,
                               const Services& services);

/// Checks that a certificate may sign now: valid, and meant for signatures. Errors: "unusable-certificate".
base::Diagnostics check_certificate(const X509* certificate, std::chrono::sys_seconds now);

/// Brings a file whose last signature was just made up to a level over t: adds validation data, and for lta a document timestamp.
base::Result<std::string> extend(std::string bytes, const std::string& path, Level level, Digest digest,
                                 const Services& services);

/// What a signing service needs to know: the digest of what is signed.
std::string digest_of(const Reservation& reservation, Digest digest);

/// Puts a CMS made elsewhere into the empty place of a prepared file. It has to be a signature of this file. Errors:
/// "not-prepared", "foreign-signature" (of another file, or not fit for the baseline), "signature-too-long".
base::Result<std::string> embed(std::string bytes, const std::string& path, std::string_view cms, Level level,
                                const Services& services);

} // namespace planpaket::signature
