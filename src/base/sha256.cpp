#include "base/sha256.h"

#include <array>
#include <fmt/format.h>
#include <memory>
#include <openssl/evp.h>
#include <stdexcept>

namespace planpaket::base {

namespace {

class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new()) { check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1); }

    void add(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1); }

    std::string finish() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
        std::string text;
        for (unsigned i = 0; i < size; ++i)
            text += fmt::format("{:02x}", digest[i]);
        return text;
    }

private:
    struct Deleter {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    static void check(bool done) {
        if (!done)
            throw std::runtime_error("libcrypto has no SHA-256");
    }
    std::unique_ptr<EVP_MD_CTX, Deleter> context_;
};

} // namespace

std::string sha256(std::string_view bytes) {
    Digest digest;
    digest.add(bytes);
    return digest.finish();
}

std::string sha256(const std::vector<std::string>& pieces) {
    Digest digest;
    for (const auto& piece : pieces)
        digest.add(piece);
    return digest.finish();
}

} // namespace planpaket::base
