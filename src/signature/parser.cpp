#include "signature/parser.h"

#include <algorithm>
#include <charconv>

namespace planpaket::signature {

namespace {

constexpr int deepest = 64;
constexpr std::size_t most_digits = 40;
constexpr std::size_t most_space = 8;

bool is_delimiter(char c) {
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' || c == '%';
}

bool is_regular(char c) {
    return !is_space(c) && !is_delimiter(c);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int hexadecimal_digit(char c) {
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

void Parser::skip_space() {
    while (at_ < bytes_.size()) {
        if (bytes_[at_] == '%')
            while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r')
                ++at_;
        else if (is_space(bytes_[at_]))
            ++at_;
        else
            return;
    }
}

bool Parser::take(std::string_view word) {
    skip_space();
    if (bytes_.substr(at_, word.size()) != word)
        return false;
    const auto end = at_ + word.size();
    if (end < bytes_.size() && is_regular(word.back()) && is_regular(bytes_[end]))
        return false;
    at_ = end;
    return true;
}

std::optional<std::uint64_t> Parser::integer() {
    skip_space();
    std::uint64_t value = 0;
    if (!is_digit(peek()))
        return std::nullopt;
    const char* begin = bytes_.data() + at_;
    const char* last = begin + std::min(most_digits, bytes_.size() - at_);
    const auto [end, error] = std::from_chars(begin, last, value);
    if (error != std::errc{} || (end == last && is_digit(peek(most_digits))))
        return std::nullopt;
    at_ += static_cast<std::size_t>(end - begin);
    return value;
}

std::optional<Object> Parser::object(int depth) {
    skip_space();
    if (depth > deepest || at_end())
        return std::nullopt;
    const auto from = at_;
    std::optional<Object> result;
    const char c = peek();
    if (c == '<' && peek(1) == '<') {
        result = dictionary(depth);
    } else if (c == '<') {
        if (auto bytes = hexadecimal())
            result = Object{String{std::move(*bytes)}};
    } else if (c == '(') {
        if (auto bytes = literal())
            result = Object{String{std::move(*bytes)}};
    } else if (c == '/') {
        if (auto text = name())
            result = Object{Name{std::move(*text)}};
    } else if (c == '[') {
        result = array(depth);
    } else if (is_digit(c) || c == '+' || c == '-' || c == '.') {
        result = number_or_reference();
    } else if (take("true")) {
        result = Object{true};
    } else if (take("false")) {
        result = Object{false};
    } else if (take("null")) {
        result = Object{Null{}};
    }
    if (result) {
        result->from = from;
        result->to = at_;
    }
    return result;
}

std::optional<Object> Parser::number_or_reference() {
    if (auto reference = this->reference())
        return Object{*reference};
    const auto from = at_;
    std::size_t digits = 0, points = 0;
    if (peek() == '+' || peek() == '-')
        ++at_;
    for (; at_ < bytes_.size() && is_regular(bytes_[at_]); ++at_)
        if (is_digit(bytes_[at_]))
            ++digits;
        else if (bytes_[at_] != '.' || ++points > 1)
            return std::nullopt;
    if (digits == 0 || digits > most_digits)
        return std::nullopt;
    return Object{Number{std::string(bytes_.substr(from, at_ - from))}};
}

std::optional<Reference> Parser::reference() {
    Parser ahead(bytes_, at_);
    const auto number = ahead.integer();
    if (!number || *number > 0xFFFF'FFFF || ahead.at_ - at_ > most_digits || ahead.at_end() || is_regular(ahead.peek()))
        return std::nullopt;
    const auto generation = ahead.integer();
    // "0R" is one word to some readers.
    if (!generation || *generation > 65535 || ahead.at_end() || is_regular(ahead.peek()) || !ahead.take("R"))
        return std::nullopt;
    at_ = ahead.at_;
    return Reference{static_cast<std::uint32_t>(*number), static_cast<std::uint32_t>(*generation)};
}

std::optional<std::string> Parser::name() {
    std::string text;
    for (++at_; at_ < bytes_.size() && is_regular(bytes_[at_]); ++at_) {
        if (bytes_[at_] != '#') {
            text += bytes_[at_];
            continue;
        }
        const int high = hexadecimal_digit(peek(1)), low = hexadecimal_digit(peek(2));
        if (high < 0 || low < 0 || high + low == 0)
            return std::nullopt;
        text += static_cast<char>(high * 16 + low);
        at_ += 2;
    }
    return text;
}

std::optional<std::string> Parser::literal() {
    std::string out;
    int open = 1;
    for (++at_; at_ < bytes_.size(); ++at_) {
        char c = bytes_[at_];
        if (c == '(') {
            ++open;
        } else if (c == ')') {
            if (--open == 0) {
                ++at_;
                return out;
            }
        } else if (c == '\r') {
            if (peek(1) == '\n')
                ++at_;
            c = '\n';
        } else if (c == '\\') {
            c = peek(1);
            ++at_;
            if (c >= '0' && c <= '7') {
                int value = 0;
                std::size_t count = 0;
                for (; count < 3 && peek(count) >= '0' && peek(count) <= '7'; ++count)
                    value = value * 8 + (peek(count) - '0');
                at_ += count - 1;
                c = static_cast<char>(value);
            } else if (c == '\n') {
                continue;
            } else if (c == '\r') {
                if (peek(1) == '\n')
                    ++at_;
                continue;
            } else if (const auto place = std::string_view("nrtbf").find(c); place != std::string_view::npos) {
                c = "\n\r\t\b\f"[place];
            }
        }
        out += c;
    }
    return std::nullopt;
}

std::optional<std::string> Parser::hexadecimal() {
    std::string out;
    int high = -1;
    for (++at_; at_ < bytes_.size(); ++at_) {
        const char c = bytes_[at_];
        if (c == '>') {
            ++at_;
            if (high >= 0)
                out += static_cast<char>(high * 16);
            return out;
        }
        if (is_space(c))
            continue;
        const int digit = hexadecimal_digit(c);
        if (digit < 0)
            return std::nullopt;
        if (high < 0) {
            high = digit;
        } else {
            out += static_cast<char>(high * 16 + digit);
            high = -1;
        }
    }
    return std::nullopt;
}

std::optional<Object> Parser::array(int depth) {
    Array items;
    ++at_;
    for (;;) {
        skip_space();
        if (peek() == ']' && !at_end()) {
            ++at_;
            return Object{std::move(items)};
        }
        // Long arrays are of references.
        const auto from = at_;
        if (const auto found = depth < deepest ? reference() : std::nullopt) {
            items.push_back({.value = *found, .from = from, .to = at_});
            continue;
        }
        auto item = object(depth + 1);
        if (!item)
            return std::nullopt;
        items.push_back(std::move(*item));
    }
}

std::optional<Object> Parser::dictionary(int depth) {
    std::vector<Entry> entries;
    at_ += 2;
    for (;;) {
        skip_space();
        if (peek() == '>' && peek(1) == '>') {
            at_ += 2;
            auto dictionary = Dictionary::of(std::move(entries));
            return dictionary ? std::optional(Object{std::move(*dictionary)}) : std::nullopt;
        }
        if (peek() != '/')
            return std::nullopt;
        auto key = name();
        auto value = key ? object(depth + 1) : std::nullopt;
        if (!value)
            return std::nullopt;
        entries.push_back({std::move(*key), std::move(*value)});
    }
}

std::optional<std::size_t> pointed_at(std::string_view bytes, std::uint64_t offset) {
    for (std::size_t i = 0; i <= most_space && offset < bytes.size(); ++i, ++offset)
        if (!is_space(bytes[offset]))
            return static_cast<std::size_t>(offset);
    return std::nullopt;
}

namespace {

/// A stream's size (7.3.8.2), as its dictionary has it.
std::optional<std::uint64_t> length_in(const Dictionary& dictionary, const LengthOf& length_of) {
    const auto* length = dictionary.find("Length");
    std::uint64_t size = 0;
    if (length == nullptr)
        return std::nullopt;
    if (const auto* elsewhere = length->as<Reference>())
        return length_of(*elsewhere);
    return length->whole(size) != nullptr ? std::optional(size) : std::nullopt;
}

/// Reads on after "stream", to the end of "endstream" (7.3.8.1).
bool read_data(std::string_view bytes, Parser& parser, Indirect& indirect, const LengthOf& length_of) {
    auto data = parser.at();
    if (bytes.substr(data, 2) == "\r\n")
        data += 2;
    else if (bytes.substr(data, 1) == "\n")
        data += 1;
    else
        return false;
    const auto size = length_in(*indirect.object.as<Dictionary>(), length_of);
    if (!size || *size > bytes.size() - data)
        return false;
    auto end = data + static_cast<std::size_t>(*size);
    if (bytes.substr(end, 2) == "\r\n")
        end += 2;
    else if (bytes.substr(end, 1) == "\n" || bytes.substr(end, 1) == "\r")
        end += 1;
    if (bytes.substr(end, 9) != "endstream")
        return false;
    indirect.is_stream = true;
    indirect.data_from = data;
    indirect.data_size = static_cast<std::size_t>(*size);
    parser = Parser(bytes, end + 9);
    return true;
}

bool read_into(Indirect& indirect, std::string_view bytes, Parser& parser, std::optional<Reference> id,
               const LengthOf& length_of) {
    const auto number = parser.integer();
    const auto generation = parser.integer();
    if (!number || !generation || *number > 0xFFFF'FFFF || *generation > 65535 || !parser.take("obj"))
        return false;
    indirect.id = {static_cast<std::uint32_t>(*number), static_cast<std::uint32_t>(*generation)};
    if (id && indirect.id != *id)
        return false;
    auto object = parser.object();
    if (!object)
        return false;
    indirect.object = std::move(*object);
    if (indirect.object.as<Dictionary>() != nullptr && parser.take("stream") && !read_data(bytes, parser, indirect, length_of))
        return false;
    return parser.take("endobj");
}

} // namespace

std::optional<Indirect> read_indirect(std::string_view bytes, std::uint64_t offset, std::optional<Reference> id,
                                      const LengthOf& length_of, std::size_t& spent) {
    const auto from = pointed_at(bytes, offset);
    if (!from || !is_digit(bytes[*from]))
        return std::nullopt;
    Parser parser(bytes, *from);
    Indirect indirect;
    indirect.from = *from;
    const bool good = read_into(indirect, bytes, parser, id, length_of);
    spent += parser.at() - *from - indirect.data_size;
    indirect.to = parser.at();
    return good ? std::optional(std::move(indirect)) : std::nullopt;
}

} // namespace planpaket::signature
