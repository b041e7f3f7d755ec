#include "signature/algorithms.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace planpaket::signature {

namespace {

std::string text_of(const ASN1_OBJECT* object, bool as_numbers) {
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, as_numbers ? 1 : 0);
    return text.data();
}

/// By NID, which stays NID_undef for what OpenSSL does not know.
Hash known_hash(int nid) {
    constexpr std::array strong{NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_sha3_384, NID_sha3_512};
    constexpr std::array weak{NID_md2,  NID_md4,       NID_md5,    NID_mdc2,       NID_sha,
                              NID_sha1, NID_ripemd160, NID_sha224, NID_sha512_224, NID_sha3_224};
    Hash hash{.name = nid == NID_undef ? "?" : OBJ_nid2ln(nid)};
    hash.is_weak = std::ranges::find(weak, nid) != weak.end();
    if (std::ranges::find(strong, nid) != strong.end())
        hash.function = EVP_get_digestbynid(nid);
    return hash;
}

/// SHAKE with as many bits as the identifier says: by its name (RFC 8702, 3.1), or by its parameter (RFC 8419, 2.2).
std::optional<Hash> shake(const X509_ALGOR* identifier) {
    struct Row {
        const char* object;
        bool has_length;
        const EVP_MD* function;
        int size;
    };
    const std::array rows{
        Row{"2.16.840.1.101.3.4.2.11", false, EVP_shake128(), 32}, Row{"2.16.840.1.101.3.4.2.12", false, EVP_shake256(), 64},
        Row{"2.16.840.1.101.3.4.2.17", true, EVP_shake128(), 32}, Row{"2.16.840.1.101.3.4.2.18", true, EVP_shake256(), 64}};
    const auto row = std::ranges::find(rows, text_of(identifier->algorithm, true), &Row::object);
    if (row == rows.end())
        return std::nullopt;
    const auto* length = identifier->parameter;
    const bool fits = !row->has_length || (length != nullptr && length->type == V_ASN1_INTEGER &&
                                           ASN1_INTEGER_get(length->value.integer) == row->size * 8L);
    return Hash{.name = row->size == 32 ? "shake128" : "shake256",
                .function = fits ? row->function : nullptr,
                .size = static_cast<std::size_t>(row->size)};
}

/// PSS's parameters, each with its default (RFC 4055, 3.1).
SignatureAlgorithm pss(const X509_ALGOR* identifier) {
    SignatureAlgorithm read;
    read.name = text_of(identifier->algorithm, false);
    const Owned<RSA_PSS_PARAMS> parameters(
        static_cast<RSA_PSS_PARAMS*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), identifier->parameter)));
    if (!parameters || (parameters->trailerField != nullptr && ASN1_INTEGER_get(parameters->trailerField) != 1))
        return read;
    read.hash = parameters->hashAlgorithm != nullptr ? hash_of(parameters->hashAlgorithm) : known_hash(NID_sha1);
    read.mask_hash = known_hash(NID_sha1);
    if (const auto* mask = parameters->maskGenAlgorithm; mask != nullptr) {
        const Owned<X509_ALGOR> hash(
            static_cast<X509_ALGOR*>(ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(X509_ALGOR), mask->parameter)));
        if (OBJ_obj2nid(mask->algorithm) != NID_mgf1 || !hash)
            return read;
        read.mask_hash = hash_of(hash.get());
    }
    const auto salt = parameters->saltLength != nullptr ? ASN1_INTEGER_get(parameters->saltLength) : 20;
    if (salt < 0 || salt > 1024)
        return read;
    read.salt = static_cast<int>(salt);
    read.method = Method::rsa_pss;
    return read;
}

/// The digests of BSI TR-03111, 5.2.1.1, by the last number of the object identifier.
std::optional<Hash> plain_hash(const std::string& object) {
    constexpr std::string_view stem = "0.4.0.127.0.7.1.1.4.1.";
    constexpr std::array<std::pair<std::string_view, int>, 10> digests{{{"1", NID_sha1},
                                                                        {"2", NID_sha224},
                                                                        {"3", NID_sha256},
                                                                        {"4", NID_sha384},
                                                                        {"5", NID_sha512},
                                                                        {"6", NID_ripemd160},
                                                                        {"8", NID_sha3_224},
                                                                        {"9", NID_sha3_256},
                                                                        {"10", NID_sha3_384},
                                                                        {"11", NID_sha3_512}}};
    if (!object.starts_with(stem))
        return std::nullopt;
    const auto row =
        std::ranges::find(digests, std::string_view(object).substr(stem.size()), &decltype(digests)::value_type::first);
    return row != digests.end() ? std::optional(known_hash(row->second)) : std::nullopt;
}

Method method_of(int key) {
    switch (key) {
    case NID_rsaEncryption:
        return Method::rsa;
    case NID_X9_62_id_ecPublicKey:
        return Method::ecdsa;
    case NID_dsa:
        return Method::dsa;
    case NID_ED25519:
        return Method::ed25519;
    case NID_ED448:
        return Method::ed448;
    default:
        return Method::unknown;
    }
}

} // namespace

Hash hash_of(const X509_ALGOR* identifier) {
    if (auto open = shake(identifier))
        return *open;
    auto hash = known_hash(OBJ_obj2nid(identifier->algorithm));
    hash.name = text_of(identifier->algorithm, false);
    return hash;
}

std::string digest_of(const std::vector<std::string_view>& pieces, const Hash& hash) {
    if (hash.function == nullptr)
        return {};
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::string out(EVP_MAX_MD_SIZE, '\0');
    auto* data = reinterpret_cast<unsigned char*>(out.data());
    auto size = static_cast<unsigned>(hash.size);
    bool done = context && EVP_DigestInit_ex(context.get(), hash.function, nullptr) == 1;
    for (const auto& piece : pieces)
        done = done && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
    done = done && (hash.size > 0 ? EVP_DigestFinalXOF(context.get(), data, hash.size)
                                  : EVP_DigestFinal_ex(context.get(), data, &size)) == 1;
    out.resize(done ? size : 0);
    return out;
}

std::string digest_of(const std::vector<std::string_view>& pieces, const EVP_MD* digest) {
    return digest_of(pieces, Hash{.name = {}, .function = digest});
}

SignatureAlgorithm signature_algorithm(const X509_ALGOR* identifier) {
    const int nid = OBJ_obj2nid(identifier->algorithm);
    if (nid == NID_rsassaPss)
        return pss(identifier);
    SignatureAlgorithm read;
    read.name = text_of(identifier->algorithm, false);
    if (auto hash = plain_hash(text_of(identifier->algorithm, true))) {
        read.method = Method::plain_ecdsa;
        read.hash = std::move(hash);
        return read;
    }
    // OpenSSL 3.0 does not relate these two.
    constexpr std::array<std::pair<int, int>, 4> sha3{{{NID_ecdsa_with_SHA3_224, NID_sha3_224},
                                                       {NID_ecdsa_with_SHA3_256, NID_sha3_256},
                                                       {NID_ecdsa_with_SHA3_384, NID_sha3_384},
                                                       {NID_ecdsa_with_SHA3_512, NID_sha3_512}}};
    int digest = NID_undef, key = nid;
    if (const auto row = std::ranges::find(sha3, nid, &decltype(sha3)::value_type::first); row != sha3.end())
        std::tie(key, digest) = std::pair(NID_X9_62_id_ecPublicKey, row->second);
    else
        OBJ_find_sigid_algs(nid, &digest, &key);
    read.method = method_of(key);
    if (digest != NID_undef)
        read.hash = known_hash(digest);
    return read;
}

bool is_strong(const X509_ALGOR* algorithm) {
    if (algorithm == nullptr)
        return false;
    const auto read = signature_algorithm(algorithm);
    return !(read.hash && read.hash->is_weak);
}

} // namespace planpaket::signature
