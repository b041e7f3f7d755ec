#include "archive/version_name.h"

#include <charconv>
#include <fmt/format.h>

namespace planpaket::archive {

std::optional<VersionName> read_version_name(std::string_view text) {
    if (text.size() < 2 || text.size() > 10 || text.front() != 'v')
        return std::nullopt;
    text.remove_prefix(1);
    VersionName name;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), name.number);
    if (error != std::errc{} || end != text.data() + text.size() || name.number == 0)
        return std::nullopt;
    name.padded = text.front() == '0' ? text.size() : 0;
    return name;
}

std::string version_name(std::size_t number, std::string_view first) {
    const auto name = read_version_name(first);
    return fmt::format("v{:0{}}", number, name ? name->padded : 0);
}

} // namespace planpaket::archive
