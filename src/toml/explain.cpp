#include "toml/explain.h"

#include "base/translate.h"
#include "toml/encoding.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

namespace planpaket::toml {

using base::Diagnostic;
using base::tr;
using base::trf;

static Diagnostic syntax(base::Span span, std::string message, std::string hint = {}) {
    return {.code = "syntax", .span = span, .message = std::move(message), .hint = std::move(hint)};
}

Diagnostic explain_flaw(std::string_view text, const Statement& statement, base::Span span) {
    const std::string shown(text.substr(statement.flaw_begin, statement.flaw_end - statement.flaw_begin));
    switch (statement.flaw) {
    case Flaw::open_string:
        return syntax(span, tr("the quotation mark that opens this text is not closed on the same line"),
                      trf("end the text with {0}, or write it between {0}{0}{0} and {0}{0}{0} if it has several lines",
                          shown.substr(0, 1)));
    case Flaw::open_text:
        return syntax(span, tr("the text that begins here is never closed"), trf("write {} where it ends", shown));
    case Flaw::open_bracket:
        return syntax(span, trf("the {} here is never closed", shown), trf("write {} where it ends", shown == "[" ? "]" : "}"));
    case Flaw::split_braces:
        return syntax(span, tr("what stands between { and } goes over several lines"), tr("write it on one line"));
    case Flaw::too_deep:
        return {.code = "nesting-too-deep",
                .span = span,
                .message = tr("brackets or names stand too deep in each other"),
                .hint = tr("no part of a plan needs more than ten levels")};
    case Flaw::none:
        break;
    }
    return syntax(span, {});
}

namespace {

/// `key = value`, cut at the first equals sign that is not quoted. Positions are bytes of the statement.
struct Pair {
    std::string_view key;
    std::size_t equals = std::string_view::npos;
    std::size_t value_begin = 0;
    std::string_view value; ///< Without a comment or blanks at its end, when it is not a string.
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

Pair split(std::string_view statement) {
    Pair pair;
    char quote = 0;
    for (std::size_t i = 0; i < statement.size(); ++i) {
        const char c = statement[i];
        if (c == '\n' || (quote == 0 && c == '=')) {
            pair.equals = c == '=' ? i : std::string_view::npos;
            break;
        }
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
    }
    pair.key = trimmed(statement.substr(0, std::min(pair.equals, statement.find('\n'))));
    if (pair.equals == std::string_view::npos)
        return pair;
    std::string_view rest = statement.substr(pair.equals + 1);
    const std::size_t first = std::min(rest.find_first_not_of(" \t"), rest.size());
    pair.value_begin = pair.equals + 1 + first;
    rest.remove_prefix(first);
    pair.value = trimmed(rest.substr(0, std::min(rest.find('#'), rest.find('\n'))));
    return pair;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 2025-06-31, and other whole dates that the calendar lacks.
bool is_whole_date(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
           all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
}

/// 2025-06, 2025-Q2, 2024–2027: dates in the eyes of the writer, but not in TOML's.
bool is_like_date(std::string_view text) {
    return text.size() > 4 && all_digits(text.substr(0, 4)) && text[4] != '.' && text[4] != '_' &&
           !all_digits(text.substr(4, 1)) && text.find_first_of("[]{}\"'") == std::string_view::npos;
}

/// 2024-2027 or 2024–2027 as the table that stands for it; nothing if the text is something else.
std::optional<std::string> span_of_years(std::string_view text) {
    for (const std::string_view dash : {"-", "–"})
        if (text.size() == 8 + dash.size() && text.substr(4, dash.size()) == dash && all_digits(text.substr(0, 4)) &&
            all_digits(text.substr(4 + dash.size())))
            return fmt::format("{{ from = \"{}\", to = \"{}\" }}", text.substr(0, 4), text.substr(4 + dash.size()));
    return std::nullopt;
}

bool starts_with_curly_quote(std::string_view text) {
    for (const char* quote : {"“", "”", "„", "‘", "’", "‚", "»", "«"})
        if (text.starts_with(quote))
            return true;
    return false;
}

bool is_foreign_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

base::Span part_of(std::string_view statement, std::size_t begin, std::size_t length, base::Span span, std::uint32_t first_line) {
    const auto column = static_cast<std::uint32_t>(code_points(statement.substr(0, begin))) + 1;
    const auto width = static_cast<std::uint32_t>(std::max<std::size_t>(code_points(statement.substr(begin, length)), 1));
    return {span.source, first_line, column, first_line, column + width};
}

std::optional<Diagnostic> explain_pair(std::string_view statement, std::string_view parser_words, base::Span span,
                                       std::uint32_t first_line) {
    if (parser_words.find("cannot redefine") != std::string_view::npos)
        return Diagnostic{.code = "duplicate-key",
                          .span = span,
                          .message = tr("a key stands twice between the same braces"),
                          .hint = tr("keep one of them")};
    const Pair pair = split(statement);
    const auto key_span = part_of(statement, statement.find_first_not_of(" \t"), pair.key.size(), span, first_line);
    if (starts_with_curly_quote(pair.key) ||
        (pair.equals == std::string_view::npos && pair.key.find_first_of(" \t:") == std::string_view::npos))
        return syntax(key_span, tr("there is text here that belongs to no key"),
                      tr("text stands in quotation marks after a key: title = \"…\"; a remark to yourself begins with #"));
    if (pair.equals == std::string_view::npos)
        return syntax(key_span, tr("there is no = after the key"),
                      tr("write a key, =, and its value: title = \"…\"; a remark to yourself begins with #"));
    if (!pair.key.starts_with('"') && !pair.key.starts_with('\'') &&
        std::any_of(pair.key.begin(), pair.key.end(), is_foreign_letter))
        return syntax(key_span, trf("'{}' cannot be a key", pair.key),
                      tr("keys are written with the letters a to z, digits, - and _"));
    const auto value_span = part_of(statement, pair.value_begin, pair.value.size(), span, first_line);
    if (pair.value.empty())
        return syntax(part_of(statement, pair.equals, 1, span, first_line), trf("'{}' has no value", pair.key),
                      tr("write one after =, or remove the line"));
    if (starts_with_curly_quote(pair.value))
        return syntax(value_span, tr("the quotation marks are typographic ones"), tr("use straight ones: \"…\""));
    if (is_whole_date(pair.value))
        return Diagnostic{.code = "impossible-date",
                          .span = value_span,
                          .message = trf("there is no such day: {}", pair.value),
                          .hint = tr("write year-month-day, as in 2025-06-15")};
    if (const auto years = span_of_years(pair.value))
        return syntax(value_span, trf("{} stands without quotation marks", pair.value), trf("write {} = {}", pair.key, *years));
    if (is_like_date(pair.value))
        return syntax(value_span, trf("{} is not a whole date, and stands without quotation marks", pair.value),
                      trf("write {} = \"{}\"", pair.key, pair.value));
    const char first = pair.value.front();
    if (std::isalpha(static_cast<unsigned char>(first)) || is_foreign_letter(first))
        return syntax(value_span, tr("this text has no quotation marks"), trf("write {} = \"{}\"", pair.key, pair.value));
    if (parser_words.find("escape") != std::string_view::npos || parser_words.find("unicode scalar") != std::string_view::npos)
        return syntax(span, tr("a backslash in a text has a meaning of its own, and this one has none"),
                      tr("write two of them: \\\\"));
    if (parser_words.find("expected a comment or whitespace") != std::string_view::npos)
        return syntax(span, tr("something follows after the value"),
                      tr("each key has its own line; a quotation mark inside a text is written \\\""));
    if (parser_words.find("expected comma") != std::string_view::npos)
        return syntax(span, tr("there is no comma between two values"), tr("write one after each value"));
    if (parser_words.find("dangling comma") != std::string_view::npos)
        return syntax(span, tr("there is a comma after the last key between { and }"), tr("remove it"));
    if (parser_words.find("expected '='") != std::string_view::npos)
        return syntax(span, tr("there is no = after the key"), tr("write a key, =, and its value: { role = \"…\" }"));
    return std::nullopt;
}

} // namespace

Diagnostic explain_refusal(std::string_view statement, std::uint32_t first_line, bool header, std::string_view parser_words,
                           base::Span span) {
    if (header) {
        const std::string shown(trimmed(statement.substr(0, statement.find('#'))));
        if (std::any_of(shown.begin(), shown.end(), is_foreign_letter))
            return syntax(span, trf("{} cannot name a table", shown), tr("names of tables are written with the letters a to z"));
        return syntax(span, trf("{} is not a proper table header", shown),
                      tr("write [name] for a table, [[name]] for one of several, alone on its line"));
    }
    if (auto known = explain_pair(statement, parser_words, span, first_line))
        return *std::move(known);
    return syntax(span, trf("this is not TOML: {}", parser_words));
}

} // namespace planpaket::toml
