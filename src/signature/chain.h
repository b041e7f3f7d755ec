#pragma once

/// Chains of certificates up to trust anchors (RFC 5280, 6), and whether their members were revoked (RFC 5280, RFC 6960).

#include "signature/certificate.h"

#include <chrono>
#include <map>
#include <optional>
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

/// What is said of one certificate at one moment.
struct Said {
    std::chrono::sys_seconds at{};
    std::optional<std::chrono::sys_seconds> until;   ///< For how long it counts.
    std::optional<std::chrono::sys_seconds> revoked; ///< Since when it is; none if it is good.
};

/// More responses and lists than this are not read from one file.
constexpr std::size_t most_statements = 1000;

/// Responses and lists, each read once, and asked once of each certificate. Not for several threads.
class Statements {
public:
    /// Those of a file, and lists that one has besides.
    explicit Statements(const RevocationData& data, const std::vector<std::string>& more_lists = {});

    /// All that is said of a certificate by those who may: its issuer, and whom that has authorised.
    const std::vector<Said>& about(X509* certificate, X509* issuer) const;
    bool are_too_many() const { return are_too_many_; }

private:
    std::vector<Owned<OCSP_BASICRESP>> responses_;
    std::vector<Owned<X509_CRL>> lists_;
    mutable std::map<std::string, std::vector<Said>> known_; ///< By the DER of both.
    bool are_too_many_ = false;
};

/// Whether `certificate` was to be trusted at `time`. Of revocation, data count that speak of that time or a later one; what
/// was revoked after `time` counts as good. A chain has ten certificates at most.
ChainCheck check_chain(const Certificate& certificate, const Certificates& others, const Certificates& anchors,
                       const Statements& statements, std::chrono::sys_seconds time, Purpose purpose);

/// What one response or list says of a certificate for a time.
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
