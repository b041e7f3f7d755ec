/// Keys in PKCS#11 tokens (OASIS PKCS #11 2.40), reached through p11-kit.

#include "base/translate.h"
#include "signature/certificate.h"
#include "signature/key.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <mutex>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <vector>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

base::Diagnostics no_token(const std::string& message) {
    return key_error("no-token", message, tr("see whether the token is there: 'p11tool --list-all' shows its URIs"));
}

std::string reason(CK_RV value) {
    const char* text = p11_kit_strerror(value);
    return text != nullptr ? text : fmt::format("{:#x}", value);
}

/// One module, or all that the system knows of.
class Modules {
public:
    explicit Modules(const std::string& path) {
        if (path.empty()) {
            list_ = p11_kit_modules_load_and_initialize(0);
            return;
        }
        one_[0] = p11_kit_module_load(path.c_str(), 0);
        if (one_[0] != nullptr && p11_kit_module_initialize(one_[0]) != CKR_OK) {
            p11_kit_module_release(one_[0]);
            one_[0] = nullptr;
        }
    }
    ~Modules() {
        if (list_ != nullptr)
            p11_kit_modules_finalize_and_release(list_);
        if (one_[0] != nullptr) {
            p11_kit_module_finalize(one_[0]);
            p11_kit_module_release(one_[0]);
        }
    }
    Modules(const Modules&) = delete;
    Modules& operator=(const Modules&) = delete;

    CK_FUNCTION_LIST** list() { return list_ != nullptr ? list_ : one_.data(); }

private:
    CK_FUNCTION_LIST** list_ = nullptr;
    std::array<CK_FUNCTION_LIST*, 2> one_{};
};

/// A session on the token that a URI names.
class Session {
public:
    Session(std::shared_ptr<Modules> modules, CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE handle)
        : modules_(std::move(modules)), functions_(functions), handle_(handle) {}
    ~Session() { functions_->C_CloseSession(handle_); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    CK_FUNCTION_LIST& functions() const { return *functions_; }
    CK_SESSION_HANDLE handle() const { return handle_; }

    /// The objects that have these attributes; at most `most`.
    std::vector<CK_OBJECT_HANDLE> find(std::vector<CK_ATTRIBUTE> attributes, CK_ULONG most = 64) const {
        std::vector<CK_OBJECT_HANDLE> found(most);
        CK_ULONG count = 0;
        if (functions_->C_FindObjectsInit(handle_, attributes.data(), static_cast<CK_ULONG>(attributes.size())) != CKR_OK)
            return {};
        if (functions_->C_FindObjects(handle_, found.data(), most, &count) != CKR_OK)
            count = 0;
        functions_->C_FindObjectsFinal(handle_);
        found.resize(count);
        return found;
    }

    std::string attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
        CK_ATTRIBUTE attribute{type, nullptr, 0};
        if (functions_->C_GetAttributeValue(handle_, object, &attribute, 1) != CKR_OK || attribute.ulValueLen > 65536)
            return {};
        std::string value(attribute.ulValueLen, '\0');
        attribute.pValue = value.data();
        return functions_->C_GetAttributeValue(handle_, object, &attribute, 1) == CKR_OK ? value : std::string();
    }

private:
    std::shared_ptr<Modules> modules_;
    CK_FUNCTION_LIST* functions_;
    CK_SESSION_HANDLE handle_;
};

struct UriDeleter {
    void operator()(P11KitUri* uri) const { p11_kit_uri_free(uri); }
};
using Uri = std::unique_ptr<P11KitUri, UriDeleter>;

/// The ASN.1 form of r and s one after the other (RFC 3279, 2.2.3).
std::string as_der(std::string_view pair) {
    struct Free {
        void operator()(ECDSA_SIG* p) const { ECDSA_SIG_free(p); }
    };
    const std::unique_ptr<ECDSA_SIG, Free> signature(ECDSA_SIG_new());
    const auto half = static_cast<int>(pair.size() / 2);
    const auto* bytes = reinterpret_cast<const unsigned char*>(pair.data());
    if (!signature ||
        ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, half, nullptr), BN_bin2bn(bytes + half, half, nullptr)) != 1)
        return {};
    return der(signature.get(), i2d_ECDSA_SIG);
}

class TokenKey final : public Key {
public:
    TokenKey(std::shared_ptr<Session> session, CK_OBJECT_HANDLE key) : session_(std::move(session)), key_(key) {}

    base::Result<std::string> sign(std::string_view bytes, const Algorithm& algorithm) const override {
        const std::scoped_lock lock(mutex_); // a session does one thing at a time
        CK_RSA_PKCS_PSS_PARAMS pss{};
        CK_MECHANISM mechanism{CKM_ECDSA, nullptr, 0};
        std::string input(bytes);
        switch (algorithm.scheme) {
        case Scheme::ecdsa: {
            input.resize(EVP_MAX_MD_SIZE);
            unsigned size = 0;
            EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(input.data()), &size, evp(algorithm.digest),
                       nullptr);
            input.resize(size);
            break;
        }
        case Scheme::rsa_pkcs1:
            mechanism.mechanism = choose(algorithm.digest, CKM_SHA256_RSA_PKCS, CKM_SHA384_RSA_PKCS, CKM_SHA512_RSA_PKCS);
            break;
        case Scheme::rsa_pss:
            mechanism.mechanism =
                choose(algorithm.digest, CKM_SHA256_RSA_PKCS_PSS, CKM_SHA384_RSA_PKCS_PSS, CKM_SHA512_RSA_PKCS_PSS);
            pss.hashAlg = choose(algorithm.digest, CKM_SHA256, CKM_SHA384, CKM_SHA512);
            pss.mgf = choose(algorithm.digest, CKG_MGF1_SHA256, CKG_MGF1_SHA384, CKG_MGF1_SHA512);
            pss.sLen = static_cast<CK_ULONG>(EVP_MD_get_size(evp(algorithm.digest)));
            mechanism.pParameter = &pss;
            mechanism.ulParameterLen = sizeof pss;
            break;
        }
        std::string signature(1024, '\0');
        CK_ULONG size = signature.size();
        auto& functions = session_->functions();
        auto result = functions.C_SignInit(session_->handle(), &mechanism, key_);
        if (result == CKR_OK)
            result = functions.C_Sign(session_->handle(), reinterpret_cast<unsigned char*>(input.data()), input.size(),
                                      reinterpret_cast<unsigned char*>(signature.data()), &size);
        if (result != CKR_OK)
            return std::unexpected(key_error("cannot-sign", trf("the token does not sign: {}", reason(result)),
                                             tr("see whether the token's key is meant for signing, and for this algorithm")));
        signature.resize(size);
        return algorithm.scheme == Scheme::ecdsa ? as_der(signature) : signature;
    }

private:
    static CK_MECHANISM_TYPE choose(Digest digest, CK_MECHANISM_TYPE sha256, CK_MECHANISM_TYPE sha384, CK_MECHANISM_TYPE sha512) {
        switch (digest) {
        case Digest::sha256:
            return sha256;
        case Digest::sha384:
            return sha384;
        case Digest::sha512:
            return sha512;
        }
        return sha256;
    }

    std::shared_ptr<Session> session_;
    CK_OBJECT_HANDLE key_;
    mutable std::mutex mutex_;
};

std::shared_ptr<Session> open_session(const std::shared_ptr<Modules>& modules, P11KitUri* uri) {
    for (auto** module = modules->list(); module != nullptr && *module != nullptr; ++module) {
        auto* functions = *module;
        std::array<CK_SLOT_ID, 64> slots{};
        CK_ULONG count = slots.size();
        if (functions->C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK)
            continue;
        for (CK_ULONG i = 0; i < count; ++i) {
            CK_TOKEN_INFO token{};
            CK_SESSION_HANDLE handle = 0;
            if (functions->C_GetTokenInfo(slots[i], &token) == CKR_OK && (token.flags & CKF_TOKEN_INITIALIZED) != 0 &&
                p11_kit_uri_match_token_info(uri, &token) == 1 &&
                functions->C_OpenSession(slots[i], CKF_SERIAL_SESSION, nullptr, nullptr, &handle) == CKR_OK)
                return std::make_shared<Session>(modules, functions, handle);
        }
    }
    return nullptr;
}

/// The URI's own label and id, and a class.
std::vector<CK_ATTRIBUTE> wanted(P11KitUri* uri, CK_OBJECT_CLASS& kind) {
    std::vector<CK_ATTRIBUTE> out{{CKA_CLASS, &kind, sizeof kind}};
    for (const CK_ATTRIBUTE_TYPE type : {CKA_LABEL, CKA_ID})
        if (const auto* attribute = p11_kit_uri_get_attribute(uri, type))
            out.push_back(*attribute);
    return out;
}

} // namespace

base::Result<Identity> open_token_identity(const std::string& uri_text, const std::string& module, Certificates certificates,
                                           Passphrase& pin) {
    const Uri uri(p11_kit_uri_new());
    if (p11_kit_uri_parse(uri_text.c_str(), P11_KIT_URI_FOR_OBJECT_ON_TOKEN, uri.get()) != P11_KIT_URI_OK)
        return std::unexpected(no_token(trf("'{}' is no PKCS#11 URI", uri_text)));
    if (p11_kit_uri_get_pin_value(uri.get()) != nullptr)
        return std::unexpected(key_error("no-passphrase", tr("a PIN in the URI can be seen by others on this machine"),
                                         tr("give it with --passphrase-fd or --passphrase-file, or at a terminal")));
    const auto session = open_session(std::make_shared<Modules>(module), uri.get());
    if (!session)
        return std::unexpected(no_token(trf("no token fits '{}'", uri_text)));
    const auto code = pin.get();
    if (!code)
        return std::unexpected(code.error());
    const Secret own_code{std::string(*code)};
    auto* data = reinterpret_cast<unsigned char*>(const_cast<char*>(own_code.view().data())); // PKCS#11 takes no const
    const auto entered = session->functions().C_Login(session->handle(), CKU_USER, data, own_code.view().size());
    if (entered != CKR_OK && entered != CKR_USER_ALREADY_LOGGED_IN)
        return std::unexpected(no_token(trf("the token refuses the PIN: {}", reason(entered))));
    CK_OBJECT_CLASS key_class = CKO_PRIVATE_KEY, certificate_class = CKO_CERTIFICATE;
    const auto keys = session->find(wanted(uri.get(), key_class), 2);
    if (keys.size() != 1)
        return std::unexpected(key_error("no-key",
                                         keys.empty() ? trf("the token has no private key for '{}'", uri_text)
                                                      : trf("the token has several private keys for '{}'", uri_text),
                                         tr("name the key by 'object=' or 'id=' in the URI")));
    auto id = session->attribute(keys.front(), CKA_ID);
    for (const auto object : session->find({{CKA_CLASS, &certificate_class, sizeof certificate_class}})) {
        auto found = from_der<X509>(session->attribute(object, CKA_VALUE), d2i_X509);
        if (!found)
            continue;
        auto certificate = own(found.release());
        // Those that were given stand first; the key's own before the rest of the chain.
        const bool is_own = session->attribute(object, CKA_ID) == id;
        if (!contains(certificates, certificate.get()))
            certificates.insert(is_own && certificates.empty() ? certificates.begin() : certificates.end(),
                                std::move(certificate));
    }
    if (certificates.empty())
        return std::unexpected(key_error("no-certificate", trf("the token has no certificate for '{}'", uri_text),
                                         tr("give the certificate with --cert")));
    auto key = std::make_unique<TokenKey>(session, keys.front());
    // The private key cannot be compared: a trial signature shows whose it is.
    for (auto each = certificates.begin(); each != certificates.end(); ++each) {
        const auto scheme = scheme_for(each->get(), false);
        const auto trial = scheme ? key->sign("planpaket", {*scheme, Digest::sha256}) : base::Result<std::string>(std::string());
        if (!trial || trial->empty())
            continue;
        const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        constexpr std::string_view words = "planpaket";
        if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(each->get())) == 1 &&
            EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(trial->data()), trial->size(),
                             reinterpret_cast<const unsigned char*>(words.data()), words.size()) == 1) {
            auto certificate = *each;
            certificates.erase(each);
            return Identity{std::move(key), std::move(certificate), std::move(certificates)};
        }
    }
    openssl_reason();
    return std::unexpected(key_error("key-mismatch", trf("the key of '{}' belongs to none of the certificates", uri_text),
                                     tr("give the certificate that was issued for this key")));
}

} // namespace planpaket::signature
