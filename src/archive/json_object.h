#pragma once

/// Reading a JSON object that must be an inventory. The only header beside its users that knows simdjson.

#include "archive/fault.h"
#include "base/translate.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace planpaket::archive {

using Json = simdjson::dom::element;

/// Where faults go, and what they are about.
struct FaultSink {
    Faults& faults;
    std::string where;

    /// Nobody reads ten thousand faults; a hostile file could have more than fit in memory.
    void add(const char* code, std::string message) const {
        if (faults.size() < 10'000)
            faults.push_back({code, where, std::move(message)});
    }
};

/// An inventory's text as JSON, which stays in `document`. Nothing, and a fault, if it is none, or is beyond measure.
std::optional<simdjson::dom::object> parse_inventory(std::string_view text, simdjson::dom::document& document,
                                                     const FaultSink& sink);

/// The members of `value` by key. Reports keys given twice (E033) and, if `known` is not empty, those beyond it (E102).
inline std::map<std::string_view, Json> members(simdjson::dom::object object, std::initializer_list<std::string_view> known,
                                                const FaultSink& sink) {
    std::map<std::string_view, Json> found;
    for (const auto& [key, value] : object) {
        if (!found.emplace(key, value).second)
            sink.add("E033", base::trf("the key '{}' stands twice", key));
        if (known.size() > 0 && std::find(known.begin(), known.end(), key) == known.end())
            sink.add("E102", base::trf("unknown key '{}'", key));
    }
    return found;
}

inline std::optional<std::string_view> text_of(const Json& value) {
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? std::optional(text) : std::nullopt;
}

} // namespace planpaket::archive
