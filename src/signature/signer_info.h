#pragma once

/// The one signer of a CMS signature, of a document or in a timestamp (RFC 5652, 5.3).

#include "signature/certificate.h"
#include "signature/signature_value.h"

#include <expected>

namespace planpaket::signature {

/// How the signed attributes name the signer's certificate (RFC 5035).
enum class Naming {
    none,   ///< Not, or in a way that is not known here.
    weak,   ///< By SHA-1: signing-certificate of version 1, as a rule.
    strong, ///< By signing-certificate-v2.
};

/// More certificates than this are not read from one signature.
constexpr std::size_t most_certificates = 1000;

struct SignerInfo {
    Certificate signer;
    Certificates certificates; ///< All that the signature brings along.
    Hash hash;                 ///< Of what is signed.
    std::string value;
    bool has_attributes = false;
    std::string message_digest; ///< The attribute.
    std::string undecided;      ///< Why it is not known whether the signer's key made it; empty if it did.
    Naming naming = Naming::none;
};

/// The only signer; null if there is not exactly one.
CMS_SignerInfo* only_signer(CMS_ContentInfo* cms);

/// Signed attributes as they are signed: a SET in DER (RFC 5652, 5.4), its members sorted (X.690, 11.6).
std::string signed_attributes(const CMS_SignerInfo* signer);

/// Reads the signer of signed data of a type; checks what does not need the content: that the attributes were signed by the
/// signer's key, with algorithms that agree, and are of this type and certificate. Without attributes it is not known yet who
/// made it: see check_content(). On error a reason, in the user's language.
std::expected<SignerInfo, std::string> read_signer(CMS_ContentInfo* cms, int content_type);

/// Whether the content, in pieces, is what was signed.
ValueCheck check_content(CMS_ContentInfo* cms, const SignerInfo& info, const std::vector<std::string_view>& pieces);

} // namespace planpaket::signature
