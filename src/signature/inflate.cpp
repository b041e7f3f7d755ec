#include "signature/inflate.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>
#include <zlib.h>

namespace planpaket::signature {

namespace {

std::optional<std::string> inflated(std::string_view data, std::size_t limit) {
    z_stream stream{};
    if (::inflateInit(&stream) != Z_OK)
        return std::nullopt;
    struct End {
        z_stream& stream;
        ~End() { ::inflateEnd(&stream); }
    } end{stream};
    // zlib does not write through next_in; its type is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(data.size(), 0xFFFF'FFFF));
    std::string out;
    std::array<char, 1 << 15> block;
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        const int result = ::inflate(&stream, Z_NO_FLUSH);
        out.append(block.data(), block.size() - stream.avail_out);
        if (result == Z_STREAM_END)
            return out.size() <= limit ? std::optional(std::move(out)) : std::nullopt;
        if (result != Z_OK || out.size() > limit || (stream.avail_in == 0 && stream.avail_out != 0))
            return std::nullopt;
    }
}

unsigned char paeth(unsigned char left, unsigned char above, unsigned char before) {
    const int estimate = left + above - before;
    const int by_left = std::abs(estimate - left), by_above = std::abs(estimate - above), by_before = std::abs(estimate - before);
    return by_left <= by_above && by_left <= by_before ? left : by_above <= by_before ? above : before;
}

/// Undoes PNG's predictors (RFC 2083, 6) for rows of bytes.
std::optional<std::string> unpredicted(std::string_view data, std::size_t columns) {
    if (columns == 0 || columns > 4096 || data.size() % (columns + 1) != 0)
        return std::nullopt;
    std::string out;
    out.reserve(data.size());
    std::vector<unsigned char> row(columns), above(columns);
    for (std::size_t at = 0; at < data.size(); at += columns + 1) {
        const auto undo = [&](auto guess) {
            unsigned char left = 0, before = 0;
            for (std::size_t i = 0; i < columns; ++i) {
                row[i] = left =
                    static_cast<unsigned char>(static_cast<unsigned char>(data[at + 1 + i]) + guess(left, above[i], before));
                before = above[i];
            }
        };
        using Byte = unsigned char;
        switch (data[at]) {
        case 0:
            undo([](Byte, Byte, Byte) { return 0; });
            break;
        case 1:
            undo([](Byte left, Byte, Byte) { return left; });
            break;
        case 2:
            undo([](Byte, Byte up, Byte) { return up; });
            break;
        case 3:
            undo([](Byte left, Byte up, Byte) { return (left + up) / 2; });
            break;
        case 4:
            undo(paeth);
            break;
        default:
            return std::nullopt;
        }
        out.append(row.begin(), row.end());
        std::swap(row, above);
    }
    return out;
}

/// The value itself, or the only one of an array.
const Object* single(const Object* object) {
    const auto* array = object != nullptr ? object->as<Array>() : nullptr;
    return array == nullptr ? object : array->size() == 1 ? &array->front() : nullptr;
}

std::uint64_t whole_or(const Dictionary& dictionary, std::string_view key, std::uint64_t otherwise) {
    const auto* value = dictionary.find(key);
    std::uint64_t out = 0;
    return value == nullptr ? otherwise : value->whole(out) != nullptr ? out : 0;
}

} // namespace

std::optional<std::string> decoded(const Dictionary& stream, std::string_view data, std::size_t limit) {
    const auto* filters = stream.find("Filter");
    if (filters == nullptr || filters->is_null() || (filters->as<Array>() != nullptr && filters->as<Array>()->empty()))
        return data.size() <= limit ? std::optional(std::string(data)) : std::nullopt;
    const auto* filter = single(filters);
    if (filter == nullptr || !filter->is_name("FlateDecode"))
        return std::nullopt;
    auto bytes = inflated(data, limit);
    const auto* parameters = single(stream.find("DecodeParms"));
    if (!bytes || parameters == nullptr || parameters->is_null())
        return bytes;
    const auto* values = parameters->as<Dictionary>();
    if (values == nullptr)
        return std::nullopt;
    const auto predictor = whole_or(*values, "Predictor", 1);
    if (predictor == 1)
        return bytes;
    if (predictor < 10 || predictor > 15 || whole_or(*values, "Colors", 1) != 1 || whole_or(*values, "BitsPerComponent", 8) != 8)
        return std::nullopt;
    return unpredicted(*bytes, whole_or(*values, "Columns", 1));
}

} // namespace planpaket::signature
