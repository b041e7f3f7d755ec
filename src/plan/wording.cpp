#include "plan/wording.h"

namespace planpaket::plan {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_at(std::string_view text, std::size_t position) {
    const char c = text[position];
    if (static_cast<unsigned char>(c) < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    return !text.substr(position).starts_with("\xE2\x80") && !text.substr(position).starts_with("\xE2\x81");
}

std::string without_addresses(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("](")) {
            const auto end = text.find(')', i);
            if (end != std::string_view::npos) {
                i = end;
                continue;
            }
        }
        result += text[i];
    }
    return result;
}

std::vector<int> years_in(std::string_view text) {
    std::vector<int> years;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(text[i]))
            continue;
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        if (end - i == 4 && text.substr(i, 2) == "20")
            years.push_back(2000 + (text[i + 2] - '0') * 10 + (text[i + 3] - '0'));
        i = end;
    }
    return years;
}

bool has_amount(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(text[i]))
            continue;
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        if (end - i != 4 || text.substr(i, 2) != "20")
            return true;
        i = end;
    }
    return false;
}

std::string without_numbers(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (!is_digit(c))
            result += c;
        else if (result.empty() || result.back() != '#')
            result += '#';
    }
    return result;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && is_letter_at(text, i)) {
            word += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

} // namespace planpaket::plan
