#pragma once

/// Reads objects from bytes, strictly (ISO 32000-1, 7.2 and 7.3): what a lenient reader would guess at is refused, since two
/// readers may guess differently.

#include "signature/object.h"

#include <functional>
#include <optional>
#include <string_view>

namespace planpaket::signature {

/// A numbered object as it stands in a file.
struct Indirect {
    Reference id;
    Object object;
    bool is_stream = false;
    std::size_t data_from = 0, data_size = 0; ///< Of a stream.
    std::size_t from = 0, to = 0;             ///< From the number to "endobj"; both 0 for one in an object stream.
};

class Parser {
public:
    explicit Parser(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

    std::size_t at() const { return at_; }
    bool at_end() const { return at_ >= bytes_.size(); }

    /// White space and comments (7.2.2, 7.2.3).
    void skip_space();
    /// Skips space, and then `word` if it stands there as a word of its own.
    bool take(std::string_view word);
    /// Skips space, and reads digits.
    std::optional<std::uint64_t> integer();
    /// The object that begins here, after space. Nothing if there is none, if it nests too deeply, or if a key stands twice.
    std::optional<Object> object(int depth = 0);

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; }
    std::optional<Object> number_or_reference();
    std::optional<Reference> reference();
    std::optional<std::string> name();
    std::optional<std::string> literal();
    std::optional<std::string> hexadecimal();
    std::optional<Object> array(int depth);
    std::optional<Object> dictionary(int depth);

    std::string_view bytes_;
    std::size_t at_;
};

bool is_space(char c);

/// What an offset in a file points at: that byte, or the first after a little white space, since some writers count from the end
/// of the line before. Nothing if there is more than a little.
std::optional<std::size_t> pointed_at(std::string_view bytes, std::uint64_t offset);

using LengthOf = std::function<std::optional<std::uint64_t>(Reference)>;

/// The object of that number where `offset` points, whose stream's length is direct or looked up by `length_of`. Any object if no
/// number is asked for. Nothing if none stands there. `spent` grows by the bytes that were looked at, a stream's own left out.
std::optional<Indirect> read_indirect(std::string_view bytes, std::uint64_t offset, std::optional<Reference> id,
                                      const LengthOf& length_of, std::size_t& spent);

} // namespace planpaket::signature
