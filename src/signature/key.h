#pragma once

/// A private key with its certificate, wherever it is kept.

#include "base/diagnostic.h"
#include "signature/openssl.h"
#include "signature/secret.h"

#include <functional>
#include <memory>
#include <string>

namespace planpaket::signature {

enum class Digest { sha256, sha384, sha512 };
const EVP_MD* evp(Digest digest);

enum class Scheme { rsa_pkcs1, rsa_pss, ecdsa };

/// How a signature is computed.
struct Algorithm {
    Scheme scheme = Scheme::ecdsa;
    Digest digest = Digest::sha256;
};

/// Signs bytes. May be used from several threads.
class Key {
public:
    virtual ~Key() = default;

    /// The signature of `bytes` as CMS has it (RFC 5652, 5.4; ECDSA: RFC 5753, 7.2). Error: "cannot-sign".
    virtual base::Result<std::string> sign(std::string_view bytes, const Algorithm& algorithm) const = 0;
};

/// Who signs: a key, its certificate, and certificates that lead up from it.
struct Identity {
    std::unique_ptr<Key> key;
    Certificate certificate;
    Certificates chain;
};

/// A PEM key (encrypted or not) with certificates of one or two files: of the first the signer's, of all the chain.
/// Errors: "unreadable-file", "no-key", "no-certificate", "key-mismatch", "no-passphrase".
base::Result<Identity> read_pem_identity(const base::World& world, const std::string& key_path,
                                         const std::vector<std::string>& certificate_paths, Passphrase& passphrase);

/// PKCS#12 (RFC 7292). The same errors.
base::Result<Identity> read_pkcs12_identity(const std::string& path, Passphrase& passphrase);

/// A key in a PKCS#11 token, named by a URI (RFC 7512). Without `certificates` the token's is taken, of the same id. `module`:
/// the library that speaks to the token; empty for those that the system knows of. Errors: "no-token", "no-key",
/// "no-certificate", "key-mismatch", "no-passphrase".
base::Result<Identity> open_token_identity(const std::string& uri, const std::string& module, Certificates certificates,
                                           Passphrase& pin);

/// The scheme that fits a certificate's key. RSA keys may do both of theirs. Error: "unusable-key" (another kind of key, or RSA
/// under 2048 bits).
base::Result<Scheme> scheme_for(const X509* certificate, bool pss);

/// A refusal that concerns keys.
base::Diagnostics key_error(const char* code, const std::string& message, const std::string& hint);

} // namespace planpaket::signature
