#pragma once

/// What is needed to check signatures without asking anybody: certificates, OCSP responses and CRLs in the file itself
/// (ETSI EN 319 142-1, 5.4.2: the document security store).

#include "network/http.h"
#include "signature/chain.h"
#include "signature/revision.h"

#include <string>

namespace planpaket::signature {

struct ValidationData {
    Certificates certificates;
    RevocationData revocation;
    bool present = false; ///< Whether the file has a store at all.
};

/// Reads a file's store; what is damaged in it is left out.
ValidationData read_validation_data(const Revision& revision);

/// Appends to the store what is missing for the file's signatures and timestamps: their chains, completed from `known` and from
/// the addresses in the certificates, and a statement of revocation for each certificate but roots and `known` ones. Errors:
/// those of Revision::open, "no-signature", "no-revocation-data", "revoked-certificate", "unusable-signature".
base::Result<std::string> add_validation_data(std::string bytes, const std::string& path, const network::Http& http,
                                              const Certificates& known, std::chrono::sys_seconds now);

} // namespace planpaket::signature
