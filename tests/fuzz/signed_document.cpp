#include "signed_document.h"

#include "signature/fields.h"
#include "signature/signing.h"
#include "signature/tolerances.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <sanitizer/lsan_interface.h>
#include <set>

namespace planpaket::fuzz {

using namespace signature;

namespace {

class MemoryKey : public Key {
public:
    explicit MemoryKey(EVP_PKEY* key) : key_(key) {}
    base::Result<std::string> sign(std::string_view bytes, const Algorithm& algorithm) const override {
        const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        std::string out(128, '\0');
        std::size_t size = out.size();
        if (EVP_DigestSignInit(context.get(), nullptr, evp(algorithm.digest), nullptr, key_) != 1 ||
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) != 1)
            std::abort();
        out.resize(size);
        return out;
    }

private:
    EVP_PKEY* key_;
};

void extend(X509* certificate, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    auto* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    if (extension == nullptr || X509_add_ext(certificate, extension, -1) != 1)
        std::abort();
    X509_EXTENSION_free(extension);
}

X509_NAME* name_of(const char* words) {
    auto* name = X509_NAME_new();
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(words), -1, -1, 0);
    return name;
}

constexpr long day = 24 * 60 * 60;

X509* certify(const char* subject, EVP_PKEY* key, EVP_PKEY* issuer, bool is_authority) {
    auto* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), is_authority ? 1 : 2);
    ASN1_TIME_set(X509_getm_notBefore(certificate), now.time_since_epoch().count() - 300 * day);
    ASN1_TIME_set(X509_getm_notAfter(certificate), now.time_since_epoch().count() + 300 * day);
    X509_set_issuer_name(certificate, name_of("Authority"));
    X509_set_subject_name(certificate, name_of(subject));
    X509_set_pubkey(certificate, key);
    extend(certificate, NID_basic_constraints, is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(certificate, NID_key_usage,
           is_authority ? "critical,keyCertSign,cRLSign,digitalSignature" : "critical,nonRepudiation");
    X509_sign(certificate, issuer, EVP_sha256());
    return certificate;
}

std::string list(const X509* signer, EVP_PKEY* issuer, bool is_revoked) {
    const Owned<X509_CRL> list(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), name_of("Authority"));
    auto* time = ASN1_TIME_set(nullptr, now.time_since_epoch().count() - day);
    X509_CRL_set1_lastUpdate(list.get(), time);
    if (is_revoked) {
        auto* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(signer)));
        X509_REVOKED_set_revocationDate(entry, time);
        X509_CRL_add0_revoked(list.get(), entry);
    }
    ASN1_TIME_set(time, now.time_since_epoch().count() + 30 * day);
    X509_CRL_set1_nextUpdate(list.get(), time);
    X509_CRL_sign(list.get(), issuer, EVP_sha256());
    return der(list.get(), i2d_X509_CRL);
}

std::string response(X509* signer, X509* authority, EVP_PKEY* issuer) {
    auto* basic = OCSP_BASICRESP_new();
    auto* from = ASN1_TIME_set(nullptr, now.time_since_epoch().count() - day);
    auto* until = ASN1_TIME_set(nullptr, now.time_since_epoch().count() + 30 * day);
    OCSP_basic_add1_status(basic, OCSP_cert_to_id(EVP_sha1(), signer, authority), V_OCSP_CERTSTATUS_GOOD, 0, nullptr, from,
                           until);
    OCSP_basic_sign(basic, authority, issuer, EVP_sha256(), nullptr, 0);
    return der(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic), i2d_OCSP_RESPONSE);
}

World make() {
    const __lsan::ScopedDisabler kept; // for as long as the program runs
    auto* authority_key = EVP_EC_gen("P-256");
    auto* signer_key = EVP_EC_gen("P-256");
    auto* authority = certify("Authority", authority_key, authority_key, true);
    auto* signer = certify("Signer", signer_key, authority_key, false);
    World world;
    world.good_list = list(signer, authority_key, false);
    world.revoked_list = list(signer, authority_key, true);
    world.response = response(signer, authority, authority_key);
    world.authority = der(authority, i2d_X509);
    world.signer.key = std::make_unique<MemoryKey>(signer_key);
    world.signer.certificate = own(signer);
    world.trust.anchors.push_back(own(authority));
    ERR_clear_error();
    return world;
}

/// Walks two revisions side by side.
class Difference {
public:
    Difference(const Revision& before, const Revision& after) : before_(before), after_(after) {}

    std::string run() {
        for (const auto number : page_objects(before_))
            pages_.insert(before_.get(number).as<Dictionary>());
        for (const auto& entry : after_.trailer().entries)
            if (!is_one_of(entry.key, {"Size", "Prev", "ID", "Root", "Info", "XRefStm", "Type", "W", "Index", "Filter",
                                       "DecodeParms", "Length"}) &&
                before_.trailer().find(entry.key) == nullptr)
                return "trailer /" + entry.key;
        compare(before_.catalog(), after_.catalog(), "catalog",
                {"AcroForm", "DSS", "Metadata", "Extensions", "Version", "StructTreeRoot"});
        while (!waiting_.empty() && found_.empty()) {
            const auto [a, b] = waiting_.back();
            waiting_.pop_back();
            follow(a, b);
        }
        return found_;
    }

private:
    static bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
        return std::ranges::find(keys, key) != keys.end();
    }
    void found(const std::string& where) {
        if (found_.empty())
            found_ = where;
    }

    void compare(const Dictionary& a, const Dictionary& b, const std::string& where,
                 std::initializer_list<std::string_view> but) {
        for (const auto& entry : a.entries)
            if (!is_one_of(entry.key, but) && !is_link(role_of_entry(Role::plain, entry.key))) {
                if (const auto* other = b.find(entry.key))
                    compare(entry.value, *other, where + " /" + entry.key);
                else if (!before_.resolve(entry.value).is_null())
                    found(where + " lost /" + entry.key);
            }
        for (const auto& entry : b.entries)
            if (!is_one_of(entry.key, but) && a.find(entry.key) == nullptr && !after_.resolve(entry.value).is_null())
                found(where + " got /" + entry.key);
    }

    void compare(const Object& a, const Object& b, const std::string& where) {
        const auto *x = a.as<Reference>(), *y = b.as<Reference>();
        if (x != nullptr && y != nullptr) {
            if (seen_.emplace(x->number, y->number).second)
                waiting_.emplace_back(*x, *y);
            return;
        }
        const auto &one = before_.resolve(a), &other = after_.resolve(b);
        if (x != nullptr || y != nullptr) {
            if (is_stream(before_, x) || is_stream(after_, y))
                return found(where + " is a stream only in one");
        }
        compare_values(one, other, where);
    }

    static bool is_stream(const Revision& revision, const Reference* reference) {
        const auto* indirect = reference != nullptr ? revision.find(reference->number) : nullptr;
        return indirect != nullptr && indirect->is_stream;
    }

    void compare_values(const Object& a, const Object& b, const std::string& where) {
        if (where.size() > 4000) // inline objects in a circle of references
            return;
        if (const auto* x = a.as<Dictionary>(), *y = b.as<Dictionary>(); x != nullptr && y != nullptr) {
            if (pages_.contains(x))
                return compare(*x, *y, where + " page", {"Annots", "Tabs", "StructParents"});
            return compare(*x, *y, where, {});
        }
        if (const auto* x = a.as<Array>(), *y = b.as<Array>(); x != nullptr && y != nullptr) {
            if (x->size() != y->size())
                return found(where + " is of another length");
            for (std::size_t i = 0; i < x->size(); ++i)
                compare((*x)[i], (*y)[i], where);
            return;
        }
        if (const auto* x = a.as<Number>(), *y = b.as<Number>(); x != nullptr && y != nullptr) {
            if (std::strtod(x->text.c_str(), nullptr) != std::strtod(y->text.c_str(), nullptr))
                found(where + " is another number");
            return;
        }
        if (a != b)
            found(where + " is another");
    }

    void follow(Reference a, Reference b) {
        const auto *x = before_.find(a.number), *y = after_.find(b.number);
        const bool one = x != nullptr && x->id == a, other = y != nullptr && y->id == b;
        const auto where = "object " + std::to_string(a.number);
        if (one != other)
            return found(where + " is only in one");
        if (!one)
            return;
        if (x->is_stream != y->is_stream ||
            before_.bytes().substr(x->data_from, x->data_size) != after_.bytes().substr(y->data_from, y->data_size))
            return found(where + " has other bytes");
        compare_values(x->object, y->object, where);
    }

    const Revision& before_;
    const Revision& after_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
    std::vector<std::pair<Reference, Reference>> waiting_;
    std::set<const Dictionary*> pages_;
    std::string found_;
};

/// The annotations of all pages that have an area.
std::set<std::uint32_t> visible_annotations(const Revision& revision) {
    std::set<std::uint32_t> out, seen;
    std::vector<Object> waiting;
    if (const auto* pages = revision.catalog().find("Pages"))
        waiting.push_back(*pages);
    while (!waiting.empty() && seen.size() < 1000) {
        const auto object = waiting.back();
        waiting.pop_back();
        const auto* reference = object.as<Reference>();
        const auto* node = revision.resolve(object).as<Dictionary>();
        if (reference == nullptr || node == nullptr || !seen.insert(reference->number).second)
            continue;
        const auto& kids = revision.array(*node, "Kids");
        if (waiting.size() < 1000)
            waiting.insert(waiting.end(), kids.begin(), kids.end());
        for (const auto& each : revision.array(*node, "Annots")) {
            const auto* annotation = revision.resolve(each).as<Dictionary>();
            const auto* number = each.as<Reference>();
            if (annotation == nullptr || number == nullptr)
                continue;
            const auto& corners = revision.array(*annotation, "Rect");
            std::array<double, 4> at{};
            for (std::size_t i = 0; i < 4 && corners.size() == 4; ++i)
                if (const auto* corner = revision.resolve(corners[i]).as<Number>())
                    at[i] = std::strtod(corner->text.c_str(), nullptr);
            if (at[0] != at[2] && at[1] != at[3])
                out.insert(number->number);
        }
    }
    return out;
}

} // namespace

const World& world() {
    static const World made = make();
    return made;
}

std::optional<std::string> sign(std::string bytes, bool is_visible) {
    Signing signing;
    signing.request.time = now;
    if (is_visible)
        signing.request.place = SealPlace{.page = -1, .rectangle = {10, 10, 100, 50}};
    signing.algorithm = {Scheme::ecdsa, Digest::sha256};
    const Services services{.http = {}, .timestamp_authority = {}, .known = {}, .now = now};
    auto signed_bytes = signature::sign(std::move(bytes), "file.pdf", world().signer, signing, services);
    return signed_bytes ? std::optional(std::move(*signed_bytes)) : std::nullopt;
}

std::string visible_difference(const Revision& before, const Revision& after) {
    return Difference(before, after).run();
}

std::size_t new_visible_annotations(const Revision& before, const Revision& after) {
    const auto was = visible_annotations(before);
    return static_cast<std::size_t>(
        std::ranges::count_if(visible_annotations(after), [&](auto each) { return !was.contains(each); }));
}

} // namespace planpaket::fuzz
