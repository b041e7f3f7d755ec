#include "signature/signer_info.h"

#include "base/translate.h"

#include <algorithm>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

std::string length_bytes(std::size_t size) {
    if (size < 0x80)
        return {static_cast<char>(size)};
    std::string digits;
    for (; size > 0; size >>= 8U)
        digits.insert(digits.begin(), static_cast<char>(size & 0xFFU));
    return static_cast<char>(0x80U | digits.size()) + digits;
}

std::string set_of(const std::vector<std::string>& members) {
    std::string body;
    for (const auto& member : members)
        body += member;
    return "\x31" + length_bytes(body.size()) + body;
}

std::vector<std::string> attributes(const CMS_SignerInfo* signer) {
    std::vector<std::string> members;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
        members.push_back(der(CMS_signed_get_attr(signer, i), i2d_X509_ATTRIBUTE));
    return members;
}

/// IssuerSerial (RFC 5035, 5): the certificate's issuer and number.
bool is_issuer_serial(std::string_view bytes, const X509* certificate) {
    const auto parts = members(bytes);
    const auto* serial = sk_ASN1_TYPE_value(parts.get(), 1);
    if (serial == nullptr || serial->type != V_ASN1_INTEGER ||
        ASN1_INTEGER_cmp(serial->value.integer, X509_get0_serialNumber(certificate)) != 0)
        return false;
    const auto names = from_der<STACK_OF(GENERAL_NAME)>(member(parts, 0, V_ASN1_SEQUENCE).value_or(""), d2i_GENERAL_NAMES);
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i)
        if (const auto* each = sk_GENERAL_NAME_value(names.get(), i);
            each->type == GEN_DIRNAME && X509_NAME_cmp(each->d.directoryName, X509_get_issuer_name(certificate)) == 0)
            return true;
    return false;
}

/// A signing-certificate attribute of either version (RFC 5035, 3 and 4). Its first entry is the signer's; those that follow
/// limit the chain, which nobody does. None if it names another certificate.
std::optional<Naming> naming_by(std::string_view attribute, const char* usual_digest, const X509* signer) {
    const auto entries = members(member(members(attribute), 0, V_ASN1_SEQUENCE).value_or(""));
    const auto entry = members(member(entries, 0, V_ASN1_SEQUENCE).value_or(""));
    const Owned<X509_ALGOR> usual(X509_ALGOR_new());
    X509_ALGOR_set0(usual.get(), OBJ_txt2obj(usual_digest, 1), V_ASN1_UNDEF, nullptr);
    auto hash = hash_of(usual.get());
    int at = 0;
    if (const auto named = member(entry, 0, V_ASN1_SEQUENCE)) {
        const auto identifier = from_der<X509_ALGOR>(*named, d2i_X509_ALGOR);
        if (!identifier)
            return std::nullopt;
        hash = hash_of(identifier.get());
        ++at;
    }
    const bool is_sha1 = hash.name == "sha1";
    if (is_sha1)
        hash.function = EVP_sha1();
    const auto digest = member(entry, at, V_ASN1_OCTET_STRING);
    const auto issuer_serial = member(entry, at + 1, V_ASN1_SEQUENCE);
    if (!digest || (issuer_serial && !is_issuer_serial(*issuer_serial, signer)))
        return std::nullopt;
    if (hash.function == nullptr)
        return Naming::none;
    if (*digest != digest_of({der(signer, i2d_X509)}, hash))
        return std::nullopt;
    return is_sha1 ? Naming::weak : Naming::strong;
}

/// What all such attributes say together.
std::optional<Naming> naming_of(const CMS_SignerInfo* info, const X509* signer) {
    auto best = Naming::none;
    for (const auto& [nid, usual_digest] : {std::pair(NID_id_smime_aa_signingCertificate, "1.3.14.3.2.26"),
                                            std::pair(NID_id_smime_aa_signingCertificateV2, "2.16.840.1.101.3.4.2.1")}) {
        if (CMS_signed_get_attr_by_NID(info, nid, -1) < 0)
            continue;
        const auto* value =
            static_cast<const ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE));
        const auto naming = naming_by(bytes_of(value), usual_digest, signer);
        if (!naming)
            return std::nullopt;
        best = std::max(best, *naming);
    }
    return best;
}

ValueCheck check(CMS_SignerInfo* info, const SignerInfo& read, const std::vector<std::string_view>& pieces) {
    X509_ALGOR *digest = nullptr, *algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest, &algorithm);
    return check_value(read.signer.get(), algorithm, digest, read.value, pieces);
}

/// /// What is signed is their DER, in which a SET is sorted, whatever order they are written in (RFC 5652, 5.4).
ValueCheck check_attributes(CMS_SignerInfo* info, const SignerInfo& read) {
    return check(info, read, {signed_attributes(info)});
}

} // namespace

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
    auto* signers = CMS_get0_SignerInfos(cms);
    return sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
}

std::string signed_attributes(const CMS_SignerInfo* signer) {
    auto members = attributes(signer);
    std::ranges::sort(members);
    return set_of(members);
}

std::expected<SignerInfo, std::string> read_signer(CMS_ContentInfo* cms, int content_type) {
    const ErrorsForgotten forgotten;
    const auto refuse = [](const std::string& reason) { return std::unexpected(reason); };
    auto* info = only_signer(cms);
    if (info == nullptr)
        return refuse(tr("the signature does not have exactly one signer"));
    SignerInfo read;
    const Owned<STACK_OF(X509)> certificates(CMS_get1_certs(cms));
    for (int i = 0; i < sk_X509_num(certificates.get()); ++i) {
        auto certificate = share(sk_X509_value(certificates.get(), i));
        if (!read.signer && CMS_SignerInfo_cert_cmp(info, certificate.get()) == 0)
            read.signer = certificate;
        if (read.certificates.size() < most_certificates)
            read.certificates.push_back(std::move(certificate));
        else
            read.undecided = trf("it brings more than {} certificates along; the others are not read", most_certificates);
    }
    if (!read.signer)
        return refuse(tr("the signer's certificate is not in the signature"));
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest, nullptr);
    read.hash = hash_of(digest);
    read.value = bytes_of(CMS_SignerInfo_get0_signature(info));
    read.has_attributes = CMS_signed_get_attr_count(info) > 0;
    const bool is_of_type = OBJ_obj2nid(CMS_get0_eContentType(cms)) == content_type;
    if (!read.has_attributes)
        return is_of_type ? std::expected<SignerInfo, std::string>(std::move(read))
                          : refuse(tr("the signature is of something else than a document"));
    const auto* message_digest = static_cast<const ASN1_OCTET_STRING*>(
        CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    if (message_digest == nullptr)
        return refuse(tr("the signature has no message digest"));
    read.message_digest = bytes_of(message_digest);
    const auto* type =
        static_cast<const ASN1_OBJECT*>(CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
    if (!is_of_type || type == nullptr || OBJ_obj2nid(type) != content_type)
        return refuse(tr("the signature is of something else than a document"));
    const auto found = check_attributes(info, read);
    if (found.finding == Finding::unsupported)
        read.undecided = found.reason;
    else if (found.finding != Finding::good)
        return refuse(found.reason);
    const auto naming = naming_of(info, read.signer.get());
    if (!naming)
        return refuse(tr("it names another certificate than the signer's"));
    read.naming = *naming;
    return read;
}

ValueCheck check_content(CMS_ContentInfo* cms, const SignerInfo& info, const std::vector<std::string_view>& pieces) {
    if (!info.has_attributes)
        if (auto found = check(only_signer(cms), info, pieces); found.finding != Finding::good)
            return found;
    if (info.has_attributes && info.hash.function != nullptr && digest_of(pieces, info.hash) != info.message_digest)
        return {Finding::wrong, tr("the document was changed: its digest is not the signed one")};
    return info.undecided.empty() ? ValueCheck{} : ValueCheck{Finding::unsupported, info.undecided};
}

} // namespace planpaket::signature
