#include "signature/certificate.h"

#include "base/sha256.h"
#include "base/translate.h"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <set>

namespace planpaket::signature {

using base::tr;
using base::trf;

std::string openssl_reason() {
    std::string reasons;
    while (const auto code = ERR_get_error()) {
        const char* reason = ERR_reason_error_string(code);
        if (reason != nullptr && reasons.find(reason) == std::string::npos)
            reasons += (reasons.empty() ? "" : ", ") + std::string(reason);
    }
    return reasons;
}

base::Result<Certificates> read_certificates(const base::World& world, const std::string& path) {
    auto bytes = world.read_file(path, std::size_t{16} << 20U);
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    const ErrorsForgotten forgotten;
    Certificates certificates;
    if (bytes->find("-----BEGIN") != std::string::npos) {
        const auto bio = reading(*bytes);
        while (auto* certificate = PEM_read_bio_X509_AUX(bio.get(), nullptr, nullptr, nullptr))
            certificates.push_back(own(certificate));
    } else if (auto certificate = from_der<X509>(*bytes, d2i_X509)) {
        certificates.push_back(own(certificate.release()));
    }
    if (certificates.empty())
        return std::unexpected(base::Diagnostics{{base::Severity::error,
                                                  "no-certificate",
                                                  {},
                                                  trf("{} holds no certificate", path),
                                                  tr("name a file of X.509 certificates, PEM or DER")}});
    return certificates;
}

static std::string in_utf8(const ASN1_STRING* string) {
    unsigned char* data = nullptr;
    const int size = ASN1_STRING_to_UTF8(&data, string);
    std::string text(size > 0 ? reinterpret_cast<const char*>(data) : "", size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(data);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return text;
}

std::string common_name(const X509_NAME* name) {
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at >= 0)
        return in_utf8(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const Owned<BIO> out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* data = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string subject(const X509* certificate) {
    return common_name(X509_get_subject_name(certificate));
}

std::string issuer(const X509* certificate) {
    return common_name(X509_get_issuer_name(certificate));
}

std::chrono::sys_seconds seconds_of(const ASN1_TIME* time) {
    std::tm broken{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &broken) != 1)
        return {};
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&broken)));
}

std::chrono::sys_seconds not_before(const X509* certificate) {
    return seconds_of(X509_get0_notBefore(certificate));
}

std::chrono::sys_seconds not_after(const X509* certificate) {
    return seconds_of(X509_get0_notAfter(certificate));
}

bool is_self_signed(const X509* certificate) {
    return (X509_get_extension_flags(const_cast<X509*>(certificate)) & EXFLAG_SS) != 0;
}

bool is_issued_by(X509* certificate, X509* issuer) {
    const ErrorsForgotten forgotten;
    return X509_check_issued(issuer, certificate) == X509_V_OK && X509_verify(certificate, X509_get0_pubkey(issuer)) == 1;
}

bool contains(const Certificates& certificates, const X509* certificate) {
    return std::ranges::any_of(certificates, [&](const auto& each) { return X509_cmp(each.get(), certificate) == 0; });
}

void add_new(Certificates& to, const Certificates& more) {
    const auto before = [](X509* one, X509* other) { return X509_cmp(one, other) < 0; };
    std::set<X509*, decltype(before)> there;
    for (const auto& certificate : to)
        there.insert(certificate.get());
    for (const auto& certificate : more)
        if (there.insert(certificate.get()).second)
            to.push_back(certificate);
}

std::string fingerprint(const X509* certificate) {
    return base::sha256(der(certificate, i2d_X509));
}

std::string shown(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

} // namespace planpaket::signature
