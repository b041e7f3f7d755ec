#include "base/digest.h"

#include <array>
#include <openssl/evp.h>
#include <stdexcept>

namespace planpaket::base {

namespace {

const EVP_MD* implementation(DigestAlgorithm algorithm) {
    switch (algorithm) {
    case DigestAlgorithm::md5:
        return EVP_md5();
    case DigestAlgorithm::sha1:
        return EVP_sha1();
    case DigestAlgorithm::sha256:
        return EVP_sha256();
    case DigestAlgorithm::sha512:
        return EVP_sha512();
    case DigestAlgorithm::sha512_256:
        return EVP_sha512_256();
    case DigestAlgorithm::blake2b_512:
        return EVP_blake2b512();
    }
    return nullptr;
}

void check(bool done) {
    if (!done)
        throw std::runtime_error("libcrypto cannot compute a digest");
}

} // namespace

void Digest::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Digest::Digest(DigestAlgorithm algorithm) : context_(EVP_MD_CTX_new()) {
    check(context_ && EVP_DigestInit_ex(context_.get(), implementation(algorithm), nullptr) == 1);
}

void Digest::add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

std::string Digest::finish() {
    constexpr const char* digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_.get(), value.data(), &size) == 1);
    std::string text;
    text.reserve(2 * std::size_t{size});
    for (unsigned i = 0; i < size; ++i) {
        text += digits[value[i] >> 4];
        text += digits[value[i] & 15];
    }
    return text;
}

std::string digest(DigestAlgorithm algorithm, std::string_view bytes) {
    Digest digest(algorithm);
    digest.add(bytes);
    return digest.finish();
}

} // namespace planpaket::base
