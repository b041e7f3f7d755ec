#include "signature/object.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace planpaket::signature {

namespace {

void append_name(std::string& out, std::string_view text) {
    out += '/';
    for (const char c : text)
        if (c > '!' && c <= '~' && std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos)
            out += c;
        else
            out += fmt::format("#{:02X}", static_cast<unsigned char>(c));
}

void append_string(std::string& out, std::string_view bytes) {
    out += '(';
    for (const char c : bytes) {
        if (c == '(' || c == ')' || c == '\\')
            out += '\\';
        // A bare carriage return would be read as a line feed (7.3.4.2).
        if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    out += ')';
}

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (c >> 18U));
        out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

constexpr char32_t no_text = 0xFFFD;

bool is_surrogate(char32_t c) {
    return c >= 0xD800 && c < 0xE000;
}

/// The next code point of UTF-8 (RFC 3629, 4), U+FFFD for a byte that belongs to none.
char32_t next_code_point(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80    ? 1
                               : first >= 0xF5 ? 0
                               : first >= 0xF0 ? 4
                               : first >= 0xE0 ? 3
                               : first >= 0xC2 ? 2
                                               : 0;
    char32_t c = length <= 1 ? first : length == 2 ? first & 0x1FU : length == 3 ? first & 0x0FU : first & 0x07U;
    bool good = length != 0 && length <= text.size();
    for (std::size_t i = 1; good && i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        good = (next & 0xC0U) == 0x80;
        c = (c << 6U) | (next & 0x3FU);
    }
    // Three or four bytes hold no number that fewer hold.
    good = good && (length < 3 || c >= (length == 3 ? 0x800U : 0x10000U)) && !is_surrogate(c) && c <= 0x10FFFF;
    text.remove_prefix(good ? length : 1);
    return good ? c : no_text;
}

/// Whether it steers what it is shown on: C0, DEL, C1, and what turns the direction of writing (UAX 9, 2).
bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void append_shown(std::string& out, char32_t c) {
    append_utf8(out, c == no_text || is_surrogate(c) || is_control(c) ? U'?' : c);
}

/// Where the key stands, or is to stand.
auto place_of(auto& entries, std::string_view key) {
    return entries.size() > Dictionary::few ? std::ranges::lower_bound(entries, key, {}, &Entry::key)
                                            : std::ranges::find(entries, key, &Entry::key);
}

} // namespace

std::optional<Dictionary> Dictionary::of(std::vector<Entry> entries) {
    Dictionary dictionary{std::move(entries)};
    auto& all = dictionary.entries;
    if (all.size() > few) {
        std::ranges::sort(all, {}, &Entry::key);
        return std::ranges::adjacent_find(all, {}, &Entry::key) == all.end() ? std::optional(std::move(dictionary))
                                                                             : std::nullopt;
    }
    for (auto at = all.begin(); at != all.end(); ++at)
        if (std::ranges::find(all.begin(), at, at->key, &Entry::key) != at)
            return std::nullopt;
    return dictionary;
}

const Object* Dictionary::find(std::string_view key) const {
    const auto found = place_of(entries, key);
    return found == entries.end() || found->key != key ? nullptr : &found->value;
}

void Dictionary::set(std::string_view key, Object value) {
    const auto found = place_of(entries, key);
    if (found != entries.end() && found->key == key) {
        found->value = std::move(value);
        return;
    }
    entries.insert(found, {std::string(key), std::move(value)});
    if (entries.size() == few + 1)
        std::ranges::sort(entries, {}, &Entry::key);
}

void Dictionary::erase(std::string_view key) {
    std::erase_if(entries, [&](const Entry& entry) { return entry.key == key; });
}

bool Dictionary::operator==(const Dictionary& other) const {
    if (entries.size() > few)
        return entries == other.entries;
    return entries.size() == other.entries.size() && std::ranges::all_of(entries, [&](const Entry& entry) {
               const auto* value = other.find(entry.key);
               return value != nullptr && *value == entry.value;
           });
}

bool Object::is_name(std::string_view text) const {
    const auto* own = as<Name>();
    return own != nullptr && own->text == text;
}

const std::uint64_t* Object::whole(std::uint64_t& out) const {
    const auto* number = as<Number>();
    if (number == nullptr)
        return nullptr;
    const char* end = number->text.data() + number->text.size();
    const auto [at, error] = std::from_chars(number->text.data(), end, out);
    return error == std::errc{} && at == end ? &out : nullptr;
}

Object number(std::int64_t value) {
    return {Number{std::to_string(value)}};
}

Object name(std::string_view text) {
    return {Name{std::string(text)}};
}

Object reference(std::uint32_t number, std::uint32_t generation) {
    return {Reference{number, generation}};
}

Object text(std::string_view utf8) {
    if (std::ranges::all_of(utf8, [](char c) { return c >= ' ' && c <= '~'; }))
        return {String{std::string(utf8)}};
    std::string bytes = "\xFE\xFF";
    const auto append_unit = [&](std::uint32_t unit) {
        bytes += static_cast<char>(unit >> 8U);
        bytes += static_cast<char>(unit & 0xFFU);
    };
    while (!utf8.empty()) {
        const auto c = static_cast<std::uint32_t>(next_code_point(utf8));
        if (c >= 0x10000) {
            append_unit(0xD800 + ((c - 0x10000) >> 10U));
            append_unit(0xDC00 + ((c - 0x10000) & 0x3FFU));
        } else {
            append_unit(c);
        }
    }
    return {String{std::move(bytes)}};
}

std::string plain(const String& string) {
    std::string out;
    std::string_view bytes = string.bytes;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        while (!bytes.empty())
            append_shown(out, next_code_point(bytes));
        return out;
    }
    if (!bytes.starts_with("\xFE\xFF")) {
        // PDFDocEncoding agrees with Latin 1 in all letters of names here.
        for (const char c : bytes)
            append_shown(out, static_cast<unsigned char>(c));
        return out;
    }
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>((static_cast<unsigned char>(bytes[at]) << 8U) | static_cast<unsigned char>(bytes[at + 1]));
    };
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        auto c = unit(at);
        if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size() && (unit(at + 2) & 0xFC00U) == 0xDC00) {
            c = 0x10000 + ((c & 0x3FFU) << 10U) + (unit(at + 2) & 0x3FFU);
            at += 2;
        }
        append_shown(out, c);
    }
    return out;
}

void append(std::string& out, const Object& object) {
    struct Writer {
        std::string& out;
        void operator()(const Null&) const { out += "null"; }
        void operator()(bool value) const { out += value ? "true" : "false"; }
        void operator()(const Number& value) const { out += value.text; }
        void operator()(const Name& value) const { append_name(out, value.text); }
        void operator()(const String& value) const { append_string(out, value.bytes); }
        void operator()(const Reference& value) const { out += fmt::format("{} {} R", value.number, value.generation); }
        void operator()(const Array& value) const {
            out += '[';
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (i != 0)
                    out += ' ';
                append(out, value[i]);
            }
            out += ']';
        }
        void operator()(const Dictionary& value) const {
            out += "<<";
            for (const auto& entry : value.entries) {
                append_name(out, entry.key);
                out += ' ';
                append(out, entry.value);
            }
            out += ">>";
        }
    };
    std::visit(Writer{out}, object.value);
}

} // namespace planpaket::signature
