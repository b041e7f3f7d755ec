#pragma once

/// A parsed TOML file: nodes with their places, tables in file order.

#include "base/diagnostic.h"
#include "base/source.h"
#include "toml/value_type.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace planpaket::toml {

struct Table;

/// A value. The alternatives of `content` go with `type`: a date is its ISO 8601 text, `other` has none.
struct Node {
    ValueType type = ValueType::other;
    bool of_tables = false; ///< An array made by [[headers]], which alone may add to it.
    base::Span span;
    std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<Node>, std::unique_ptr<Table>> content;

    const Table& table() const { return *std::get<std::unique_ptr<Table>>(content); }
    Table& table() { return *std::get<std::unique_ptr<Table>>(content); }
};

struct Entry {
    std::string key;
    base::Span key_span;
    Node node;
};

/// How a table came to be, which decides who may add to it.
enum class TableOrigin {
    header,   ///< [name] or [[name]]
    implicit, ///< Named on the way by a header: [name.below]
    dotted,   ///< Named on the way by a dotted key
    braces,   ///< { … }: complete, closed
};

struct Table {
    TableOrigin origin = TableOrigin::header;
    base::Span span; ///< Of the header, the key or the braces.
    std::vector<Entry> entries;

    Entry* find(std::string_view key);
    const Entry* find(std::string_view key) const { return const_cast<Table*>(this)->find(key); }
    /// Precondition: the key is not there.
    Entry& add(std::string key, base::Span key_span, Node node);

private:
    std::unordered_map<std::string, std::size_t> index_; ///< Used once a table is too long to be searched in line.
};

/// One name of a dotted key or header.
struct Name {
    std::string text;
    base::Span span;
};

Node make_table(TableOrigin origin, base::Span span);

/// The table that a header opens; nullptr, and a diagnostic, if it contradicts what stands above it.
Table* open_table(Table& root, const std::vector<Name>& names, bool one_of_several, base::Span span,
                  base::Diagnostics& diagnostics);

/// Puts a value under a (dotted) key; a diagnostic if it is there already.
void put_value(Table& table, std::vector<Name> names, Node value, base::Diagnostics& diagnostics);

} // namespace planpaket::toml
