#pragma once

/// Reading TOML with the place of every value. The only folder that includes toml++.
/// A TableReader hands out one table's values by key, collects what is wrong, and at the end reports keys that nobody asked for.
/// Values and table readers live as long as the call that handed them out (see read_file).

#include "base/diagnostic.h"
#include "base/source.h"
#include "toml/value_type.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::toml {

/// A string value with the place of the value itself.
struct LocatedString {
    std::string value;
    base::Span span;
};

/// The keys that readers ask for, by table: "" is the top, "area.problem" the tables [[area.problem]].
using AskedKeys = std::map<std::string, std::set<std::string>>;

struct Node;
struct Reading;
class Value;

/// One table. Copies are cheap and share the list of keys asked for.
class TableReader {
public:
    struct Data;
    explicit TableReader(std::shared_ptr<Data> data);

    base::Span span() const;                             ///< Of the table's header or braces; of the top table: its first key.
    base::Span key_span(std::string_view key) const;     ///< Of a key that is there, else span().
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

    /// Reports an error of the caller's own.
    void error(base::Span span, std::string code, std::string message, std::string hint = {});

private:
    std::shared_ptr<Data> data_;
};

/// One value of any type.
class Value {
public:
    using Type = ValueType;
    Value(const Node& node, Reading& reading, std::string path);

    Type type() const;
    base::Span span() const;
    const std::string& as_string() const; ///< Precondition: type string.
    std::int64_t as_integer() const;      ///< Precondition: type integer.
    double as_number() const;             ///< Precondition: type integer or floating.
    std::string as_date() const;          ///< ISO 8601, YYYY-MM-DD. Precondition: type date.
    TableReader as_table() const;         ///< Precondition: type table.
    std::vector<Value> as_array() const;  ///< Precondition: type array.

    /// Reports "wrong-type": `expected` says in words what should have stood here.
    void report_wrong_type(const std::string& expected) const;

private:
    friend class TableReader;
    const Node* node_;
    Reading* reading_;
    std::string path_; ///< As in AskedKeys.
};

/// Parses a file of `sources` and calls `read` with its top table; `diagnostics` receives all that is wrong: syntax (every error
/// that can be found by going on after one), encoding, size, depth, and what the readers report. Where the syntax is wrong
/// something is missing by necessity, so missing keys are then not reported.
/// Returns false if the syntax was wrong anywhere. `asked`, if given, receives every key that readers ask for.
bool read_file(const base::Sources& sources, base::SourceId source, base::Diagnostics& diagnostics,
               const std::function<void(TableReader&)>& read, const Limits& limits = {}, AskedKeys* asked = nullptr);

} // namespace planpaket::toml
