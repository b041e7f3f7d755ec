#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace planpaket::base {

/// Whether an enumeration has this value: a compiler names one that it has, and writes any other as a cast.
template <auto value>
consteval bool is_enumerator() {
    constexpr std::string_view here = __PRETTY_FUNCTION__;
    constexpr std::string_view before = "value = ";
    return here[here.find(before) + before.size()] != '(';
}

/// How many values an enumeration has, if they count from 0.
template <class Enum, std::size_t from = 0>
consteval std::size_t count_of() {
    if constexpr (is_enumerator<static_cast<Enum>(from)>())
        return count_of<Enum, from + 1>();
    else
        return from;
}

/// The names of an enumeration's values, in their order. With a name too few or too many it does not compile.
template <class Enum>
class Names {
public:
    template <class... Words>
    requires(sizeof...(Words) == count_of<Enum>()) consteval Names(Words... words) : words_{words...} {}

    constexpr const char* operator[](Enum value) const { return words_[static_cast<std::size_t>(value)]; }

    /// The value of that name; nothing if none has it.
    constexpr std::optional<Enum> find(std::string_view name) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (words_[i] == name)
                return static_cast<Enum>(i);
        return std::nullopt;
    }

private:
    std::array<const char*, count_of<Enum>()> words_;
};

} // namespace planpaket::base
