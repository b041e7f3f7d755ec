#include "signature/validation_data.h"

#include "base/translate.h"
#include "signature/cms.h"
#include "signature/coverage.h"
#include "signature/fields.h"
#include "signature/timestamp.h"
#include "signature/update.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <openssl/err.h>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

std::vector<std::string> streams(const Revision& revision, const Dictionary& store, const char* key) {
    std::vector<std::string> out;
    for (const auto& each : revision.array(store, key))
        if (const auto* reference = each.as<Reference>())
            if (const auto* stream = revision.find(reference->number); stream != nullptr && stream->is_stream)
                if (auto bytes = revision.stream_bytes(*stream))
                    out.push_back(std::move(*bytes));
    return out;
}

/// The HTTP addresses of an authority's information (RFC 5280, 4.2.2.1).
std::vector<std::string> information_addresses(X509* certificate, int method) {
    const Owned<AUTHORITY_INFO_ACCESS> all(
        static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
    std::vector<std::string> out;
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(all.get()); ++i) {
        const auto* each = sk_ACCESS_DESCRIPTION_value(all.get(), i);
        if (OBJ_obj2nid(each->method) == method && each->location->type == GEN_URI) {
            const auto* uri = each->location->d.uniformResourceIdentifier;
            out.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                             static_cast<std::size_t>(ASN1_STRING_length(uri)));
        }
    }
    return out;
}

/// Where lists of revoked certificates are (RFC 5280, 4.2.1.13).
std::vector<std::string> list_addresses(X509* certificate) {
    const Owned<STACK_OF(DIST_POINT)> points(
        static_cast<STACK_OF(DIST_POINT)*>(X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
    std::vector<std::string> out;
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const auto* name = sk_DIST_POINT_value(points.get(), i)->distpoint;
        if (name == nullptr || name->type != 0)
            continue;
        for (int k = 0; k < sk_GENERAL_NAME_num(name->name.fullname); ++k) {
            const auto* each = sk_GENERAL_NAME_value(name->name.fullname, k);
            if (each->type == GEN_URI)
                out.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(each->d.uniformResourceIdentifier)),
                                 static_cast<std::size_t>(ASN1_STRING_length(each->d.uniformResourceIdentifier)));
        }
    }
    return out;
}

/// Collects for one file.
class Collection {
public:
    Collection(const network::Http& http, const Certificates& known, ValidationData& data, std::chrono::sys_seconds now)
        : http_(http), known_(known), data_(data), now_(now) {}

    /// The chain of a certificate, with statements on each of its members.
    void collect(const Certificate& certificate, Certificates pool) {
        add_new(pool, known_);
        add_new(pool, data_.certificates);
        auto at = certificate;
        for (int depth = 0; depth < 12; ++depth) {
            note(at);
            if (is_self_signed(at.get()) || contains(known_, at.get()))
                return;
            const auto issuer = find_issuer(at, pool);
            if (!issuer) {
                errors_ =
                    key_error("no-revocation-data", trf("the issuer of the certificate of {} is not known", subject(at.get())),
                              tr("give its certificate along with --cert, or in the folder of --trust"));
                return;
            }
            state(at.get(), issuer.get());
            at = issuer;
        }
    }

    const base::Diagnostics& errors() const { return errors_; }
    Certificates certificates;          ///< All that were met, in order.
    std::vector<std::string> responses; ///< All that were used, in order.
    std::vector<std::string> lists;

private:
    void note(const Certificate& certificate) { add_new(certificates, {certificate}); }

    Certificate find_issuer(const Certificate& certificate, const Certificates& pool) {
        for (const auto& each : pool)
            if (is_issued_by(certificate.get(), each.get()))
                return each;
        for (const auto& url : information_addresses(certificate.get(), NID_ad_ca_issuers)) {
            const auto bytes = http_({.url = url, .media_type = {}, .body = {}, .expected = {}});
            auto found = bytes ? from_der<X509>(*bytes, d2i_X509) : nullptr;
            if (found && is_issued_by(certificate.get(), found.get()))
                return own(found.release());
        }
        return nullptr;
    }

    /// A statement that the certificate is good: one that is there already, a fresh OCSP response, or a list.
    void state(X509* certificate, X509* issuer) {
        auto standing = Standing::unknown;
        const auto use = [&](const std::string& bytes, const Statement& statement, std::vector<std::string>& to) {
            if (statement.standing == Standing::unknown)
                return false;
            standing = statement.standing;
            if (std::ranges::find(to, bytes) == to.end())
                to.push_back(bytes);
            return true;
        };
        const auto use_response = [&](const std::string& bytes) {
            return use(bytes, by_response(bytes, certificate, issuer, now_), responses);
        };
        const auto use_list = [&](const std::string& bytes) {
            return use(bytes, by_list(bytes, certificate, issuer, now_), lists);
        };
        std::string hindrance;
        const auto fetch = [&](const network::HttpRequest& request, const auto& take) {
            const auto bytes = http_(request);
            if (!bytes)
                hindrance = bytes.error().front().message;
            return bytes && take(*bytes);
        };
        const bool stated =
            std::ranges::any_of(responses, use_response) || std::ranges::any_of(lists, use_list) ||
            std::ranges::any_of(information_addresses(certificate, NID_ad_OCSP),
                                [&](const auto& url) { return fetch(question(url, certificate, issuer), use_response); }) ||
            std::ranges::any_of(list_addresses(certificate), [&](const auto& url) {
                return fetch({.url = url, .media_type = {}, .body = {}, .expected = {}}, use_list);
            });
        if (standing == Standing::revoked)
            errors_ = key_error("revoked-certificate", trf("the certificate of {} is revoked", subject(certificate)),
                                tr("sign with a certificate that is in force"));
        else if (!stated)
            errors_ =
                key_error("no-revocation-data",
                          hindrance.empty()
                              ? trf("nothing says whether the certificate of {} is revoked", subject(certificate))
                              : trf("nothing says whether the certificate of {} is revoked: {}", subject(certificate), hindrance),
                          tr("sign at level b-t instead, or ask its issuer for an OCSP or CRL address"));
    }

    static network::HttpRequest question(const std::string& url, X509* certificate, X509* issuer) {
        const Owned<OCSP_REQUEST> request(OCSP_REQUEST_new());
        // Responders know certificates by SHA-1 (RFC 5019, 2.1.1); nothing is signed by it.
        if (auto* id = OCSP_cert_to_id(EVP_sha1(), certificate, issuer);
            id != nullptr && OCSP_request_add0_id(request.get(), id) == nullptr)
            OCSP_CERTID_free(id);
        return {.url = url,
                .media_type = "application/ocsp-request",
                .body = der(request.get(), i2d_OCSP_REQUEST),
                .expected = "application/ocsp-response"};
    }

    const network::Http& http_;
    const Certificates& known_;
    ValidationData& data_;
    std::chrono::sys_seconds now_;
    base::Diagnostics errors_;
};

/// A signature's name in the store: SHA-1 of its contents, by the standard's choice; nothing rests on it.
std::string store_key(const std::string& signature) {
    std::string key;
    for (const char c : digest_of({signature}, EVP_sha1()))
        key += fmt::format("{:02X}", static_cast<unsigned char>(c));
    return key;
}

/// Writes the store with what is new.
class StoreWriter {
public:
    explicit StoreWriter(const Revision& revision) : revision_(revision), update_(revision) {}

    void add(const std::string& signature, const Collection& collected) {
        Dictionary related;
        const auto put = [&](const char* key, const char* own_key, const std::vector<std::string>& items) {
            if (items.empty())
                return;
            Array references;
            for (const auto& item : items)
                references.push_back(reference(stream_of(key, item)));
            related.set(own_key, {std::move(references)});
        };
        std::vector<std::string> certificates;
        for (const auto& each : collected.certificates)
            certificates.push_back(der(each));
        put("Certs", "Cert", certificates);
        put("OCSPs", "OCSP", collected.responses);
        put("CRLs", "CRL", collected.lists);
        related_.set(store_key(signature), reference(update_.add(related)));
    }

    std::string write() {
        auto catalog = update_.current(revision_.root().number);
        auto store = revision_.dictionary(catalog, "DSS");
        store.set("Type", name("DSS"));
        for (const char* key : {"Certs", "OCSPs", "CRLs"}) {
            auto list = revision_.array(store, key);
            for (const auto number : added_[key])
                list.push_back(reference(number));
            if (!list.empty())
                store.set(key, {std::move(list)});
        }
        auto all = revision_.dictionary(store, "VRI");
        for (const auto& entry : related_.entries)
            all.set(entry.key, entry.value);
        store.set("VRI", {std::move(all)});
        catalog.set("DSS", reference(update_.add(store)));
        update_.set(revision_.root().number, catalog);
        return update_.write();
    }

    bool is_full() const { return update_.is_full(); }

private:
    std::uint32_t stream_of(const char* key, const std::string& bytes) {
        if (const auto known = numbers_.find(bytes); known != numbers_.end())
            return known->second;
        for (const auto& each : revision_.array(revision_.dictionary(revision_.catalog(), "DSS"), key))
            if (const auto* there = each.as<Reference>())
                if (const auto* stream = revision_.find(there->number);
                    stream != nullptr && stream->is_stream && revision_.stream_bytes(*stream) == bytes)
                    return numbers_[bytes] = there->number;
        const auto number = update_.add_stream({}, bytes);
        added_[key].push_back(number);
        return numbers_[bytes] = number;
    }

    const Revision& revision_;
    Update update_;
    Dictionary related_;
    std::map<std::string, std::uint32_t> numbers_;
    std::map<std::string, std::vector<std::uint32_t>> added_;
};

} // namespace

ValidationData read_validation_data(const Revision& revision) {
    ValidationData data;
    const auto& store = revision.dictionary(revision.catalog(), "DSS");
    data.present = !store.entries.empty();
    for (const auto& bytes : streams(revision, store, "Certs"))
        if (auto certificate = from_der<X509>(bytes, d2i_X509))
            data.certificates.push_back(own(certificate.release()));
    data.revocation.responses = streams(revision, store, "OCSPs");
    data.revocation.lists = streams(revision, store, "CRLs");
    ERR_clear_error();
    return data;
}

base::Result<std::string> add_validation_data(std::string bytes, const std::string& path, const network::Http& http,
                                              const Certificates& known, std::chrono::sys_seconds now) {
    const auto revision = Revision::open(bytes, path, Tables::as_needed);
    if (!revision)
        return std::unexpected(revision.error());
    auto data = read_validation_data(*revision);
    StoreWriter writer(*revision);
    std::size_t count = 0;
    for (const auto& field : signature_fields(*revision)) {
        if (field.value == 0)
            continue;
        const auto unusable = [&](const std::string& reason) {
            return std::unexpected(key_error("unusable-signature",
                                             trf("the signature '{}' of {} cannot be used: {}", field.name, path, reason),
                                             tr("see what 'planpaket verify' says of it")));
        };
        const auto coverage = read_coverage(*revision, field.value);
        if (!coverage)
            return unusable(coverage.error());
        ++count;
        // What was collected once stays: years later nobody may answer any more.
        if (revision->dictionary(revision->dictionary(revision->catalog(), "DSS"), "VRI").find(store_key(coverage->signature)) !=
            nullptr)
            continue;
        Collection collection(http, known, data, now);
        const auto& dictionary = *revision->get(field.value).as<Dictionary>();
        std::string token = coverage->signature;
        if (!revision->entry(dictionary, "SubFilter").is_name("ETSI.RFC3161")) {
            const auto cms = read_cms(coverage->signature);
            if (!cms)
                return unusable(cms.error());
            collection.collect(cms->signer, cms->certificates);
            token = cms->timestamp;
        }
        if (!token.empty()) {
            const auto timestamp = read_timestamp(token);
            if (!timestamp)
                return unusable(timestamp.error());
            collection.collect(timestamp->authority, timestamp->certificates);
        }
        if (!collection.errors().empty())
            return std::unexpected(collection.errors());
        writer.add(coverage->signature, collection);
        add_new(data.certificates, collection.certificates);
    }
    if (count == 0)
        return std::unexpected(key_error("no-signature", trf("{} is not signed", path), tr("sign it first")));
    bytes += writer.write();
    if (writer.is_full())
        return std::unexpected(
            key_error("damaged-pdf", trf("{} is damaged: {}", path, tr("it leaves no number for another object")),
                      tr("get the file anew from where it came; a damaged file is neither signed nor trusted")));
    return bytes;
}

} // namespace planpaket::signature
