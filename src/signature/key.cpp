#include "signature/key.h"

#include "base/translate.h"
#include "signature/certificate.h"

#include <algorithm>
#include <cstring>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// A key that OpenSSL holds.
class OpenSslKey final : public Key {
public:
    explicit OpenSslKey(Owned<EVP_PKEY> key) : key_(std::move(key)) {}

    base::Result<std::string> sign(std::string_view bytes, const Algorithm& algorithm) const override {
        const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        EVP_PKEY_CTX* parameters = nullptr;
        std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
        std::string signature(size, '\0');
        const bool done = context &&
                          EVP_DigestSignInit(context.get(), &parameters, evp(algorithm.digest), nullptr, key_.get()) == 1 &&
                          (algorithm.scheme != Scheme::rsa_pss ||
                           (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
                            EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1)) &&
                          EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
        if (!done)
            return std::unexpected(key_error("cannot-sign", trf("the key does not sign: {}", openssl_reason()),
                                             tr("see whether the key is whole and meant for signing")));
        signature.resize(size);
        return signature;
    }

    const EVP_PKEY* get() const { return key_.get(); }

private:
    Owned<EVP_PKEY> key_;
};

/// OpenSSL asks for a passphrase by this.
int give_passphrase(char* buffer, int room, int, void* source) {
    const auto passphrase = static_cast<Passphrase*>(source)->get();
    if (!passphrase || passphrase->size() > static_cast<std::size_t>(room))
        return -1;
    std::memcpy(buffer, passphrase->data(), passphrase->size());
    return static_cast<int>(passphrase->size());
}

base::Result<Identity> matched(Owned<EVP_PKEY> key, Certificates certificates, const std::string& path) {
    const auto own = std::ranges::find_if(
        certificates, [&](const auto& each) { return EVP_PKEY_eq(X509_get0_pubkey(each.get()), key.get()) == 1; });
    ERR_clear_error();
    if (own == certificates.end())
        return std::unexpected(key_error("key-mismatch", trf("the key of {} belongs to none of the certificates", path),
                                         tr("give the certificate that was issued for this key")));
    auto certificate = *own;
    certificates.erase(own);
    return Identity{std::make_unique<OpenSslKey>(std::move(key)), std::move(certificate), std::move(certificates)};
}

base::Diagnostics wrong_passphrase_or(const Passphrase& passphrase, const std::string& path, const char* what) {
    auto reason = openssl_reason();
    if (!passphrase.errors().empty())
        return passphrase.errors();
    return key_error(
        "no-key", reason.empty() ? trf("{} holds no private key", path) : trf("the key in {} cannot be read: {}", path, reason),
        what);
}

} // namespace

base::Diagnostics key_error(const char* code, const std::string& message, const std::string& hint) {
    return {{base::Severity::error, code, {}, message, hint}};
}

const EVP_MD* evp(Digest digest) {
    switch (digest) {
    case Digest::sha256:
        return EVP_sha256();
    case Digest::sha384:
        return EVP_sha384();
    case Digest::sha512:
        return EVP_sha512();
    }
    return nullptr;
}

base::Result<Identity> read_pem_identity(const base::World& world, const std::string& key_path,
                                         const std::vector<std::string>& certificate_paths, Passphrase& passphrase) {
    Certificates certificates;
    base::Diagnostics errors;
    for (const auto& path : certificate_paths) {
        auto more = read_certificates(world, path);
        if (more)
            add_new(certificates, *more);
        else
            errors.insert(errors.end(), more.error().begin(), more.error().end());
    }
    const auto file = read_secret_file(key_path);
    if (!file)
        errors.insert(errors.end(), file.error().begin(), file.error().end());
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    const auto bio = reading(file->view());
    Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, &passphrase));
    if (!key)
        return std::unexpected(
            wrong_passphrase_or(passphrase, key_path, tr("name a PEM file with a private key, and give its passphrase")));
    return matched(std::move(key), std::move(certificates), key_path);
}

base::Result<Identity> read_pkcs12_identity(const std::string& path, Passphrase& passphrase) {
    const auto file = read_secret_file(path);
    if (!file)
        return std::unexpected(file.error());
    const auto pkcs12 = from_der<PKCS12>(file->view(), d2i_PKCS12);
    if (!pkcs12)
        return std::unexpected(wrong_passphrase_or(passphrase, path, tr("name a PKCS#12 file: they mostly end in .p12 or .pfx")));
    std::string_view words;
    if (PKCS12_verify_mac(pkcs12.get(), "", 0) != 1 && PKCS12_verify_mac(pkcs12.get(), nullptr, 0) != 1) {
        const auto given = passphrase.get();
        if (!given)
            return std::unexpected(given.error());
        words = *given;
    }
    ERR_clear_error();
    // OpenSSL wants a zero at the end.
    const Secret terminated(std::string(words) + '\0');
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    const bool read = PKCS12_parse(pkcs12.get(), terminated.view().data(), &key, &certificate, &others) == 1;
    Owned<EVP_PKEY> own_key(key);
    const Owned<STACK_OF(X509)> own_others(others);
    Certificates certificates;
    if (certificate != nullptr)
        certificates.push_back(own(certificate));
    for (int i = 0; i < sk_X509_num(others); ++i)
        certificates.push_back(share(sk_X509_value(others, i)));
    if (!read || !own_key)
        return std::unexpected(wrong_passphrase_or(passphrase, path, tr("see whether the passphrase is right")));
    return matched(std::move(own_key), std::move(certificates), path);
}

base::Result<Scheme> scheme_for(const X509* certificate, bool pss) {
    const auto* key = X509_get0_pubkey(certificate);
    const int kind = key != nullptr ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE;
    const auto unusable = [&](const std::string& message) {
        return std::unexpected(key_error("unusable-key", message, tr("use RSA of at least 2048 bits, or ECDSA of at least 256")));
    };
    const bool rsa = kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS;
    if (!rsa && kind != EVP_PKEY_EC)
        return unusable(trf("the key of {} is of a kind that PAdES does not know", subject(certificate)));
    if (EVP_PKEY_get_bits(key) < (rsa ? 2048 : 256))
        return unusable(trf("the key of {} is too short: {} bits", subject(certificate), EVP_PKEY_get_bits(key)));
    if (!rsa)
        return Scheme::ecdsa;
    return pss || kind == EVP_PKEY_RSA_PSS ? Scheme::rsa_pss : Scheme::rsa_pkcs1;
}

} // namespace planpaket::signature
