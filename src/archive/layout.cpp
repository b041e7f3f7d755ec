#include "archive/layout.h"

#include "archive/algorithm.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planpaket::archive {

namespace {

/// Extension 0003: what is not safe everywhere is percent-encoded; a long name is cut, and the digest says the rest.
std::string encapsulation(std::string_view id, const std::string& digest) {
    constexpr std::size_t longest = 100;
    constexpr std::string_view safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string name;
    for (const char letter : id)
        name += safe.contains(letter) ? std::string(1, letter) : fmt::format("%{:02x}", static_cast<unsigned char>(letter));
    return name.size() > longest ? name.substr(0, longest) + '-' + digest : name;
}

} // namespace

const char* extension_name(LayoutKind kind) {
    switch (kind) {
    case LayoutKind::hash_and_id:
        return "0003-hash-and-id-n-tuple-storage-layout";
    case LayoutKind::hashed:
        return "0004-hashed-n-tuple-storage-layout";
    }
    return "";
}

std::string Layout::path(std::string_view id) const {
    const auto digest = base::digest(algorithm, id);
    std::string path;
    for (std::size_t i = 0; i < tuples; ++i)
        path += digest.substr(i * tuple_size, tuple_size) + '/';
    switch (kind) {
    case LayoutKind::hash_and_id:
        return path + encapsulation(id, digest);
    case LayoutKind::hashed:
        return path + (short_root ? digest.substr(tuples * tuple_size) : digest);
    }
    return path;
}

std::optional<Layout> read_layout(std::string_view extension, const std::optional<std::string>& config) {
    Layout layout;
    if (extension == extension_name(LayoutKind::hashed))
        layout.kind = LayoutKind::hashed;
    else if (extension != extension_name(LayoutKind::hash_and_id))
        return std::nullopt;
    if (config) {
        const auto root = nlohmann::json::parse(*config, nullptr, false);
        if (!root.is_object())
            return std::nullopt;
        const auto number = [&](const char* key, std::size_t& value) {
            if (!root.contains(key))
                return true;
            const bool fits = root[key].is_number_unsigned() && root[key] <= 32;
            if (fits)
                value = root[key];
            return fits;
        };
        if (!number("tupleSize", layout.tuple_size) || !number("numberOfTuples", layout.tuples))
            return std::nullopt;
        if (root.contains("digestAlgorithm") && root["digestAlgorithm"].is_string())
            layout.algorithm_name = root["digestAlgorithm"];
        layout.short_root = root.contains("shortObjectRoot") && root["shortObjectRoot"] == true;
    }
    const auto algorithm = find_algorithm(layout.algorithm_name);
    if (!algorithm || !algorithm->digest || (layout.tuple_size == 0) != (layout.tuples == 0) ||
        layout.tuple_size * layout.tuples > algorithm->digits ||
        (layout.short_root && layout.tuple_size * layout.tuples == algorithm->digits))
        return std::nullopt;
    layout.algorithm = *algorithm->digest;
    return layout;
}

} // namespace planpaket::archive
