#include "signature/rows.h"

#include "signature/parser.h"

#include <algorithm>
#include <utility>

namespace planpaket::signature {

namespace {

/// A number written with just so many digits; more than 32 bits hold if it is none.
std::uint64_t digits(const char* at, std::size_t count) {
    std::uint64_t value = 0;
    bool good = true;
    for (const char* end = at + count; at < end; ++at) {
        const auto digit = static_cast<unsigned char>(*at - '0');
        good = good && digit <= 9;
        value = 10 * value + digit;
    }
    return good ? value : UINT64_MAX;
}

bool is_table_row(const char* row) {
    return digits(row, 10) != UINT64_MAX && row[10] == ' ' && digits(row + 11, 5) <= 65535 && row[16] == ' ' &&
           (row[17] == 'n' || row[17] == 'f') && is_space(row[18]) && is_space(row[19]);
}

std::uint64_t number(const char* at, std::size_t width) {
    std::uint64_t value = 0;
    for (const char* end = at + width; at < end; ++at)
        value = (value << 8U) | static_cast<unsigned char>(*at);
    return value;
}

/// What the first field says; a stream without it has plain objects only (table 17).
std::uint64_t kind_in(const char* row, const Rows::Widths& widths) {
    return widths[0] == 1 ? static_cast<unsigned char>(*row) : widths[0] == 0 ? 1 : number(row, widths[0]);
}

bool is_stream_row(const char* row, const Rows::Widths& widths) {
    const auto kind = kind_in(row, widths);
    // Two bytes hold no number that is too large.
    return kind == 0 || (kind <= 2 && (widths[2] <= 2 || number(row + widths[0] + widths[1], widths[2]) <= most_objects));
}

} // namespace

Rows Rows::of_table(std::string_view file) {
    Rows rows;
    rows.file_ = file;
    rows.width_ = 20;
    return rows;
}

Rows Rows::of_stream(std::function<std::optional<std::string>()> decode, Widths widths) {
    Rows rows;
    rows.decoded_ = std::make_shared<Decoded>(std::move(decode), std::nullopt);
    rows.widths_ = widths;
    rows.width_ = static_cast<std::size_t>(widths[0] + widths[1] + widths[2]);
    return rows;
}

std::string_view Rows::bytes() const {
    if (is_table())
        return file_;
    if (decoded_->decode)
        decoded_->bytes = std::exchange(decoded_->decode, nullptr)();
    return decoded_->bytes ? std::string_view(*decoded_->bytes) : std::string_view();
}

bool Rows::has(const Run& run) const {
    const auto all = bytes();
    if (all.data() == nullptr || run.at > all.size() || run.count > (all.size() - run.at) / width_)
        return false;
    const auto all_are = [&](const auto& is_row) {
        const char* row = all.data() + run.at;
        for (const char* end = row + run.count * width_; row < end; row += width_)
            if (!is_row(row))
                return false;
        return true;
    };
    return is_table() ? all_are(is_table_row) : all_are([this](const char* row) { return is_stream_row(row, widths_); });
}

Place Rows::place(const Run& run, std::uint32_t number_of) const {
    const auto all = bytes();
    const auto at = run.at + (number_of - run.first) * width_;
    if (at + width_ > all.size())
        return {.kind = Place::Kind::unreadable};
    const char* row = all.data() + at;
    if (is_table() ? !is_table_row(row) : !is_stream_row(row, widths_))
        return {.kind = Place::Kind::unreadable};
    if (is_table())
        return row[17] == 'f' ? Place{}
                              : Place{Place::Kind::plain, digits(row, 10), static_cast<std::uint32_t>(digits(row + 11, 5))};
    const auto kind = static_cast<Place::Kind>(kind_in(row, widths_));
    if (kind == Place::Kind::free)
        return {};
    row += widths_[0];
    return {kind, number(row, widths_[1]), static_cast<std::uint32_t>(number(row + widths_[1], widths_[2]))};
}

} // namespace planpaket::signature
