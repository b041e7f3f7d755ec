#pragma once

/// Chains of certificates up to trust anchors (RFC 5280, 6), and whether their members were revoked (RFC 5280, RFC 6960).

#include "signature/certificate.h"

#include <chrono>
#include <string>
#include <vector>

namespace planpaket::signature {

/// OCSP responses and CRLs, each as DER.
struct RevocationData {
    std::vector<std::string> responses, lists;
};

/// What one trusts, from a folder: certificates, and lists of revoked ones, if there are any.
struct Trust {
    Certificates anchors;
    std::vector<std::string> lists;
};

/// Reads every file of a folder that ends in .pem, .crt, .cer, .der or .crl. Errors: "unreadable-folder", "no-certificate".
base::Result<Trust> read_trust(const base::World& world, const std::string& folder);

enum class Standing {
    good,
    unknown, ///< Nothing says.
    revoked,
};

enum class ChainFault { none, no_anchor, expired, not_yet_valid, unusable };

struct ChainCheck {
    ChainFault fault = ChainFault::none;
    std::string reason; ///< Of the fault, in the user's language.
    Certificates chain; ///< The certificate first, the anchor last.
    Standing standing = Standing::unknown;
    std::string who; ///< The first one revoked or unknown.
    std::chrono::sys_seconds revoked_at{};
};

enum class Purpose { signing, timestamping };

/// Whether `certificate` was to be trusted at `time`. Of revocation, data count that speak of that time or a later one; what
/// was revoked after `time` counts as good.
ChainCheck check_chain(const Certificate& certificate, const Certificates& others, const Certificates& anchors,
                       const RevocationData& revocation, std::chrono::sys_seconds time, Purpose purpose);

/// What one response or list says of a certificate.
struct Statement {
    Standing standing = Standing::unknown;
    std::chrono::sys_seconds revoked_at{};
};
Statement by_response(std::string_view response, X509* certificate, X509* issuer, std::chrono::sys_seconds time);
Statement by_list(std::string_view list, X509* certificate, X509* issuer, std::chrono::sys_seconds time);

/// Why a certificate may not sign documents, by its key usage and extended key usage (RFC 5280, 4.2.1.3 and 4.2.1.12); empty if
/// it may.
std::string wrong_usage(const X509* certificate);

} // namespace planpaket::signature
