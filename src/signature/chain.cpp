#include "signature/chain.h"

#include "base/translate.h"
#include "signature/algorithms.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// The certificates as OpenSSL wants them, each counted.
Owned<STACK_OF(X509)> stack(const Certificates& certificates) {
    Owned<STACK_OF(X509)> out(sk_X509_new_null());
    for (const auto& each : certificates)
        if (X509_up_ref(each.get()) == 1 && sk_X509_push(out.get(), each.get()) == 0)
            X509_free(each.get());
    return out;
}

Owned<X509_STORE> store(const Certificates& anchors, std::chrono::sys_seconds time) {
    Owned<X509_STORE> out(X509_STORE_new());
    for (const auto& anchor : anchors)
        X509_STORE_add_cert(out.get(), anchor.get());
    // Trusted lists name authorities that have issuers of their own: each of them is an anchor.
    X509_STORE_set_flags(out.get(), X509_V_FLAG_PARTIAL_CHAIN);
    auto* parameters = X509_STORE_get0_param(out.get());
    // The clock's own conversion would overflow in the year 2262.
    X509_VERIFY_PARAM_set_time(parameters, static_cast<std::time_t>(time.time_since_epoch().count()));
    // No SHA-1, no RSA under 2048 bits anywhere in the chain.
    X509_VERIFY_PARAM_set_auth_level(parameters, 2);
    X509_VERIFY_PARAM_set_depth(parameters, 8);
    return out;
}

/// Whether a certificate's key may be used for any of these, by its key usage where it has one (RFC 5280, 4.2.1.3).
bool may(X509* certificate, std::uint32_t uses) {
    return (X509_get_key_usage(certificate) & uses) != 0;
}

Owned<OCSP_BASICRESP> read_response(std::string_view bytes) {
    const auto response = from_der<OCSP_RESPONSE>(bytes, d2i_OCSP_RESPONSE);
    if (!response || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return nullptr;
    return Owned<OCSP_BASICRESP>(OCSP_response_get1_basic(response.get()));
}

/// Whether the issuer gave the response, or whom it authorised (RFC 6960, 4.2.2.2). The issuer is known to be good. A key that
/// may sign neither lists nor anything else than certificates gives none.
bool is_authorised(OCSP_BASICRESP* response, X509* issuer) {
    const Certificates issuers{share(issuer)};
    const auto helpers = stack(issuers);
    X509* signer = nullptr;
    if (!is_strong(OCSP_resp_get0_tbs_sigalg(response)) || OCSP_resp_get0_signer(response, &signer, helpers.get()) != 1)
        return false;
    const std::uint32_t uses = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
    const auto trusted = store(issuers, seconds_of(OCSP_resp_get0_produced_at(response)));
    return may(signer, X509_cmp(signer, issuer) == 0 ? uses | KU_CRL_SIGN : uses) &&
           OCSP_basic_verify(response, helpers.get(), trusted.get(), 0) == 1;
}

std::optional<Said> said_by(OCSP_BASICRESP* response, X509* certificate, X509* issuer) {
    for (const auto* digest : {EVP_sha1(), EVP_sha256()}) {
        const Owned<OCSP_CERTID> id(OCSP_cert_to_id(digest, certificate, issuer));
        int status = 0, reason = 0;
        ASN1_GENERALIZEDTIME *revoked = nullptr, *from = nullptr, *until = nullptr;
        if (!id || OCSP_resp_find_status(response, id.get(), &status, &reason, &revoked, &from, &until) != 1)
            continue;
        if (status == V_OCSP_CERTSTATUS_UNKNOWN || from == nullptr || !is_authorised(response, issuer))
            return std::nullopt;
        Said said{.at = seconds_of(from), .until = {}, .revoked = {}};
        if (until != nullptr)
            said.until = seconds_of(until);
        if (status == V_OCSP_CERTSTATUS_REVOKED)
            said.revoked = seconds_of(revoked);
        return said;
    }
    return std::nullopt;
}

std::optional<Said> said_by(X509_CRL* list, X509* certificate, X509* issuer) {
    const X509_ALGOR* algorithm = nullptr;
    X509_CRL_get0_signature(list, nullptr, &algorithm);
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) != 0 || !is_strong(algorithm) ||
        // RFC 5280, 6.3.3 (f).
        !may(issuer, KU_CRL_SIGN) || X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1 ||
        // A list of differences, or of only some certificates, does not say that one is good.
        X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) >= 0 ||
        X509_CRL_get_ext_by_NID(list, NID_issuing_distribution_point, -1) >= 0)
        return std::nullopt;
    Said said{.at = seconds_of(X509_CRL_get0_lastUpdate(list)), .until = {}, .revoked = {}};
    if (const auto* until = X509_CRL_get0_nextUpdate(list))
        said.until = seconds_of(until);
    X509_REVOKED* entry = nullptr;
    if (X509_CRL_get0_by_cert(list, &entry, certificate) == 1)
        said.revoked = seconds_of(X509_REVOKED_get0_revocationDate(entry));
    return said;
}

/// What that means for a time. Who is asked after a certificate expired may have forgotten that it was revoked before.
Statement meaning(const Said& said, const X509* certificate, std::chrono::sys_seconds time) {
    if (said.at < time && said.until.value_or(said.at + std::chrono::days(1)) < time)
        return {};
    if (said.revoked && *said.revoked <= time)
        return {Standing::revoked, *said.revoked};
    return {said.revoked || said.at <= not_after(certificate) ? Standing::good : Standing::unknown, {}};
}

Statement meaning(const std::optional<Said>& said, const X509* certificate, std::chrono::sys_seconds time) {
    return said ? meaning(*said, certificate, time) : Statement{};
}

void check_revocation(ChainCheck& check, const Statements& statements, std::chrono::sys_seconds time) {
    check.standing = Standing::good;
    for (std::size_t i = 0; i + 1 < check.chain.size(); ++i) {
        auto* certificate = check.chain[i].get();
        auto standing = Standing::unknown;
        for (const auto& said : statements.about(certificate, check.chain[i + 1].get())) {
            const auto statement = meaning(said, certificate, time);
            if (statement.standing == Standing::revoked)
                check.revoked_at = statement.revoked_at;
            if (statement.standing != Standing::unknown && standing != Standing::revoked)
                standing = statement.standing;
        }
        if (standing == Standing::revoked || (standing == Standing::unknown && check.standing == Standing::good)) {
            check.standing = standing;
            check.who = subject(certificate);
        }
        if (standing == Standing::revoked)
            return;
    }
}

} // namespace

base::Result<Trust> read_trust(const base::World& world, const std::string& folder) {
    const ErrorsForgotten forgotten;
    const auto names = world.list(folder);
    if (!names)
        return std::unexpected(names.error());
    Trust trust;
    base::Diagnostics errors;
    for (const auto& name : *names) {
        const std::filesystem::path path = std::filesystem::path(folder) / name;
        const auto ending = path.extension().string();
        if (ending == ".crl") {
            auto bytes = world.read_file(path.string(), std::size_t{64} << 20U);
            if (!bytes) {
                errors.insert(errors.end(), bytes.error().begin(), bytes.error().end());
                continue;
            }
            const auto bio = reading(*bytes);
            const Owned<X509_CRL> list(bytes->starts_with("-----") ? PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr)
                                                                   : d2i_X509_CRL_bio(bio.get(), nullptr));
            if (list)
                trust.lists.push_back(der(list.get(), i2d_X509_CRL));
        } else if (ending == ".pem" || ending == ".crt" || ending == ".cer" || ending == ".der") {
            auto more = read_certificates(world, path.string());
            if (more)
                add_new(trust.anchors, *more);
            else
                errors.insert(errors.end(), more.error().begin(), more.error().end());
        }
    }
    if (errors.empty() && trust.anchors.empty())
        errors.push_back({base::Severity::error,
                          "no-certificate",
                          {},
                          trf("the folder {} holds no certificate", folder),
                          tr("put the certificates that you trust into it, as .pem, .crt, .cer or .der files")});
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    return trust;
}

std::string wrong_usage(const X509* certificate) {
    auto* asked = const_cast<X509*>(certificate); // OpenSSL keeps what it finds there
    const auto usage = X509_get_key_usage(asked);
    if ((X509_get_extension_flags(asked) & EXFLAG_KUSAGE) != 0 && (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        return tr("its key usage allows neither digital signatures nor non-repudiation");
    const Owned<EXTENDED_KEY_USAGE> purposes(
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(asked, NID_ext_key_usage, nullptr, nullptr)));
    if (!purposes)
        return {};
    // Any; e-mail; client; document signing of RFC 9336, Microsoft and Adobe.
    constexpr std::array<std::string_view, 6> fit{"2.5.29.37.0",        "1.3.6.1.5.5.7.3.4",       "1.3.6.1.5.5.7.3.2",
                                                  "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5"};
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
        std::array<char, 80> name{};
        OBJ_obj2txt(name.data(), static_cast<int>(name.size()), sk_ASN1_OBJECT_value(purposes.get(), i), 1);
        if (std::ranges::find(fit, std::string_view(name.data())) != fit.end())
            return {};
    }
    return tr("its extended key usage is for something else than signing documents");
}

Statements::Statements(const RevocationData& data, const std::vector<std::string>& more_lists)
    : are_too_many_(data.responses.size() + data.lists.size() > most_statements) {
    const ErrorsForgotten forgotten;
    const auto add = [&](const std::vector<std::string>& lists) {
        for (const auto& bytes : lists)
            if (auto list = from_der<X509_CRL>(bytes, d2i_X509_CRL))
                lists_.push_back(std::move(list));
    };
    add(more_lists);
    if (are_too_many_)
        return;
    add(data.lists);
    for (const auto& bytes : data.responses)
        if (auto response = read_response(bytes))
            responses_.push_back(std::move(response));
}

const std::vector<Said>& Statements::about(X509* certificate, X509* issuer) const {
    const auto [known, is_new] = known_.try_emplace(der(certificate, i2d_X509) + der(issuer, i2d_X509));
    const auto note = [&](const std::optional<Said>& said) {
        if (said)
            known->second.push_back(*said);
    };
    if (is_new) {
        for (const auto& response : responses_)
            note(said_by(response.get(), certificate, issuer));
        for (const auto& list : lists_)
            note(said_by(list.get(), certificate, issuer));
    }
    return known->second;
}

Statement by_response(std::string_view bytes, X509* certificate, X509* issuer, std::chrono::sys_seconds time) {
    const ErrorsForgotten forgotten;
    const auto response = read_response(bytes);
    return response ? meaning(said_by(response.get(), certificate, issuer), certificate, time) : Statement{};
}

Statement by_list(std::string_view bytes, X509* certificate, X509* issuer, std::chrono::sys_seconds time) {
    const ErrorsForgotten forgotten;
    const auto list = from_der<X509_CRL>(bytes, d2i_X509_CRL);
    return list ? meaning(said_by(list.get(), certificate, issuer), certificate, time) : Statement{};
}

ChainCheck check_chain(const Certificate& certificate, const Certificates& others, const Certificates& anchors,
                       const Statements& statements, std::chrono::sys_seconds time, Purpose purpose) {
    const ErrorsForgotten forgotten;
    ChainCheck check;
    check.chain.push_back(certificate);
    if (const auto reason = purpose == Purpose::signing ? wrong_usage(certificate.get()) : std::string(); !reason.empty()) {
        check.fault = ChainFault::unusable;
        check.reason = trf("the certificate of {} cannot sign: {}", subject(certificate.get()), reason);
        return check;
    }
    const auto trusted = store(anchors, time);
    const auto helpers = stack(others);
    const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new());
    if (!context || X509_STORE_CTX_init(context.get(), trusted.get(), certificate.get(), helpers.get()) != 1) {
        check.fault = ChainFault::unusable;
        check.reason = openssl_reason();
        return check;
    }
    X509_STORE_CTX_set_purpose(context.get(), purpose == Purpose::signing ? X509_PURPOSE_ANY : X509_PURPOSE_TIMESTAMP_SIGN);
    const bool good = X509_verify_cert(context.get()) == 1;
    const int error = X509_STORE_CTX_get_error(context.get());
    const auto* at = X509_STORE_CTX_get_current_cert(context.get());
    const auto who = subject(at != nullptr ? at : certificate.get());
    if (good) {
        const auto* chain = X509_STORE_CTX_get0_chain(context.get());
        check.chain.clear();
        for (int i = 0; i < sk_X509_num(chain); ++i)
            check.chain.push_back(share(sk_X509_value(chain, i)));
        check_revocation(check, statements, time);
        return check;
    }
    switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        check.fault = ChainFault::expired;
        check.reason = trf("the certificate of {} expired on {}", who, shown(not_after(at != nullptr ? at : certificate.get())));
        break;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        check.fault = ChainFault::not_yet_valid;
        check.reason =
            trf("the certificate of {} is not valid before {}", who, shown(not_before(at != nullptr ? at : certificate.get())));
        break;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
    // By an issuer of the same name with another key, or an algorithm that is not known here.
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
    case X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM:
        check.fault = ChainFault::no_anchor;
        check.reason = trf("the certificate of {} leads to none of the trusted ones", subject(certificate.get()));
        break;
    default:
        check.fault = ChainFault::unusable;
        check.reason = trf("the certificate of {} cannot be used: {}", who, X509_verify_cert_error_string(error));
    }
    return check;
}

} // namespace planpaket::signature
