#include "signature/signing.h"

#include "base/translate.h"
#include "signature/certificate.h"
#include "signature/coverage.h"
#include "signature/fields.h"
#include "signature/timestamp.h"
#include "signature/validation_data.h"

#include <algorithm>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// Bytes that a timestamp token is given: an authority's whole chain of large certificates fits.
constexpr std::size_t room_for_timestamp = 12'288;

Timestamper timestamper(Level level, Digest digest, const Services& services) {
    if (level == Level::b)
        return {};
    return [&services, digest](std::string_view value) {
        return request_timestamp(services.http, services.timestamp_authority, digest_of({value}, evp(digest)), digest);
    };
}

base::Diagnostics too_long(const std::string& path, std::size_t size, std::size_t room) {
    return key_error("signature-too-long", trf("the signature has {} bytes, but {} has room for {}", size, path, room),
                     tr("prepare the file with more room: --room"));
}

base::Result<std::string> add_document_timestamp(std::string bytes, const std::string& path, Digest digest,
                                                 const Services& services) {
    SignatureRequest request;
    request.kind = SignatureKind::document_timestamp;
    request.room = room_for_timestamp;
    auto reservation = reserve(std::move(bytes), path, request);
    if (!reservation)
        return std::unexpected(std::move(reservation.error()));
    const auto token = request_timestamp(services.http, services.timestamp_authority, digest_of(*reservation, digest), digest);
    if (!token)
        return std::unexpected(token.error());
    if (!fill(*reservation, *token))
        return std::unexpected(too_long(path, token->size(), reservation->room()));
    return std::move(reservation->bytes);
}

} // namespace

std::string digest_of(const Reservation& reservation, Digest digest) {
    return digest_of({reservation.before(), reservation.after()}, evp(digest));
}

base::Diagnostics check_certificate(const X509* certificate, std::chrono::sys_seconds now) {
    const auto who = subject(certificate);
    const auto refuse = [&](const std::string& message, const char* hint) {
        return key_error("unusable-certificate", message, hint);
    };
    if (now < not_before(certificate))
        return refuse(trf("the certificate of {} is not valid before {}", who, shown(not_before(certificate))),
                      tr("wait until then, or see whether the clock is right"));
    if (now > not_after(certificate))
        return refuse(trf("the certificate of {} expired on {}", who, shown(not_after(certificate))),
                      tr("sign with a new certificate"));
    if (const auto reason = wrong_usage(certificate); !reason.empty())
        return refuse(trf("the certificate of {} cannot sign: {}", who, reason),
                      tr("sign with a certificate that was issued for signatures"));
    return {};
}

base::Result<std::string> extend(std::string bytes, const std::string& path, Level level, Digest digest,
                                 const Services& services) {
    if (level < Level::lt)
        return bytes;
    auto with_data = add_validation_data(std::move(bytes), path, services.http, services.known, services.now);
    if (!with_data || level == Level::lt)
        return with_data;
    return add_document_timestamp(std::move(*with_data), path, digest, services);
}

base::Result<std::string> sign(std::string bytes, const std::string& path, const Identity& identity, const Signing& signing,
                               const Services& services) {
    auto request = signing.request;
    request.room = 2048 + der(identity.certificate).size() + (signing.level == Level::b ? 0 : room_for_timestamp);
    for (const auto& certificate : identity.chain)
        request.room += der(certificate).size();
    auto reservation = reserve(std::move(bytes), path, request);
    if (!reservation)
        return std::unexpected(std::move(reservation.error()));
    const auto cms = make_cms(identity, signing.algorithm, digest_of(*reservation, signing.algorithm.digest),
                              timestamper(signing.level, signing.algorithm.digest, services));
    if (!cms)
        return std::unexpected(cms.error());
    if (!fill(*reservation, *cms))
        return std::unexpected(too_long(path, cms->size(), reservation->room()));
    return extend(std::move(reservation->bytes), path, signing.level, signing.algorithm.digest, services);
}

base::Result<std::string> embed(std::string bytes, const std::string& path, std::string_view given, Level level,
                                const Services& services) {
    const auto foreign = [&](const std::string& reason) {
        return std::unexpected(key_error("foreign-signature", trf("the signature does not fit {}: {}", path, reason),
                                         tr("embed the signature that was made for this very file")));
    };
    Reservation reservation;
    {
        const auto revision = Revision::open(bytes, path, Tables::as_needed);
        if (!revision)
            return std::unexpected(revision.error());
        const SignatureField* empty = nullptr;
        Coverage coverage;
        const auto fields = signature_fields(*revision);
        for (const auto& field : fields)
            if (field.value != 0)
                if (const auto found = read_coverage(*revision, field.value);
                    found && found->signature.find_first_not_of('\0') == std::string::npos) {
                    empty = &field;
                    coverage = *found;
                }
        if (empty == nullptr || coverage.end != bytes.size())
            return std::unexpected(key_error("not-prepared", trf("{} has no empty place for a signature at its end", path),
                                             tr("make one with 'planpaket sign --prepare'")));
        reservation.from = coverage.gap_from;
        reservation.to = coverage.gap_to;
    }
    reservation.bytes = std::move(bytes);
    const auto cms = read_cms(given);
    if (!cms)
        return foreign(cms.error());
    if (cms->size != given.size())
        return foreign(tr("bytes follow the signature"));
    if (!cms->has_attributes)
        return foreign(tr("the signature has no message digest"));
    if (const auto found = check_content(cms->cms.get(), *cms, {reservation.before(), reservation.after()});
        found.finding != Finding::good)
        return foreign(found.finding == Finding::wrong ? tr("it is of another document") : found.reason);
    if (cms->naming != Naming::strong)
        return foreign(tr("it does not name its certificate (signing-certificate-v2)"));
    if (cms->has_signing_time)
        return foreign(tr("it has a signing-time attribute, which PAdES forbids"));
    auto errors = check_certificate(cms->signer.get(), services.now);
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    std::string der(given);
    if (level != Level::b && cms->timestamp.empty()) {
        auto stamped = add_timestamp(given, timestamper(level, Digest::sha256, services));
        if (!stamped)
            return std::unexpected(std::move(stamped.error()));
        der = std::move(*stamped);
    }
    if (!fill(reservation, der))
        return std::unexpected(too_long(path, der.size(), reservation.room()));
    return extend(std::move(reservation.bytes), path, level, Digest::sha256, services);
}

} // namespace planpaket::signature
