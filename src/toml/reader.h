#pragma once

/// Reading TOML with the place of every value. The only folder that includes toml++.
/// A TableReader hands out one table's values by key, collects what is wrong, and at the end reports keys that nobody asked for.

#include "base/diagnostic.h"
#include "base/source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::toml {

struct Limits {
    std::size_t bytes = 48u << 20;
    std::size_t depth = 64;
};

/// A string value with the place of the value itself.
struct LocatedString {
    std::string value;
    base::Span span;
};

class Value;

/// One table. Copies are cheap and share the list of keys asked for.
class TableReader {
public:
    struct Data;
    explicit TableReader(std::shared_ptr<Data> data);

    base::Span span() const;                             ///< Of the table's header or braces.
    bool has(std::string_view key);                      ///< Marks the key as known.
    std::optional<Value> value(std::string_view key);    ///< Marks the key as known; nothing if it is absent.
    std::optional<Value> required(std::string_view key); ///< The same; an absent key is reported ("missing-key").

    /// Typed short cuts; a value of another type is reported ("wrong-type") and given as absent.
    std::optional<LocatedString> string(std::string_view key);
    std::optional<bool> boolean(std::string_view key);
    std::optional<double> number(std::string_view key); ///< Integer or float.
    std::optional<TableReader> table(std::string_view key);
    std::vector<TableReader> tables(std::string_view key);    ///< Array of tables; a single table counts as one.
    std::vector<LocatedString> strings(std::string_view key); ///< Array of strings; a single string counts as one.
    std::vector<std::string> keys() const;                    ///< In file order. Does not mark them.

    /// Reports every key that was not asked for ("unknown-key"), with the nearest known one as a hint.
    void finish();

private:
    std::shared_ptr<Data> data_;
};

/// One value of any type.
class Value {
public:
    enum class Type { string, integer, floating, boolean, date, array, table, other };
    struct Data;
    explicit Value(std::shared_ptr<Data> data);

    Type type() const;
    base::Span span() const;
    std::string as_string() const;       ///< Precondition: type string.
    std::int64_t as_integer() const;     ///< Precondition: type integer.
    std::string as_date() const;         ///< ISO 8601, YYYY-MM-DD. Precondition: type date.
    TableReader as_table() const;        ///< Precondition: type table.
    std::vector<Value> as_array() const; ///< Precondition: type array.

private:
    std::shared_ptr<Data> data_;
};

/// Parses a file of `sources` and calls `read` with its top table; `diagnostics` receives all that is wrong: syntax (every error
/// that can be found by going on after one), encoding, size, depth, and what the readers report. Returns false if it could not be
/// parsed at all.
bool read_file(const base::Sources& sources, base::SourceId source, base::Diagnostics& diagnostics,
               const std::function<void(TableReader&)>& read, const Limits& limits = {});

} // namespace planpaket::toml
