#pragma once

/// A certificate authority in memory, and CMS signatures written byte by byte, so that each can be wrong in one way.

#include "signature/certificate.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace authority {

using planpaket::signature::Certificate;
using planpaket::signature::Certificates;
using planpaket::signature::Owned;

/// When the tests take place: in the middle of all certificates that are not asked to be otherwise.
constexpr std::chrono::sys_seconds now = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

// DER (X.690).
std::string tlv(int tag, std::string_view body);
std::string sequence(const std::vector<std::string>& members);
std::string set(std::vector<std::string> members);
std::string object(const char* numbers);
std::string octets(std::string_view bytes);
std::string integer(int number);
/// AlgorithmIdentifier.
std::string algorithm(const char* numbers, const std::string& parameter = {});

inline const char* const sha1 = "1.3.14.3.2.26";
inline const char* const sha256 = "2.16.840.1.101.3.4.2.1";
inline const char* const sha384 = "2.16.840.1.101.3.4.2.2";
inline const char* const sha512 = "2.16.840.1.101.3.4.2.3";
inline const char* const shake256 = "2.16.840.1.101.3.4.2.12";
inline const char* const ecdsa_with_sha256 = "1.2.840.10045.4.3.2";
inline const char* const tst_info = "1.2.840.113549.1.9.16.1.4";

enum class Kind { p256, rsa, ed25519, ed448 };

/// A key and its certificate.
struct Party {
    std::shared_ptr<EVP_PKEY> key;
    Certificate certificate;
};

struct Profile {
    Kind kind = Kind::p256;
    std::vector<std::pair<int, std::string>> extensions; ///< NID and value, as in OpenSSL's configuration.
    std::chrono::sys_seconds from = now - std::chrono::days(365), until = now + std::chrono::days(3650);
};

/// `issuer`: null for one that is its own.
Party issue(const std::string& name, const Party* issuer, const Profile& profile = {});
/// An authority that may issue certificates and lists.
Party root(const std::string& name = "Root");

/// A revocation list, as DER, of certificates and the moments since which they are revoked.
std::string list(const Party& issuer, const std::vector<std::pair<Certificate, std::chrono::sys_seconds>>& revoked,
                 const EVP_MD* digest = EVP_sha256());

/// An OCSP response, as DER, that a certificate is good, or revoked since a moment.
std::string response(const Party& responder, const Party& issuer, const Certificate& about,
                     std::optional<std::chrono::sys_seconds> revoked = std::nullopt, const EVP_MD* digest = EVP_sha256());

/// The value of a signature by OpenSSL.
std::string sign(const Party& by, const EVP_MD* digest, std::string_view bytes);

/// A CMS signature to be written.
struct Cms {
    Party signer;
    std::string digest = algorithm(sha256);
    std::string algorithm_of_value = algorithm(ecdsa_with_sha256);
    std::vector<std::string> attributes; ///< Signed; see attribute().
    bool sorted = true;                  ///< The attributes, as they must be.
    std::function<std::string(std::string_view)> sign;
    const char* type = "1.2.840.113549.1.7.1";
    std::optional<std::string> content; ///< Brought along.
    std::vector<std::string> certificates;
    std::vector<std::string> unsigned_attributes;
    int signers = 1;
};
std::string attribute(const char* numbers, const std::string& value);
std::string content_type(const char* numbers);
std::string message_digest(std::string_view content, const EVP_MD* digest = EVP_sha256());
/// ESSCertID of either version, of a certificate by a digest; `algorithm` is left out where it is empty.
std::string certificate_id(const Certificate& certificate, const EVP_MD* digest, const std::string& algorithm = {},
                           const std::string& issuer_serial = {});
std::string issuer_serial(const Certificate& certificate, int more = 0);
std::string signing_certificate_v2(const std::vector<std::string>& ids);
std::string signing_certificate_v1(const std::vector<std::string>& ids);

/// One that is right: ECDSA over SHA-256 of the content, with the attributes that PAdES asks for.
Cms cms(const Party& signer, std::string_view content);
std::string written(const Cms& cms);

/// A timestamp token that is right, over these bytes.
Cms token(const Party& signer, std::string_view bytes, const std::string& nonce = {},
          const std::string& digest = algorithm(sha256));
/// What a timestamp authority's certificate says of itself.
Profile timestamping();

} // namespace authority
