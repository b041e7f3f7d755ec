#include "toml/reader.h"

#include "base/names.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "toml/encoding.h"
#include "toml/parse.h"
#include "toml/tree.h"

#include <algorithm>

namespace planpaket::toml {

using base::tr;
using base::trf;

/// What all readers of one file share.
struct Reading {
    base::Diagnostics& diagnostics;
    AskedKeys* asked = nullptr;
    bool syntax_right = true;
};

struct TableReader::Data {
    const Table& table;
    Reading& reading;
    std::string path;
    std::vector<bool> asked_for;    ///< By entry of the table.
    std::vector<std::string> known; ///< Every key asked for, also those that are not there.
};

static std::string type_words(ValueType type) {
    using base::mark;
    static constexpr base::Names<ValueType> words{mark("text"),   mark("a whole number"), mark("a number"), mark("true or false"),
                                                  mark("a date"), mark("a list"),         mark("a table"),  mark("a time")};
    return base::tr(words[type]);
}

Value::Value(const Node& node, Reading& reading, std::string path) : node_(&node), reading_(&reading), path_(std::move(path)) {}

Value::Type Value::type() const {
    return node_->type;
}

base::Span Value::span() const {
    return node_->span;
}

const std::string& Value::as_string() const {
    return std::get<std::string>(node_->content);
}

std::int64_t Value::as_integer() const {
    return std::get<std::int64_t>(node_->content);
}

double Value::as_number() const {
    return type() == Type::integer ? static_cast<double>(as_integer()) : std::get<double>(node_->content);
}

std::string Value::as_date() const {
    return std::get<std::string>(node_->content);
}

TableReader Value::as_table() const {
    const Table& table = node_->table();
    return TableReader(std::make_shared<TableReader::Data>(
        TableReader::Data{table, *reading_, path_, std::vector<bool>(table.entries.size()), {}}));
}

std::vector<Value> Value::as_array() const {
    std::vector<Value> values;
    const auto& items = std::get<std::vector<Node>>(node_->content);
    values.reserve(items.size());
    for (const auto& item : items)
        values.emplace_back(item, *reading_, path_);
    return values;
}

void Value::report_wrong_type(const std::string& expected) const {
    const bool quotable = type() == Type::integer || type() == Type::floating || type() == Type::boolean || type() == Type::date;
    reading_->diagnostics.push_back(
        {.code = "wrong-type",
         .span = span(),
         .message = trf("expected {}, found {}", expected, type_words(type())),
         .hint = quotable && expected == type_words(Type::string) ? tr("put it in quotation marks") : ""});
}

TableReader::TableReader(std::shared_ptr<Data> data) : data_(std::move(data)) {}

base::Span TableReader::span() const {
    const Table& table = data_->table;
    const bool top_of_file = table.span.line == 0;
    if (!top_of_file)
        return table.span;
    return table.entries.empty() ? base::Span{table.span.source, 1, 1, 1, 2} : table.entries.front().key_span;
}

base::Span TableReader::key_span(std::string_view key) const {
    const Entry* entry = data_->table.find(key);
    return entry ? entry->key_span : span();
}

bool TableReader::has(std::string_view key) {
    return value(key).has_value();
}

std::optional<Value> TableReader::value(std::string_view key) {
    data_->known.emplace_back(key);
    if (data_->reading.asked)
        (*data_->reading.asked)[data_->path].emplace(key);
    const Entry* entry = data_->table.find(key);
    if (!entry)
        return std::nullopt;
    data_->asked_for[static_cast<std::size_t>(entry - data_->table.entries.data())] = true;
    std::string path;
    if (entry->node.type == Value::Type::table || entry->node.type == Value::Type::array)
        path = data_->path.empty() ? std::string(key) : data_->path + "." + std::string(key);
    return Value(entry->node, data_->reading, std::move(path));
}

std::optional<Value> TableReader::required(std::string_view key) {
    auto found = value(key);
    if (!found && data_->reading.syntax_right)
        error(span(), "missing-key", trf("'{}' is missing", key), trf("add a line that begins with: {} =", key));
    return found;
}

std::optional<LocatedString> TableReader::string(std::string_view key) {
    const auto found = value(key);
    if (!found)
        return std::nullopt;
    if (found->type() == Value::Type::string)
        return LocatedString{found->as_string(), found->span()};
    found->report_wrong_type(type_words(Value::Type::string));
    return std::nullopt;
}

std::optional<bool> TableReader::boolean(std::string_view key) {
    const auto found = value(key);
    if (!found)
        return std::nullopt;
    if (found->type() == Value::Type::boolean)
        return std::get<bool>(found->node_->content);
    found->report_wrong_type(type_words(Value::Type::boolean));
    return std::nullopt;
}

std::optional<double> TableReader::number(std::string_view key) {
    const auto found = value(key);
    if (!found)
        return std::nullopt;
    if (found->type() == Value::Type::integer || found->type() == Value::Type::floating)
        return found->as_number();
    found->report_wrong_type(type_words(Value::Type::floating));
    return std::nullopt;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
    const auto found = value(key);
    if (!found)
        return std::nullopt;
    if (found->type() == Value::Type::table)
        return found->as_table();
    found->report_wrong_type(type_words(Value::Type::table));
    return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    std::vector<TableReader> result;
    const auto found = value(key);
    if (!found)
        return result;
    if (found->type() == Value::Type::table) {
        if (found->node_->table().origin != TableOrigin::implicit)
            result.push_back(found->as_table());
        else if (data_->reading.syntax_right)
            error(found->span(), "missing-table", trf("this belongs to a table [[{}]], but none stands above it", found->path_),
                  trf("write [[{}]] with its keys first", found->path_));
        return result;
    }
    if (found->type() != Value::Type::array) {
        found->report_wrong_type(type_words(Value::Type::table));
        return result;
    }
    for (const auto& item : found->as_array()) {
        if (item.type() == Value::Type::table)
            result.push_back(item.as_table());
        else
            item.report_wrong_type(type_words(Value::Type::table));
    }
    return result;
}

std::vector<LocatedString> TableReader::strings(std::string_view key) {
    std::vector<LocatedString> result;
    const auto found = value(key);
    if (!found)
        return result;
    const auto values = found->type() == Value::Type::array ? found->as_array() : std::vector{*found};
    for (const auto& item : values) {
        if (item.type() == Value::Type::string)
            result.push_back({item.as_string(), item.span()});
        else
            item.report_wrong_type(type_words(Value::Type::string));
    }
    return result;
}

std::vector<std::string> TableReader::keys() const {
    std::vector<std::string> result;
    for (const auto& entry : data_->table.entries)
        result.push_back(entry.key);
    return result;
}

void TableReader::finish() {
    const auto& entries = data_->table.entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (data_->asked_for[i])
            continue;
        const auto meant = base::nearest(entries[i].key, data_->known);
        std::string hint = meant ? trf("did you mean '{}'?", *meant) : std::string(tr("remove it"));
        error(entries[i].key_span, "unknown-key",
              data_->path.empty() ? trf("unknown key '{}'", entries[i].key)
                                  : trf("unknown key '{}' in [{}]", entries[i].key, data_->path),
              std::move(hint));
    }
}

void TableReader::error(base::Span span, std::string code, std::string message, std::string hint) {
    data_->reading.diagnostics.push_back(
        {.code = std::move(code), .span = span, .message = std::move(message), .hint = std::move(hint)});
}

bool read_file(const base::Sources& sources, base::SourceId source, base::Diagnostics& diagnostics,
               const std::function<void(TableReader&)>& read, const Limits& limits, AskedKeys* asked) {
    const std::string& text = sources.get(source).text;
    if (text.size() > limits.bytes) {
        diagnostics.push_back({.code = "file-too-large",
                               .span = {source, 0, 0, 0, 0},
                               .message = trf("the file is larger than {} MB", limits.bytes / 1'000'000),
                               .hint = tr("is this the right file? A plan is seldom larger than 1 MB")});
        return false;
    }
    const auto repaired = repaired_text(text, source, diagnostics);
    if (repaired && repaired->empty())
        return false;
    Node root = make_table(TableOrigin::header, {source, 0, 0, 0, 0});
    Reading reading{diagnostics, asked};
    reading.syntax_right = parse(repaired ? *repaired : text, source, limits, root.table(), diagnostics) && !repaired;
    TableReader top = Value(root, reading, {}).as_table();
    read(top);
    return reading.syntax_right;
}

} // namespace planpaket::toml
