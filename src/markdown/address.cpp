#include "markdown/address.h"

#include <fmt/format.h>
#include <iterator>

namespace planpaket::markdown {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether `address` begins with `scheme` in any case and goes on after it.
bool has_scheme(std::string_view address, std::string_view scheme) {
    if (address.size() <= scheme.size())
        return false;
    for (std::size_t i = 0; i < scheme.size(); ++i)
        if (lower(address[i]) != scheme[i])
            return false;
    return std::string_view("/?# ").find(address[scheme.size()]) == std::string_view::npos;
}

} // namespace

std::optional<std::string> outward_address(std::string_view address) {
    if (!has_scheme(address, "http://") && !has_scheme(address, "https://") && !has_scheme(address, "mailto:"))
        return std::nullopt;
    std::string out;
    out.reserve(address.size());
    for (const char c : address) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || std::string_view("\"<>\\^`{|}").contains(c))
            fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
        else
            out += c;
    }
    return out;
}

} // namespace planpaket::markdown
