#pragma once

/// The rows of a cross-reference table or stream (ISO 32000-1, 7.5.4, 7.5.8), taken apart one by one, when they are asked for.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace planpaket::signature {

constexpr std::uint32_t most_objects = 8'388'607; ///< ISO 32000-1, annex C.

/// Where an object stands.
struct Place {
    enum class Kind : std::uint8_t { free, plain, packed, unreadable };
    Kind kind = Kind::free;
    std::uint64_t offset = 0;  ///< plain: of the object. packed: the number of its object stream.
    std::uint32_t ordinal = 0; ///< plain: generation. packed: its index in the object stream.

    bool operator==(const Place&) const = default;
};

/// Objects numbered one after the other, whose rows stand one after the other.
struct Run {
    std::uint32_t first = 0, count = 0;
    std::size_t at = 0; ///< Of the first row.
};

class Rows {
public:
    using Widths = std::array<std::uint8_t, 3>;

    Rows() = default;
    /// Of a table: twenty bytes each, "0000000016 00000 n" and an end of line of two. `file` must outlive them.
    static Rows of_table(std::string_view file);
    /// Of a stream: three numbers each, of so many bytes. They are decoded when the first is asked for, and kept for all copies
    /// of these rows; not for several threads.
    static Rows of_stream(std::function<std::optional<std::string>()> decode, Widths widths);

    /// Whether all the run's rows are there, and are rows.
    bool has(const Run& run) const;
    /// A row of the run; `number` must be in it.
    Place place(const Run& run, std::uint32_t number) const;
    std::size_t width() const { return width_; }

private:
    bool is_table() const { return widths_ == Widths{}; }
    /// No place in memory if they cannot be decoded.
    std::string_view bytes() const;

    struct Decoded {
        std::function<std::optional<std::string>()> decode; ///< Null once it was asked.
        std::optional<std::string> bytes;
    };

    std::string_view file_;
    std::shared_ptr<Decoded> decoded_; ///< Of a stream.
    Widths widths_{};
    std::size_t width_ = 0;
};

} // namespace planpaket::signature
