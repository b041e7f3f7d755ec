#pragma once

/// Timestamps (RFC 3161, RFC 5816).

#include "base/diagnostic.h"
#include "network/http.h"
#include "signature/key.h"
#include "signature/signer_info.h"

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

namespace planpaket::signature {

/// Asks an authority for a token over bytes given by their digest. The answer is checked: granted, for this digest, with the
/// nonce of this request, signed by a certificate for timestamping that it brings along. Gives the token's DER. Errors:
/// "no-answer", "bad-timestamp".
base::Result<std::string> request_timestamp(const network::Http& http, const std::string& url, const std::string& digest_value,
                                            Digest digest);

/// A token as it was read.
struct Timestamp {
    std::chrono::sys_seconds time{};
    Certificate authority;
    Certificates certificates;
    Hash hash;
    std::string imprint;
    std::string nonce;     ///< DER of the number that the request had; empty if there is none.
    std::string undecided; ///< Why it is not known whether the authority's key made it; empty if it did.
    std::size_t size = 0;  ///< Bytes of DER.
};

/// Reads a token, and checks its signature, but no chain. Attribute certificates in it are passed over. On error a reason, in the
/// user's language.
std::expected<Timestamp, std::string> read_timestamp(std::string_view token);

} // namespace planpaket::signature
