#pragma once

/// CMS signatures (RFC 5652) as the PAdES baseline wants them (ETSI EN 319 142-1, 5.3 and 6.3): detached, with
/// signing-certificate-v2, without signing-time.

#include "base/diagnostic.h"
#include "signature/key.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

/// Digest of pieces that follow each other.
std::string digest_of(const std::vector<std::string_view>& pieces, const EVP_MD* digest);

/// Signs a document's digest. Gives DER. `timestamp`, if given, is asked for a token over the signature value, which is then put
/// into the unsigned attributes (RFC 3161, appendix A). Errors: the key's, "cannot-sign", the timestamp's.
using Timestamper = std::function<base::Result<std::string>(std::string_view signature_value)>;
base::Result<std::string> make_cms(const Identity& identity, const Algorithm& algorithm, const std::string& document_digest,
                                   const Timestamper& timestamp);

/// Adds a token to a CMS that has none yet.
base::Result<std::string> add_timestamp(std::string_view cms, const Timestamper& timestamp);

/// The DER of a CMS given as PEM or DER. Error: "no-cms".
base::Result<std::string> cms_bytes(std::string_view file);

/// A CMS as it was read.
struct CmsSignature {
    Owned<CMS_ContentInfo> cms;
    Certificate signer; ///< Null if it is not in there.
    Certificates certificates;
    std::string digest_name; ///< "SHA-256"
    const EVP_MD* digest = nullptr;
    std::string document_digest;          ///< The message-digest attribute.
    std::string value;                    ///< Of the signature.
    std::string timestamp;                ///< DER of the signature timestamp; empty if there is none.
    bool has_signing_certificate = false; ///< And it names the signer's.
    bool has_signing_time = false;
    std::size_t size = 0; ///< Bytes of DER.
};

/// Reads one; checks all but the chain: one signer, the digest strong enough, the attributes signed by the signer's key, and
/// signing-certificate-v2 where it is there. On error a reason, in the user's language.
std::expected<CmsSignature, std::string> read_cms(std::string_view bytes);

} // namespace planpaket::signature
