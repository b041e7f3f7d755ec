#pragma once

/// Looking into the wording of texts, for the remarks.

#include <string>
#include <string_view>
#include <vector>

namespace planpaket::plan {

bool is_digit(char c);

/// Whether the character there is part of a word in the eyes of a reader: ASCII letters and digits, and every character beyond
/// ASCII but the dashes and quotation marks of U+2000–U+206F.
bool is_letter_at(std::string_view text, std::size_t position);

/// Its words, with ASCII letters made small.
std::vector<std::string> words_of(std::string_view text);

/// The years 2000–2099 that it states in four digits.
std::vector<int> years_in(std::string_view text);

/// Whether it states a number that is not a year.
bool has_amount(std::string_view text);

/// It, without the addresses of its links, whose digits mean nothing.
std::string without_addresses(std::string_view text);

/// It, with every number as "#": what an autofill leaves alone.
std::string without_numbers(std::string_view text);

} // namespace planpaket::plan
