#include "base/bytes.h"

#include <algorithm>

namespace planpaket::base {

static constexpr std::size_t piece_size = std::size_t{64} << 10U;

void Bytes::append(std::string_view bytes) {
    size_ += bytes.size();
    while (!bytes.empty()) {
        if (pieces_.empty() || pieces_.back().size() == piece_size)
            pieces_.emplace_back().reserve(size_ > piece_size ? piece_size : bytes.size());
        auto& piece = pieces_.back();
        const auto count = std::min(bytes.size(), piece_size - piece.size());
        piece += bytes.substr(0, count);
        bytes.remove_prefix(count);
    }
}

} // namespace planpaket::base
