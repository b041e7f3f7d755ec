#include "plan/fields.h"

#include "base/nearest.h"
#include "base/translate.h"
#include "plan/id.h"

#include <algorithm>

namespace planpaket::plan {

using base::tr;
using base::trf;
using toml::TableReader;
using toml::Value;

static bool is_white(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

static std::string trimmed(std::string_view text) {
    while (!text.empty() && is_white(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_white(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

/// Each line break, with the blanks around it, as one space.
static std::string on_one_line(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n') {
            result += text[i];
            continue;
        }
        while (!result.empty() && is_white(result.back()))
            result.pop_back();
        while (i + 1 < text.size() && is_white(text[i + 1]))
            ++i;
        result += ' ';
    }
    return result;
}

static Text checked_text(TableReader& table, const std::string& value, base::Span span) {
    Text text{trimmed(value), span};
    if (text.empty())
        table.error(span, "empty-text", tr("this text is empty"), tr("write it, or remove the key"));
    return text;
}

Text prose(TableReader& table, std::string_view key) {
    const auto found = table.value(key);
    if (!found)
        return {};
    if (found->type() == Value::Type::string)
        return checked_text(table, found->as_string(), found->span());
    found->report_wrong_type(tr("text"));
    return {};
}

Text required_prose(TableReader& table, std::string_view key) {
    return table.required(key) ? prose(table, key) : Text{};
}

Text line(TableReader& table, std::string_view key) {
    Text text = prose(table, key);
    if (text.value.find('\n') != std::string::npos)
        text.value = on_one_line(text.value);
    return text;
}

Text required_line(TableReader& table, std::string_view key) {
    return table.required(key) ? line(table, key) : Text{};
}

std::vector<Text> proses(TableReader& table, std::string_view key) {
    std::vector<Text> texts;
    for (const auto& found : table.strings(key))
        texts.push_back(checked_text(table, found.value, found.span));
    return texts;
}

void check_id_form(TableReader& table, std::string_view id, base::Span span) {
    if (is_id(id))
        return;
    const std::string better = id_like(id);
    table.error(span, "invalid-id", trf("'{}' cannot be an id", id),
                is_id(better) ? trf("write \"{}\": small letters a to z, digits and single hyphens", better)
                              : std::string(tr("ids are made of small letters a to z, digits and single hyphens")));
}

Id defined_id(TableReader& table) {
    Id id = required_line(table, "id");
    if (!id.empty())
        check_id_form(table, id.value, id.span);
    return id;
}

Text language(TableReader& table, std::string_view key) {
    Text tag = line(table, key);
    bool right = true;
    std::size_t length = 0; // Of the subtag so far.
    std::size_t subtag = 0;
    for (const char c : tag.value) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (c == '-') {
            right = right && length >= (subtag == 0 ? 2u : 1u);
            length = 0;
            ++subtag;
        } else {
            ++length;
            right = right && (letter || (digit && subtag > 0)) && length <= (subtag == 0 ? 3u : 8u);
        }
    }
    right = right && length >= (subtag == 0 ? 2u : 1u);
    if (!tag.empty() && !right)
        table.error(tag.span, "unknown-value", trf("'{}' is no language tag", tag.value),
                    tr("write for example sv, en, fi or en-GB"));
    return tag;
}

Id reference(TableReader& table, std::string_view key) {
    return line(table, key);
}

Id required_reference(TableReader& table, std::string_view key) {
    return required_line(table, key);
}

std::vector<Id> references(TableReader& table, std::string_view key) {
    return proses(table, key);
}

std::optional<Date> date_of(TableReader& table, const Value& value) {
    std::string written;
    if (value.type() == Value::Type::string)
        written = trimmed(value.as_string());
    else if (value.type() == Value::Type::date)
        written = value.as_date();
    else if (value.type() == Value::Type::integer)
        written = std::to_string(value.as_integer());
    else {
        value.report_wrong_type(tr("a date"));
        return std::nullopt;
    }
    const auto found = parse_date(written);
    if (!found)
        table.error(value.span(), "impossible-date", trf("'{}' is no date", written),
                    tr("write \"2025\", \"2025-H1\" (half-year), \"2025-Q2\" (quarter), \"2025-06\" or \"2025-06-15\""));
    return found;
}

std::optional<Date> date(TableReader& table, std::string_view key) {
    const auto value = table.value(key);
    return value ? date_of(table, *value) : std::nullopt;
}

std::optional<Date> required_date(TableReader& table, std::string_view key) {
    const auto value = table.required(key);
    return value ? date_of(table, *value) : std::nullopt;
}

std::optional<Date> day(TableReader& table, std::string_view key) {
    const auto value = table.value(key);
    const auto found = value ? date_of(table, *value) : std::nullopt;
    if (!found || found->precision == Precision::day)
        return found;
    table.error(value->span(), "inexact-date", trf("'{}' is to be known to the day", key), tr("write it as 2025-06-15"));
    return std::nullopt;
}

std::optional<Date> required_day(TableReader& table, std::string_view key) {
    return table.required(key) ? day(table, key) : std::nullopt;
}

void check_order(TableReader& table, const std::optional<Date>& from, const std::optional<Date>& to, std::string_view to_key) {
    if (!from || !to || to->last_day() >= from->first_day())
        return;
    const auto value = table.value(to_key);
    table.error(value ? value->span() : table.span(), "end-before-start",
                trf("{} lies before {}, where it begins", to_string(*to), to_string(*from)), tr("change one of the two dates"));
}

bool flag(TableReader& table, std::string_view key) {
    return table.boolean(key).value_or(false);
}

void report_unknown_value(TableReader& table, std::string_view value, base::Span span, const std::vector<std::string>& allowed) {
    const auto meant = base::nearest(value, allowed);
    const std::string all = trf("it can be: {}", fmt::join(allowed, ", "));
    table.error(span, "unknown-value", trf("'{}' is not known here", value),
                meant ? trf("did you mean '{}'? {}", *meant, all) : all);
}

std::vector<Silence> silences(TableReader& table) {
    std::vector<Silence> result;
    for (auto& entry : table.tables("silence")) {
        result.push_back({required_line(entry, "remark"), required_line(entry, "reason")});
        entry.finish();
    }
    return result;
}

std::vector<Signatory> signatories(TableReader& table, std::string_view key) {
    std::vector<Signatory> result;
    for (auto& entry : table.tables(key)) {
        result.push_back({required_line(entry, "role"), line(entry, "name")});
        entry.finish();
    }
    return result;
}

} // namespace planpaket::plan
