#include "signature/verify.h"

#include "base/translate.h"
#include "signature/appendix.h"
#include "signature/cms.h"
#include "signature/coverage.h"
#include "signature/fields.h"
#include "signature/spelling.h"
#include "signature/timestamp.h"
#include "signature/validation_data.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// Each is hashed and compared by itself.
constexpr std::size_t most_signatures = 100;

/// "D:20261123120000Z" or with "+01'00'" (ISO 32000-1, 7.9.4).
std::optional<std::chrono::sys_seconds> read_date(std::string_view text) {
    if (text.starts_with("D:"))
        text.remove_prefix(2);
    const auto digits = [&](std::size_t at, std::size_t count) -> int {
        int value = -1;
        if (at + count > text.size())
            return -1;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value);
        return error == std::errc{} && end == text.data() + at + count ? value : -1;
    };
    const int year = digits(0, 4), month = digits(4, 2), day = digits(6, 2), hour = digits(8, 2), minute = digits(10, 2),
              second = digits(12, 2);
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(std::max(month, 0))),
                                           std::chrono::day(static_cast<unsigned>(std::max(day, 0))));
    if (year < 0 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return std::nullopt;
    auto time =
        std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    if (text.size() >= 17 && (text[14] == '+' || text[14] == '-')) {
        const int hours = digits(15, 2), minutes = text.size() >= 20 ? digits(18, 2) : 0;
        const auto offset = std::chrono::minutes(std::max(hours, 0) * 60 + std::max(minutes, 0));
        time += text[14] == '+' ? -offset : offset;
    }
    return time;
}

/// One signature on its way to a verdict.
struct Examination {
    SignatureReport report;
    Coverage coverage;
    std::unique_ptr<Revision> revision; ///< That was signed.
    std::optional<CmsSignature> cms;
    std::optional<Timestamp> timestamp; ///< The document's, or the signature's.
    bool is_pades = false;
    std::chrono::sys_seconds time{}; ///< For which its certificate was judged.
};

class Verification {
public:
    Verification(const Revision& whole, const Trust& trust, std::chrono::sys_seconds now, std::string path)
        : whole_(whole), former_(whole), trust_(trust), now_(now), path_(std::move(path)), data_(read_validation_data(whole)),
          own_(trust.lists.empty() ? RevocationData{} : data_.revocation), all_(data_.revocation, trust.lists) {}

    Report run() {
        Report report;
        std::vector<Examination> all;
        const auto fields = signature_fields(whole_);
        std::map<std::uint32_t, std::vector<SignatureField>> signed_fields;
        for (const auto& field : fields)
            if (field.value == 0)
                report.empty_fields.push_back(field.name);
            else
                signed_fields[field.value].push_back(field);
        for (const auto& [value, shown_in] : signed_fields) {
            Examination examination;
            for (const auto& field : shown_in)
                examination.report.field += (examination.report.field.empty() ? "" : ", ") + field.name;
            if (all.size() < most_signatures)
                examine(examination, shown_in);
            else
                worsen(examination.report, Verdict::invalid, trf("there are more than {} signatures", most_signatures));
            all.push_back(std::move(examination));
        }
        std::ranges::stable_sort(all, {}, [](const auto& each) { return each.coverage.end; });
        // The youngest first: a document timestamp proves that what it covers was there at its time, and so which certificates
        // counted then.
        auto control_time = now_;
        std::optional<std::chrono::sys_seconds> proof;
        for (auto each = all.rbegin(); each != all.rend(); ++each)
            judge(*each, control_time, proof);
        for (std::size_t i = 0; i < all.size(); ++i) {
            set_level(all, i);
            all[i].report.revision = i + 1;
            report.signatures.push_back(std::move(all[i].report));
        }
        report.verdict = report.signatures.empty() ? Verdict::invalid : Verdict::valid;
        for (const auto& each : report.signatures)
            report.verdict = std::max(report.verdict, each.verdict);
        return report;
    }

private:
    static void worsen(SignatureReport& report, Verdict verdict, const std::string& reason, const std::string& detail = {}) {
        report.verdict = std::max(report.verdict, verdict);
        if (std::ranges::find(report.reasons, reason, &Reason::text) == report.reasons.end())
            report.reasons.push_back({reason, detail});
    }

    /// Everything but trust: is it a signature of this file?
    void examine(Examination& examination, const std::vector<SignatureField>& fields) {
        auto& report = examination.report;
        report.verdict = Verdict::valid;
        const auto invalid = [&](const std::string& reason) { worsen(report, Verdict::invalid, reason); };
        const auto value = fields.front().value;
        const auto coverage = read_coverage(whole_, value);
        if (!coverage)
            return invalid(coverage.error());
        examination.coverage = *coverage;
        report.size = coverage->end;
        report.is_whole_file = coverage->end == whole_.bytes().size();
        const auto& dictionary = *whole_.get(value).as<Dictionary>();
        read_words(report, dictionary);
        const auto& kind = whole_.entry(dictionary, "SubFilter");
        report.is_timestamp = kind.is_name("ETSI.RFC3161");
        examination.is_pades = kind.is_name("ETSI.CAdES.detached");
        if (!report.is_timestamp && !examination.is_pades && !kind.is_name("adbe.pkcs7.detached"))
            return invalid(tr("it is of a kind that is not known here, or that rests on SHA-1"));
        read_contents(examination);
        compare(examination, fields);
    }

    void read_words(SignatureReport& report, const Dictionary& dictionary) const {
        for (const auto& [key, target] :
             {std::pair("Name", &report.name), std::pair("Reason", &report.reason), std::pair("Location", &report.location)})
            if (const auto* string = whole_.entry(dictionary, key).as<String>())
                *target = plain(*string);
        if (const auto* string = whole_.entry(dictionary, "M").as<String>())
            report.claimed = read_date(string->bytes);
    }

    /// The stretches that were signed.
    std::vector<std::string_view> signed_bytes(const Coverage& coverage) const {
        const auto bytes = whole_.bytes();
        return {bytes.substr(0, coverage.gap_from), bytes.substr(coverage.gap_to, coverage.end - coverage.gap_to)};
    }

    void read_contents(Examination& examination) {
        auto& report = examination.report;
        const auto invalid = [&](const std::string& reason) { worsen(report, Verdict::invalid, reason); };
        const auto& contents = examination.coverage.signature;
        std::size_t size = 0;
        if (report.is_timestamp) {
            auto timestamp = read_timestamp(contents);
            if (!timestamp)
                return invalid(timestamp.error());
            size = timestamp->size;
            if (timestamp->hash.function != nullptr &&
                digest_of(signed_bytes(examination.coverage), timestamp->hash) != timestamp->imprint)
                invalid(tr("the document was changed: its digest is not the signed one"));
            describe(report, timestamp->authority.get(), timestamp->hash);
            if (timestamp->undecided.empty())
                examination.timestamp = std::move(*timestamp);
            else
                worsen(report, Verdict::indeterminate, timestamp->undecided);
        } else {
            auto cms = read_cms(contents);
            if (!cms)
                return invalid(cms.error());
            size = cms->size;
            if (const auto found = check_content(cms->cms.get(), *cms, signed_bytes(examination.coverage));
                found.finding != Finding::good)
                worsen(report, found.finding == Finding::unsupported ? Verdict::indeterminate : Verdict::invalid, found.reason);
            describe(report, cms->signer.get(), cms->hash);
            note_naming(examination, *cms);
            if (!cms->timestamp.empty())
                read_signature_timestamp(examination, *cms);
            examination.cms = std::move(*cms);
        }
        if (contents.find_first_not_of('\0', size) != std::string::npos)
            invalid(tr("something else than zeros follows the signature in its place"));
    }

    /// ETSI EN 319 142-1, 5.3; ISO 32000-1, 12.8.3.3.1 asks for no such attribute.
    static void note_naming(Examination& examination, const CmsSignature& cms) {
        auto& report = examination.report;
        if (!cms.has_attributes)
            worsen(report, Verdict::valid_but, tr("it has no signed attributes"));
        switch (cms.naming) {
        case Naming::none:
            worsen(report, examination.is_pades ? Verdict::invalid : Verdict::valid_but,
                   tr("it does not name its certificate (signing-certificate-v2)"));
            break;
        case Naming::weak:
            worsen(report, Verdict::valid_but, tr("it names its certificate by SHA-1 only (signing-certificate)"));
            break;
        case Naming::strong:
            break;
        }
    }

    void read_signature_timestamp(Examination& examination, const CmsSignature& cms) {
        auto timestamp = read_timestamp(cms.timestamp);
        // Nobody signed it: who puts a bad one there takes the proof of time away, and nothing else.
        const auto proves_nothing = [&](const std::string& reason) {
            worsen(examination.report, Verdict::valid_but, trf("its timestamp proves nothing: {}", reason));
        };
        if (!timestamp)
            return proves_nothing(timestamp.error());
        if (timestamp->hash.function != nullptr && digest_of({cms.value}, timestamp->hash) != timestamp->imprint)
            return proves_nothing(tr("it is of another signature"));
        if (!timestamp->undecided.empty())
            return proves_nothing(timestamp->undecided);
        examination.timestamp = std::move(*timestamp);
    }

    static void describe(SignatureReport& report, const X509* certificate, const Hash& hash) {
        report.digest = hash.function != nullptr ? EVP_MD_get0_name(hash.function) : hash.name;
        report.signer = subject(certificate);
        report.issuer = issuer(certificate);
        report.fingerprint = signature::fingerprint(certificate);
    }

    /// The revision that was signed, held against the file as it is.
    void compare(Examination& examination, const std::vector<SignatureField>& shown_in) {
        auto& report = examination.report;
        const auto invalid = [&](const std::string& reason, const std::string& detail = {}) {
            worsen(report, Verdict::invalid, reason, detail);
        };
        const auto end = examination.coverage.end;
        auto revision = Revision::open(whole_.bytes().substr(0, end), path_);
        if (!revision)
            return invalid(tr("what was signed is no whole file"), revision.error().front().message);
        examination.revision = std::make_unique<Revision>(std::move(*revision));
        const auto& signed_revision = *examination.revision;
        const auto fields = signature_fields(signed_revision);
        Restrictions restricted;
        for (const auto& field : shown_in) {
            const auto then = std::ranges::find(fields, field.number, &SignatureField::number);
            const auto* object = signed_revision.find(field.value);
            if (then == fields.end() || then->value != field.value || object == nullptr ||
                object->from != whole_.find(field.value)->from)
                return invalid(tr("the signature was not part of what it signs"));
            restricted.add(restrictions(signed_revision, *then));
        }
        report.certification = certification(signed_revision);
        report.locks = restricted.locks;
        if (report.is_whole_file)
            return;
        for (const auto& reason : {unaccounted(whole_, end), misspelt(signed_revision, whole_)})
            if (!reason.empty())
                invalid(after_signing(report, tr("something was appended that does not belong to the document")), reason);
        report.changes = changes_between(signed_revision, whole_, restricted, former_);
        for (const auto& change : report.changes)
            note(report, change);
        for (const auto* each : {&signed_revision, &whole_})
            if (!each->damage().empty())
                invalid(tr("the file is damaged"), each->damage());
    }

    static std::string after_signing(const SignatureReport& report, const std::string& what) {
        if (report.signer.empty())
            return trf("{} after it was signed", what);
        return report.is_timestamp ? trf("{} after {} gave its timestamp", what, report.signer)
                                   : trf("{} after {} signed", what, report.signer);
    }

    static void note(SignatureReport& report, const Change& change) {
        if (!change.allowed)
            return worsen(report, Verdict::invalid, after_signing(report, change.what), change.detail);
        switch (change.kind) {
        case ChangeKind::signature:
        case ChangeKind::timestamp:
        case ChangeKind::validation_data:
        case ChangeKind::other:
            return;
        case ChangeKind::visible_field:
        case ChangeKind::metadata:
        case ChangeKind::form:
        case ChangeKind::annotation:
        case ChangeKind::script:
        case ChangeKind::unreached:
            return worsen(report, Verdict::valid_but, change.what, change.detail);
        }
    }

    /// Whom it is by, and since when it has been there.
    void judge(Examination& examination, std::chrono::sys_seconds& control_time, std::optional<std::chrono::sys_seconds>& proof) {
        auto& report = examination.report;
        auto time = control_time;
        auto proven = proof;
        if (const auto& timestamp = examination.timestamp; timestamp && (report.is_timestamp || examination.cms)) {
            const auto check = check_chain(timestamp->authority, with_known(timestamp->certificates), trust_.anchors, all_,
                                           control_time, Purpose::timestamping);
            const bool in_time = timestamp->time <= control_time + std::chrono::minutes(5);
            if (!in_time)
                worsen(report, Verdict::indeterminate, tr("the timestamp is of the future"));
            if (report.is_timestamp) {
                note_chain(report, check);
                report.timestamped_by = report.signer;
            }
            if (check.fault == ChainFault::none && check.standing != Standing::revoked && in_time) {
                report.timestamped_by = subject(timestamp->authority.get());
                proven = time = timestamp->time;
                if (!report.is_timestamp && check.standing == Standing::unknown)
                    worsen(report, Verdict::valid_but, trf("nothing says whether the certificate of {} was revoked", check.who));
            } else if (!report.is_timestamp) {
                worsen(report, Verdict::valid_but,
                       trf("its timestamp proves nothing: {}",
                           check.reason.empty() ? trf("the certificate of {} is revoked", check.who) : check.reason));
            }
        }
        if (proven)
            report.proven = proven;
        if (report.is_timestamp) {
            if (report.verdict <= Verdict::valid_but && proven) {
                control_time = time;
                proof = proven;
            }
            return;
        }
        if (!examination.cms)
            return;
        examination.time = time;
        const auto check = check_signer(examination, all_);
        note_chain(report, check);
        if (!proven && report.verdict < Verdict::indeterminate)
            worsen(report, Verdict::valid_but, tr("no timestamp proves when it was made"));
        if (!examination.is_pades)
            worsen(report, Verdict::valid_but, tr("it is no PAdES baseline signature"));
        else if (examination.cms->has_signing_time)
            worsen(report, Verdict::valid_but, tr("it has a signing-time attribute, which PAdES forbids"));
    }

    ChainCheck check_signer(const Examination& examination, const Statements& statements) const {
        return check_chain(examination.cms->signer, with_known(examination.cms->certificates), trust_.anchors, statements,
                           examination.time, Purpose::signing);
    }

    Certificates with_known(Certificates certificates) const {
        if (data_.certificates.size() <= most_certificates)
            add_new(certificates, data_.certificates);
        return certificates;
    }

    void note_chain(SignatureReport& report, const ChainCheck& check) const {
        for (const auto& each : check.chain)
            report.chain.push_back(subject(each.get()));
        report.is_trusted = check.fault == ChainFault::none;
        report.standing = report.is_trusted ? check.standing : Standing::unknown;
        if (trust_.anchors.empty())
            return worsen(report, Verdict::indeterminate, tr("no trusted certificates were given: see --trust"));
        if (data_.certificates.size() > most_certificates)
            worsen(report, Verdict::indeterminate,
                   trf("the file brings more than {} certificates along; they are not read", most_certificates));
        if (all_.are_too_many())
            worsen(report, Verdict::indeterminate,
                   trf("the file brings more than {} OCSP responses and revocation lists along; they are not read",
                       most_statements));
        switch (check.fault) {
        case ChainFault::none:
            break;
        case ChainFault::no_anchor:
        case ChainFault::expired:
        case ChainFault::not_yet_valid:
            return worsen(report, Verdict::indeterminate, check.reason);
        case ChainFault::unusable:
            return worsen(report, Verdict::invalid, check.reason);
        }
        switch (check.standing) {
        case Standing::good:
            break;
        case Standing::unknown:
            worsen(report, Verdict::valid_but, trf("nothing says whether the certificate of {} was revoked", check.who));
            break;
        case Standing::revoked:
            worsen(report, Verdict::invalid, trf("the certificate of {} was revoked on {}", check.who, shown(check.revoked_at)));
            break;
        }
    }

    /// ETSI EN 319 142-1, 6.3: what a signature has of its own, and what later revisions brought it.
    void set_level(std::vector<Examination>& all, std::size_t i) const {
        auto& own = all[i];
        if (!own.is_pades || !own.cms || own.cms->naming != Naming::strong || !own.cms->undecided.empty() ||
            own.cms->has_signing_time || !own.report.claimed)
            return;
        own.report.level = Level::b;
        const auto covering =
            std::ranges::find_if(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(), [](const auto& each) {
                return each.report.is_timestamp && each.timestamp && each.report.verdict < Verdict::invalid;
            });
        if (!own.timestamp && covering == all.end())
            return;
        own.report.level = Level::t;
        // The file itself has to say so: a list that the verifier has is not there for the next one.
        if (!data_.present || own.report.standing != Standing::good ||
            (!trust_.lists.empty() && check_signer(own, own_).standing != Standing::good))
            return;
        own.report.level = Level::lt;
        for (auto each = covering; each != all.end(); ++each)
            if (each->report.is_timestamp && each->revision && read_validation_data(*each->revision).present)
                own.report.level = Level::lta;
    }

    const Revision& whole_;
    FormerRevisions former_; ///< Of the whole.
    const Trust& trust_;
    std::chrono::sys_seconds now_;
    std::string path_;
    ValidationData data_; ///< The file's own.
    Statements own_;      ///< Those in it, where there are others.
    Statements all_;      ///< With what else is known.
};

} // namespace

base::Result<Report> verify(std::string_view bytes, const std::string& path, const Trust& trust, std::chrono::sys_seconds now) {
    const auto whole = Revision::open(bytes, path);
    if (!whole)
        return std::unexpected(whole.error());
    auto report = Verification(*whole, trust, now, path).run();
    if (!whole->damage().empty() && report.signatures.empty())
        return std::unexpected(
            key_error("damaged-pdf", trf("{} is damaged: {}", path, whole->damage()),
                      tr("get the file anew from where it came; a damaged file is neither signed nor trusted")));
    if (!whole->damage().empty()) {
        report.verdict = Verdict::invalid;
        for (auto& each : report.signatures) {
            each.verdict = Verdict::invalid;
            each.reasons.push_back({tr("the file is damaged"), whole->damage()});
        }
    }
    return report;
}

} // namespace planpaket::signature
