#pragma once

/// What holds of a file's signatures (after ETSI EN 319 102-1, in the words of those who ask).

#include "signature/chain.h"
#include "signature/changes.h"
#include "signature/signing.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::signature {

enum class Verdict {
    valid,
    valid_but,     ///< Whole and trusted, with something that one should know.
    indeterminate, ///< Whole, but nothing proves that it was made by whom it says, in time.
    invalid,
};

/// Why a verdict is no better.
struct Reason {
    std::string text;   ///< In the user's language and in words of those who ask.
    std::string detail; ///< Which objects and entries, for those who want to look; may be empty.
};

struct SignatureReport {
    std::string field;
    bool is_timestamp = false; ///< Of the document.
    Verdict verdict = Verdict::invalid;
    std::vector<Reason> reasons;

    std::string signer, issuer, fingerprint;         ///< Of the certificate; a timestamp's authority.
    std::string name, reason, location;              ///< What the signature says of itself.
    std::optional<std::chrono::sys_seconds> claimed; ///< The time that the signer's computer showed.
    std::optional<std::chrono::sys_seconds> proven;  ///< By a timestamp: not later than this.
    std::string timestamped_by;

    std::size_t revision = 0; ///< From 1.
    std::size_t size = 0;     ///< Bytes of the revision that was signed.
    bool is_whole_file = false;
    std::vector<Change> changes; ///< After it.
    std::optional<Permission> certification;
    std::vector<FieldLock> locks; ///< Of form fields, by this signature.

    std::string digest;             ///< "sha256"
    std::vector<std::string> chain; ///< From the signer to the anchor.
    bool is_trusted = false;
    Standing standing = Standing::unknown; ///< Of the chain, when the signature was made.
    std::optional<Level> level;            ///< The baseline level reached; none for other kinds of signatures.
};

struct Report {
    Verdict verdict = Verdict::invalid;      ///< The worst of them.
    std::vector<SignatureReport> signatures; ///< In the order in which they were made.
    std::vector<std::string> empty_fields;   ///< Signature fields that are not signed.
};

/// Verifies every signature of a file. `now` is what the clock says. Without anchors nothing is trusted, so nothing is better
/// than indeterminate. Errors: those of Revision::open.
base::Result<Report> verify(std::string_view bytes, const std::string& path, const Trust& trust, std::chrono::sys_seconds now);

} // namespace planpaket::signature
