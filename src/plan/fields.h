#pragma once

/// Reading one key of a table as what plans are made of: texts, ids, dates, choices. What is wrong is reported where it stands,
/// and something empty given.

#include "base/diagnostic.h"
#include "plan/plan.h"
#include "toml/reader.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::plan {

/// A text of one line: line breaks and the blanks around them become one space.
Text line(toml::TableReader& table, std::string_view key);
Text required_line(toml::TableReader& table, std::string_view key);

/// A text that may have several lines; without blank lines before and after it.
Text prose(toml::TableReader& table, std::string_view key);
Text required_prose(toml::TableReader& table, std::string_view key);
std::vector<Text> proses(toml::TableReader& table, std::string_view key);

/// The id that names an item: required, and of the form that plan.h says ("invalid-id").
Id defined_id(toml::TableReader& table);
void check_id_form(toml::TableReader& table, std::string_view id, base::Span span);

/// A BCP 47 language tag: "sv", "en-GB"; optional.
Text language(toml::TableReader& table, std::string_view key);

/// An id that points to an item; whether there is one is checked later, when all are read.
Id reference(toml::TableReader& table, std::string_view key);
Id required_reference(toml::TableReader& table, std::string_view key);
std::vector<Id> references(toml::TableReader& table, std::string_view key);

/// A date: text in a form of parse_date, a TOML date, or a number for a year ("impossible-date").
std::optional<Date> date_of(toml::TableReader& table, const toml::Value& value);
std::optional<Date> date(toml::TableReader& table, std::string_view key);
std::optional<Date> required_date(toml::TableReader& table, std::string_view key);
/// A date that must be known to the day ("inexact-date").
std::optional<Date> day(toml::TableReader& table, std::string_view key);
std::optional<Date> required_day(toml::TableReader& table, std::string_view key);

/// Reports "end-before-start" at the key of the later date if it lies wholly before the earlier one.
void check_order(toml::TableReader& table, const std::optional<Date>& from, const std::optional<Date>& to,
                 std::string_view to_key);

bool flag(toml::TableReader& table, std::string_view key);

/// Reports "unknown-value", with the nearest allowed value and all of them as a hint.
void report_unknown_value(toml::TableReader& table, std::string_view value, base::Span span,
                          const std::vector<std::string>& allowed);

/// One of a few words; `fallback` if the key is absent or wrong.
template <class Enum>
Enum choice(toml::TableReader& table, std::string_view key, Enum fallback,
            std::initializer_list<std::pair<std::string_view, Enum>> words) {
    const auto found = table.string(key);
    if (!found)
        return fallback;
    std::vector<std::string> allowed;
    for (const auto& [word, meaning] : words) {
        if (word == found->value)
            return meaning;
        allowed.emplace_back(word);
    }
    report_unknown_value(table, found->value, found->span, allowed);
    return fallback;
}

std::vector<Silence> silences(toml::TableReader& table);
std::vector<Signatory> signatories(toml::TableReader& table, std::string_view key);

/// Reads every table under a key, and adds what they are. Plans are held for the whole run, so the lists have no spare room.
template <class Item>
void read_all(toml::TableReader& table, std::string_view key, std::vector<Item>& items, Item (*read)(toml::TableReader&)) {
    auto tables = table.tables(key);
    items.reserve(items.size() + tables.size());
    for (auto& item : tables)
        items.push_back(read(item));
}

} // namespace planpaket::plan
