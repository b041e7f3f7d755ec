#pragma once

/// Cross-reference tables and streams (ISO 32000-1, 7.5.4, 7.5.8), and hybrids of them, as chains from the newest to the oldest.

#include "signature/object.h"
#include "signature/parser.h"
#include "signature/rows.h"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::signature {

/// One table or stream.
struct Section {
    std::size_t from = 0, to = 0; ///< From "xref" to the end of the trailer dictionary, or the whole stream object.
    bool is_stream = false;
    bool is_hybrid = false;       ///< A stream that a table's /XRefStm names.
    std::uint32_t own_number = 0; ///< Of a stream.
    Dictionary trailer;
    Rows rows;
    std::vector<Run> runs; ///< As they stand there.

    /// Calls `visit` with every number and its place, in the order in which they stand.
    template <class Visit>
    void for_each_place(const Visit& visit) const {
        for (const auto& run : runs)
            for (auto number = run.first; number < run.first + run.count; ++number)
                visit(number, rows.place(run, number));
    }
};

/// All of a file's, newest first.
class CrossReferences {
public:
    std::vector<Section> sections;

    /// Where the object stands; nothing if no section has it.
    std::optional<Place> find(std::uint32_t number) const;
    /// One more than the highest number.
    std::uint32_t size() const;
    /// Calls `visit` with every number that a section has and its newest place, in order.
    template <class Visit>
    void for_each_place(const Visit& visit) const {
        for (const auto& [first, held] : newest_)
            for (auto number = first; number < first + held.run.count; ++number)
                visit(number, sections[held.section].rows.place(held.run, number));
    }

    /// Takes a run of a section as the newest of those numbers that no run had before.
    void add(Run run, std::size_t section);

private:
    struct Held {
        Run run;
        std::size_t section = 0;
    };
    std::map<std::uint32_t, Held> newest_; ///< By the first number; no two have a number in common.
};

/// How much of a file's tables is looked at: all of it, or the rows that are asked for, and of the streams those that have one of
/// them. Signing asks for few, however many objects there are.
enum class Tables : std::uint8_t { all, as_needed };

/// Reads them; `bytes` must outlive them. On error a reason, in the user's language.
std::expected<CrossReferences, std::string> read_cross_references(std::string_view bytes, Tables tables = Tables::all);

} // namespace planpaket::signature
