#include "base/sha256.h"

#include "base/digest.h"

namespace planpaket::base {

std::string sha256(std::string_view bytes) {
    return digest(DigestAlgorithm::sha256, bytes);
}

std::string sha256(const std::vector<std::string>& pieces) {
    Digest digest(DigestAlgorithm::sha256);
    for (const auto& piece : pieces)
        digest.add(piece);
    return digest.finish();
}

} // namespace planpaket::base
