#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace planpaket::base {

enum class DigestAlgorithm { md5, sha1, sha256, sha512, sha512_256, blake2b_512 };

/// The digest of bytes that come piece by piece: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4), BLAKE2b (RFC 7693).
class Digest {
public:
    explicit Digest(DigestAlgorithm algorithm);

    void add(std::string_view bytes);
    /// Lower-case hexadecimal digits. Nothing can be added afterwards.
    std::string finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Of the whole of `bytes`.
std::string digest(DigestAlgorithm algorithm, std::string_view bytes);

} // namespace planpaket::base
