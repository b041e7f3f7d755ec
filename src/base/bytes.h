#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::base {

/// A long row of bytes that grows at its end without moving what it holds, in pieces small enough to stand where memory has
/// become free.
class Bytes {
public:
    Bytes() = default;
    template <std::convertible_to<std::string_view> Text>
    Bytes(const Text& text) {
        append(text);
    }

    void append(std::string_view bytes);

    std::size_t size() const { return size_; }
    /// One after the other they are the bytes.
    const std::vector<std::string>& pieces() const { return pieces_; }

private:
    std::vector<std::string> pieces_;
    std::size_t size_ = 0;
};

} // namespace planpaket::base
