#include "toml/parse.h"

#include "base/translate.h"
#include "toml/encoding.h"
#include "toml/explain.h"
#include "toml/scanner.h"

#include <algorithm>
#include <toml++/toml.h>

namespace planpaket::toml {

using base::tr;
using base::trf;

static constexpr std::size_t most_errors = 100;

namespace {

class Parser {
public:
    Parser(std::string_view text, base::SourceId source, const Limits& limits, Table& root, base::Diagnostics& diagnostics)
        : text_(text), source_(source), limits_(limits), root_(root), diagnostics_(diagnostics) {}

    /// False if a text or bracket is open at the end of the file and the scan was not wary: then all must be read anew.
    bool run(bool wary);
    bool syntax_right() const { return errors_ == 0; }

private:
    void parse_statement(const Statement& statement);
    void parse_header(const ::toml::table& parsed, std::uint32_t line_offset);
    void parse_pair(::toml::table& parsed, std::uint32_t line_offset);
    bool parse_plain_header(std::string_view statement, std::uint32_t line_offset);
    bool parse_plain_string(std::string_view statement, std::uint32_t line_offset);
    Node convert(::toml::node& node, std::uint32_t line_offset);
    base::Span span_of(const ::toml::source_region& region, std::uint32_t line_offset) const;
    base::Span flaw_span(const Statement& statement) const;
    void report(base::Diagnostic diagnostic);
    void enter(Table* table);

    std::string_view text_;
    base::SourceId source_;
    const Limits& limits_;
    Table& root_;
    base::Diagnostics& diagnostics_;
    Table* current_ = nullptr;
    Table discarded_; ///< Takes what stands below a header that is wrong.
    std::size_t errors_ = 0;
};

bool Parser::run(bool wary) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark))
        text_.remove_prefix(byte_order_mark.size());
    current_ = &root_;
    Scanner scanner(text_, limits_.depth, wary);
    Statement statement;
    while (errors_ < most_errors && scanner.next(statement)) {
        if (statement.flaw == Flaw::open_text && !wary)
            return false;
        parse_statement(statement);
    }
    if (errors_ >= most_errors)
        diagnostics_.push_back({.code = "syntax",
                                .span = {source_, statement.line, 1, statement.line, 2},
                                .message = tr("the file is not read further after so many errors"),
                                .hint = tr("is this a plan in TOML?")});
    return true;
}

void Parser::report(base::Diagnostic diagnostic) {
    ++errors_;
    diagnostics_.push_back(std::move(diagnostic));
}

void Parser::enter(Table* table) {
    if (!table) {
        discarded_ = Table();
        table = &discarded_;
        ++errors_;
    }
    current_ = table;
}

base::Span Parser::flaw_span(const Statement& statement) const {
    const std::string_view before = text_.substr(statement.begin, statement.flaw_begin - statement.begin);
    const auto last_line = before.substr(before.rfind('\n') + 1);
    const auto line = statement.line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const auto column = static_cast<std::uint32_t>(code_points(last_line)) + 1;
    const auto flawed = text_.substr(statement.flaw_begin, statement.flaw_end - statement.flaw_begin);
    return {source_, line, column, line, column + static_cast<std::uint32_t>(std::max<std::size_t>(code_points(flawed), 1))};
}

void Parser::parse_statement(const Statement& statement) {
    const std::string_view text = text_.substr(statement.begin, statement.end - statement.begin);
    const std::uint32_t line_offset = statement.line - 1;
    if (statement.flaw != Flaw::none) {
        report(explain_flaw(text_, statement, flaw_span(statement)));
        if (statement.header)
            enter(nullptr);
        return;
    }
    if (statement.header ? parse_plain_header(text, line_offset) : parse_plain_string(text, line_offset))
        return;
    try {
        ::toml::table parsed = ::toml::parse(text);
        if (statement.header)
            parse_header(parsed, line_offset);
        else
            parse_pair(parsed, line_offset);
    } catch (const ::toml::parse_error& error) {
        const auto from = span_of(error.source(), line_offset);
        const base::Span span{from.source, from.line, from.column, from.line, from.column + 1U};
        report(explain_refusal(text, statement.line, statement.header, error.description(), span));
        if (statement.header)
            enter(nullptr);
    }
}

base::Span Parser::span_of(const ::toml::source_region& region, std::uint32_t line_offset) const {
    return {source_, region.begin.line + line_offset, region.begin.column, region.end.line + line_offset, region.end.column};
}

/// Of a header parsed by itself: tables with one entry in each other, innermost an empty table, or an array with one.
void Parser::parse_header(const ::toml::table& parsed, std::uint32_t line_offset) {
    std::vector<Name> names;
    bool one_of_several = false;
    base::Span span;
    for (const ::toml::table* level = &parsed; !level->empty();) {
        const auto entry = level->begin();
        names.push_back({std::string(entry->first.str()), span_of(entry->first.source(), line_offset)});
        span = span_of(entry->second.source(), line_offset);
        if (entry->second.is_array()) {
            one_of_several = true;
            break;
        }
        level = entry->second.as_table();
    }
    enter(open_table(root_, names, one_of_several, span, diagnostics_));
}

void Parser::parse_pair(::toml::table& parsed, std::uint32_t line_offset) {
    std::vector<Name> names;
    ::toml::node* value = &parsed;
    do {
        auto entry = value->as_table()->begin();
        names.push_back({std::string(entry->first.str()), span_of(entry->first.source(), line_offset)});
        value = &entry->second;
    } while (value->is_table() && !value->as_table()->is_inline());
    put_value(*current_, std::move(names), convert(*value, line_offset), diagnostics_);
}

Node Parser::convert(::toml::node& node, std::uint32_t line_offset) {
    Node result;
    result.span = span_of(node.source(), line_offset);
    if (auto* text = node.as_string()) {
        result.type = ValueType::string;
        if (has_control_character(text->get()))
            diagnostics_.push_back({.code = "control-character",
                                    .span = result.span,
                                    .message = tr("this text holds a control character, written with a backslash"),
                                    .hint = tr("\\n and \\t are the only ones that a text may hold")});
        result.content = std::move(text->get());
    } else if (const auto* integer = node.as_integer()) {
        result.type = ValueType::integer;
        result.content = integer->get();
    } else if (const auto* number = node.as_floating_point()) {
        result.type = ValueType::floating;
        result.content = number->get();
    } else if (const auto* truth = node.as_boolean()) {
        result.type = ValueType::boolean;
        result.content = truth->get();
    } else if (const auto* date = node.as_date()) {
        result.type = ValueType::date;
        result.content = fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
    } else if (auto* array = node.as_array()) {
        result.type = ValueType::array;
        std::vector<Node> items;
        items.reserve(array->size());
        for (auto& item : *array)
            items.push_back(convert(item, line_offset));
        result.content = std::move(items);
    } else if (auto* table = node.as_table()) {
        // A dotted key inside of braces makes tables that are complete, too: nothing can be added to them from outside.
        result = make_table(TableOrigin::braces, result.span);
        for (auto&& [key, value] : *table)
            result.table().add(std::string(key.str()), span_of(key.source(), line_offset), convert(value, line_offset));
        std::sort(result.table().entries.begin(), result.table().entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair(a.key_span.line, a.key_span.column) < std::pair(b.key_span.line, b.key_span.column);
        });
    }
    return result;
}

static bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// `[name]` and `[[name.name]]` without blanks or quotation marks, which need no parser. False if the statement is anything else.
bool Parser::parse_plain_header(std::string_view statement, std::uint32_t line_offset) {
    const std::size_t brackets = statement.starts_with("[[") ? 2 : 1;
    if (statement.size() <= 2 * brackets ||
        statement.substr(statement.size() - brackets) != std::string_view("]]").substr(0, brackets))
        return false;
    const auto column = [](std::size_t byte) { return static_cast<std::uint32_t>(byte + 1); };
    const std::uint32_t line = line_offset + 1;
    std::vector<Name> names;
    std::size_t begin = brackets;
    for (std::size_t i = brackets; i <= statement.size() - brackets; ++i) {
        if (i < statement.size() - brackets && is_bare(statement[i]))
            continue;
        const bool separator = i == statement.size() - brackets || statement[i] == '.';
        if (!separator || i == begin)
            return false;
        names.push_back({std::string(statement.substr(begin, i - begin)), {source_, line, column(begin), line, column(i)}});
        begin = i + 1;
    }
    enter(open_table(root_, names, brackets == 2, {source_, line, 1, line, column(statement.size())}, diagnostics_));
    return true;
}

/// `key = "text"` and `key = """text"""` without a backslash or carriage return are most of a plan, and need no parser: the value
/// is what stands between the quotation marks. False if the statement is anything else.
bool Parser::parse_plain_string(std::string_view statement, std::uint32_t line_offset) {
    const std::size_t key_begin = std::min(statement.find_first_not_of(' '), statement.size());
    std::size_t position = key_begin;
    while (position < statement.size() && is_bare(statement[position]))
        ++position;
    const std::string_view key = statement.substr(key_begin, position - key_begin);
    const std::string_view rest = statement.substr(position);
    if (key.empty() || !rest.starts_with(" = \""))
        return false;
    const std::size_t quotes = rest.substr(3).starts_with("\"\"\"") ? 3 : 1;
    const std::string_view value = rest.substr(3);
    if (value.size() < 2 * quotes || value.find('\\') != std::string_view::npos || value.find('\r') != std::string_view::npos)
        return false;
    std::string_view inside = value.substr(quotes, value.size() - 2 * quotes);
    if (value.substr(value.size() - quotes) != value.substr(0, quotes) || inside.find('"') != std::string_view::npos)
        return false;
    const auto line = line_offset + 1;
    const auto begin = static_cast<std::uint32_t>(position + 4);
    const auto last_break = value.rfind('\n');
    const bool one_line = last_break == std::string_view::npos;
    const auto end_line = line + static_cast<std::uint32_t>(std::count(value.begin(), value.end(), '\n'));
    const auto end =
        static_cast<std::uint32_t>(code_points(one_line ? value : value.substr(last_break + 1))) + (one_line ? begin : 1);
    if (quotes == 3 && inside.starts_with('\n'))
        inside.remove_prefix(1);
    Node node;
    node.type = ValueType::string;
    node.span = {source_, line, begin, end_line, end};
    node.content = std::string(inside);
    const auto column = static_cast<std::uint32_t>(key_begin + 1);
    const base::Span key_span{source_, line, column, line, column + static_cast<std::uint32_t>(key.size())};
    put_value(*current_, {{std::string(key), key_span}}, std::move(node), diagnostics_);
    return true;
}

} // namespace

bool parse(std::string_view text, base::SourceId source, const Limits& limits, Table& root, base::Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.size();
    {
        Parser parser(text, source, limits, root, diagnostics);
        if (parser.run(false))
            return parser.syntax_right();
    }
    // A text is open at the end of the file, so the missing """ is somewhere above: read anew, on the look-out for it.
    diagnostics.resize(before);
    root = Table();
    Parser parser(text, source, limits, root, diagnostics);
    parser.run(true);
    return parser.syntax_right();
}

} // namespace planpaket::toml
