#include "signature/inflate.h"

#include <algorithm>
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
    for (;;) {
        const auto had = out.size();
        const auto more = std::min(std::max<std::size_t>(had, 1U << 15U), limit + 1 - had);
        int result = Z_OK;
        out.resize_and_overwrite(had + more, [&](char* begin, std::size_t size) {
            stream.next_out = reinterpret_cast<Bytef*>(begin + had);
            stream.avail_out = static_cast<uInt>(size - had);
            result = ::inflate(&stream, Z_NO_FLUSH);
            return size - stream.avail_out;
        });
        if (out.size() > limit)
            return std::nullopt;
        if (result == Z_STREAM_END)
            return out;
        if (result != Z_OK || (stream.avail_in == 0 && stream.avail_out != 0))
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
    const std::vector<char> nothing(columns, '\0');
    std::string out(data.size() / (columns + 1) * columns, '\0');
    const char* from = data.data();
    const char* above = nothing.data();
    for (char* row = out.data(); row < out.data() + out.size(); row += columns) {
        const char kind = *from++;
        const auto undo = [&](auto guess) {
            unsigned char left = 0, before = 0;
            for (std::size_t i = 0; i < columns; ++i) {
                const auto up = static_cast<unsigned char>(above[i]);
                left = static_cast<unsigned char>(static_cast<unsigned char>(from[i]) + guess(left, up, before));
                row[i] = static_cast<char>(left);
                before = up;
            }
        };
        using Byte = unsigned char;
        switch (kind) {
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
        from += columns;
        above = row;
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
