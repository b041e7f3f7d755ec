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
    std::size_t start = 0; ///< What "startxref" says: the place of the newest.

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

/// The numbered object at an offset, whose stream length is direct or looked up by `length_of`. Nothing if none stands there.
template <class LengthOf>
std::optional<Indirect> read_indirect(std::string_view bytes, std::size_t offset, const LengthOf& length_of);

template <class LengthOf>
std::optional<Indirect> read_indirect(std::string_view bytes, std::size_t offset, const LengthOf& length_of) {
    // The offset must be that of the number itself, not of space before it.
    if (offset >= bytes.size() || bytes[offset] < '0' || bytes[offset] > '9')
        return std::nullopt;
    Parser parser(bytes, offset);
    const auto number = parser.integer();
    const auto generation = parser.integer();
    if (!number || !generation || *number > 0xFFFF'FFFF || *generation > 65535 || !parser.take("obj"))
        return std::nullopt;
    auto object = parser.object();
    if (!object)
        return std::nullopt;
    Indirect indirect{.id = {static_cast<std::uint32_t>(*number), static_cast<std::uint32_t>(*generation)},
                      .object = std::move(*object),
                      .from = offset};
    if (const auto* dictionary = indirect.object.template as<Dictionary>(); dictionary != nullptr && parser.take("stream")) {
        auto data = parser.at();
        if (bytes.substr(data, 2) == "\r\n")
            data += 2;
        else if (bytes.substr(data, 1) == "\n")
            data += 1;
        else
            return std::nullopt;
        const auto* length = dictionary->find("Length");
        std::uint64_t size = 0;
        if (length == nullptr)
            return std::nullopt;
        if (const auto* elsewhere = length->template as<Reference>()) {
            const std::optional<std::uint64_t> found = length_of(*elsewhere);
            if (!found)
                return std::nullopt;
            size = *found;
        } else if (length->whole(size) == nullptr) {
            return std::nullopt;
        }
        if (size > bytes.size() - data)
            return std::nullopt;
        indirect.is_stream = true;
        indirect.data_from = data;
        indirect.data_size = static_cast<std::size_t>(size);
        auto end = data + indirect.data_size;
        if (bytes.substr(end, 2) == "\r\n")
            end += 2;
        else if (bytes.substr(end, 1) == "\n" || bytes.substr(end, 1) == "\r")
            end += 1;
        if (bytes.substr(end, 9) != "endstream")
            return std::nullopt;
        parser = Parser(bytes, end + 9);
    }
    if (!parser.take("endobj"))
        return std::nullopt;
    indirect.to = parser.at();
    return indirect;
}

} // namespace planpaket::signature
