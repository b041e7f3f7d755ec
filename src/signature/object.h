#pragma once

/// The objects of a PDF as read (ISO 32000-1, 7.3). Numbers keep the digits that they were written with, so that an object
/// written again says exactly what it said.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace planpaket::signature {

struct Object;
struct Entry;

struct Null {
    bool operator==(const Null&) const = default;
};
struct Number {
    std::string text;
    bool operator==(const Number&) const = default;
};
struct Name {
    std::string text; ///< Without the slash, escapes resolved.
    bool operator==(const Name&) const = default;
};
struct String {
    std::string bytes;
    bool operator==(const String&) const = default;
};
struct Reference {
    std::uint32_t number = 0, generation = 0;
    auto operator<=>(const Reference&) const = default;
};
using Array = std::vector<Object>;

/// A few entries stand in their order; more than `few` are sorted by their keys, so that neither finding nor comparing them takes
/// time that grows with their square. No key stands twice.
struct Dictionary {
    static constexpr std::size_t few = 32;
    std::vector<Entry> entries; ///< To be read; to be changed only by what follows.

    /// Takes entries as a file has them. Nothing if a key stands twice.
    static std::optional<Dictionary> of(std::vector<Entry> entries);

    /// nullptr if there is none of that key.
    const Object* find(std::string_view key) const;
    void set(std::string_view key, Object value);
    void erase(std::string_view key);
    bool operator==(const Dictionary&) const;
};

struct Object {
    std::variant<Null, bool, Number, Name, String, Reference, Array, Dictionary> value;
    std::size_t from = 0, to = 0; ///< The bytes that it was read from; both 0 for one made here.

    /// As a T, or nullptr.
    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
    template <class T>
    T* as() {
        return std::get_if<T>(&value);
    }
    bool is_null() const { return std::holds_alternative<Null>(value); }
    bool is_name(std::string_view name) const;
    /// A whole number that is not negative.
    const std::uint64_t* whole(std::uint64_t& out) const;
    /// Whether both say the same, wherever they were read.
    bool operator==(const Object& other) const { return value == other.value; }
};

struct Entry {
    std::string key;
    Object value;
    bool operator==(const Entry&) const = default;
};

Object number(std::int64_t value);
Object name(std::string_view text);
Object reference(std::uint32_t number, std::uint32_t generation = 0);
/// A text string (7.9.2.2) of UTF-8: ASCII as it stands, else UTF-16BE with a byte order mark.
Object text(std::string_view utf8);

/// The UTF-8 of a text string (7.9.2.2). What is no text, and what steers the terminal or turns the line that it is shown on
/// (controls, marks of direction), becomes a question mark.
std::string plain(const String& string);

/// Writes an object (7.3).
void append(std::string& out, const Object& object);

/// Calls `visit` with every reference in an object.
template <class Visit>
void for_each_reference(const Object& object, const Visit& visit) {
    if (const auto* reference = object.as<Reference>())
        visit(*reference);
    else if (const auto* array = object.as<Array>())
        for (const auto& each : *array)
            for_each_reference(each, visit);
    else if (const auto* dictionary = object.as<Dictionary>())
        for (const auto& each : dictionary->entries)
            for_each_reference(each.value, visit);
}

} // namespace planpaket::signature
