#pragma once

/// CMS signatures (RFC 5652) as the PAdES baseline wants them (ETSI EN 319 142-1, 5.3 and 6.3): detached, with
/// signing-certificate-v2, without signing-time.

#include "base/diagnostic.h"
#include "signature/key.h"
#include "signature/signer_info.h"

#include <string>
#include <string_view>

namespace planpaket::signature {

/// Signs a document's digest. Gives DER. `timestamp`, if given, is asked for a token over the signature value, which is then put
/// into the unsigned attributes (RFC 3161, appendix A). Errors: the key's, "cannot-sign", the timestamp's.
using Timestamper = std::function<base::Result<std::string>(std::string_view signature_value)>;
base::Result<std::string> make_cms(const Identity& identity, const Algorithm& algorithm, const std::string& document_digest,
                                   const Timestamper& timestamp);

/// Adds a token to a CMS that has none yet.
base::Result<std::string> add_timestamp(std::string_view cms, const Timestamper& timestamp);

/// The DER of a CMS given as PEM or DER. Error: "no-cms".
base::Result<std::string> cms_bytes(std::string_view file);

/// A signature of a document as it was read.
struct CmsSignature : SignerInfo {
    Owned<CMS_ContentInfo> cms;
    std::string timestamp; ///< DER of the first signature timestamp; empty if there is none.
    bool has_signing_time = false;
    std::size_t size = 0; ///< Bytes of DER.
};

/// Reads one; checks all that read_signer() does, and that it is detached. On error a reason, in the user's language.
std::expected<CmsSignature, std::string> read_cms(std::string_view bytes);

} // namespace planpaket::signature
