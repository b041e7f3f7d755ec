#include "signature/coverage.h"

#include "base/translate.h"

#include <array>

namespace planpaket::signature {

using base::tr;

std::expected<Coverage, std::string> read_coverage(const Revision& revision, std::uint32_t number) {
    const auto* indirect = revision.find(number);
    const auto* dictionary = indirect != nullptr && !indirect->is_stream ? indirect->object.as<Dictionary>() : nullptr;
    if (dictionary == nullptr || indirect->to == 0)
        return std::unexpected(tr("the signature is no object of its own"));
    const auto* contents = dictionary->find("Contents");
    const auto* string = contents != nullptr ? contents->as<String>() : nullptr;
    const auto bytes = revision.bytes();
    if (string == nullptr || bytes[contents->from] != '<')
        return std::unexpected(tr("the signature has no contents"));
    const auto* range = dictionary->find("ByteRange");
    const auto* numbers = range != nullptr ? range->as<Array>() : nullptr;
    if (numbers == nullptr)
        return std::unexpected(tr("the signature says nothing of which bytes it is"));
    if (numbers->size() != 4)
        return std::unexpected(tr("its byte range is not two stretches"));
    std::array<std::uint64_t, 4> values{};
    for (std::size_t i = 0; i < 4; ++i)
        if ((*numbers)[i].whole(values[i]) == nullptr || values[i] > bytes.size())
            return std::unexpected(tr("its byte range lies outside the file"));
    const auto [first, first_size, second, second_size] = values;
    if (first != 0)
        return std::unexpected(tr("its byte range does not begin at the beginning"));
    if (second < first_size)
        return std::unexpected(tr("the stretches of its byte range overlap"));
    if (second + second_size > bytes.size())
        return std::unexpected(tr("its byte range lies outside the file"));
    if (first_size != contents->from || second != contents->to)
        return std::unexpected(tr("its byte range leaves out something else than the signature"));
    // White space inside would be a place to hide something; only digits are.
    if (contents->to - contents->from != 2 * string->bytes.size() + 2)
        return std::unexpected(tr("there are other bytes than the signature in its place"));
    return Coverage{.gap_from = contents->from,
                    .gap_to = contents->to,
                    .end = static_cast<std::size_t>(second + second_size),
                    .signature = string->bytes};
}

} // namespace planpaket::signature
