#pragma once

/// Reading members of JSON that somebody else wrote: what is absent or of another type is empty. Private to this folder.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace planpaket::distribution {

inline std::string text(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

inline std::uint64_t number(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

inline const nlohmann::json& member(const nlohmann::json& object, const char* key) {
    static const nlohmann::json none = nlohmann::json::object();
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : none;
}

/// The members of a list that are objects; what is none counts as an empty one.
inline std::vector<nlohmann::json> objects(const nlohmann::json& object, const char* key) {
    std::vector<nlohmann::json> list;
    if (const auto found = object.find(key); found != object.end() && found->is_array())
        for (const auto& each : *found)
            list.push_back(each.is_object() ? each : nlohmann::json::object());
    return list;
}

} // namespace planpaket::distribution
