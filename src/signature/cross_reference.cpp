#include "signature/cross_reference.h"

#include "base/translate.h"
#include "signature/inflate.h"

#include <algorithm>
#include <expected>
#include <set>

namespace planpaket::signature {

using base::tr;

namespace {

constexpr std::size_t most_sections = 4096;

/// As many rows as the file can have objects: each takes more than a byte of it.
std::size_t most_rows(std::string_view bytes) {
    return std::min<std::size_t>(most_objects, bytes.size() + 65'536);
}

/// The number after the last "startxref". After it only "%%EOF" and ends of lines may stand.
std::optional<std::size_t> start_of(std::string_view bytes) {
    const auto tail = bytes.size() > 1100 ? bytes.size() - 1100 : 0;
    const auto word = bytes.rfind("startxref");
    if (word == std::string_view::npos || word < tail)
        return std::nullopt;
    Parser parser(bytes, word + 9);
    const auto start = parser.integer();
    auto at = parser.at();
    const auto space = [&] {
        while (at < bytes.size() && is_space(bytes[at]))
            ++at;
    };
    space();
    // Some writers say their name here.
    while (at < bytes.size() && bytes[at] == '%' && !bytes.substr(at).starts_with("%%EOF")) {
        at = std::min(bytes.find_first_of("\r\n", at), bytes.size());
        space();
    }
    if (!start || bytes.substr(at, 5) != "%%EOF")
        return std::nullopt;
    at += 5;
    space();
    return at == bytes.size() && *start < bytes.size() ? std::optional(static_cast<std::size_t>(*start)) : std::nullopt;
}

/// A table whose rows are as they should be, or as some programs write them: of other widths, with other space between.
enum class Layout : std::uint8_t { strict, loose };

/// Whether a run's rows are there and are rows; as needed, whether its first and last are, which lie apart in any other layout.
bool has_rows(const Rows& rows, const Run& run, Tables tables) {
    if (tables == Tables::all || run.count < 2)
        return rows.has(run);
    return rows.has({run.first, 1, run.at}) && rows.has({run.first, 1, run.at + (run.count - 1) * rows.width()});
}

std::size_t rows_of(const Section& section) {
    std::size_t count = 0;
    for (const auto& run : section.runs)
        count += run.count;
    return count;
}

std::optional<Section> read_table(std::string_view bytes, std::size_t offset, Layout layout, Tables tables) {
    Parser parser(bytes, offset);
    if (!parser.take("xref"))
        return std::nullopt;
    Section section;
    section.from = offset;
    section.rows = Rows::of_table(bytes);
    std::string loose; // rows as in a stream
    constexpr Rows::Widths widths{1, 8, 2};
    while (!parser.take("trailer")) {
        const auto first = parser.integer();
        const auto count = parser.integer();
        if (!first || !count || *first > most_objects || *count > most_objects - *first)
            return std::nullopt;
        parser.skip_space();
        section.runs.push_back({.first = static_cast<std::uint32_t>(*first),
                                .count = static_cast<std::uint32_t>(*count),
                                .at = layout == Layout::strict ? parser.at() : loose.size()});
        if (layout == Layout::strict) {
            if (!has_rows(section.rows, section.runs.back(), tables))
                return std::nullopt;
            parser = Parser(bytes, parser.at() + *count * section.rows.width());
            continue;
        }
        for (std::uint64_t i = 0; i < *count; ++i) {
            const auto place = parser.integer();
            const auto generation = parser.integer();
            const bool used = parser.take("n");
            if (!place || !generation || *generation > 65535 || (!used && !parser.take("f")))
                return std::nullopt;
            loose += used ? '\1' : '\0';
            for (unsigned shift = 64; shift > 0; shift -= 8)
                loose += static_cast<char>((*place >> (shift - 8)) & 0xFFU);
            loose += static_cast<char>(*generation >> 8U);
            loose += static_cast<char>(*generation & 0xFFU);
        }
    }
    if (layout == Layout::loose)
        section.rows = Rows::of_stream([loose = std::move(loose)]() mutable { return std::optional(std::move(loose)); }, widths);
    auto trailer = parser.object();
    if (!trailer || trailer->as<Dictionary>() == nullptr)
        return std::nullopt;
    section.trailer = std::move(*trailer->as<Dictionary>());
    section.to = parser.at();
    return section;
}

std::optional<std::vector<std::uint64_t>> whole_numbers(const Object* object) {
    const auto* array = object != nullptr ? object->as<Array>() : nullptr;
    if (array == nullptr)
        return std::nullopt;
    std::vector<std::uint64_t> out(array->size());
    for (std::size_t i = 0; i < out.size(); ++i)
        if ((*array)[i].whole(out[i]) == nullptr)
            return std::nullopt;
    return out;
}

/// The bytes of a stream whose rows are asked for later: `size` of them, before which a predictor puts some more (7.4.4.4).
auto decoder_of(const Dictionary& stream, std::string_view data, std::size_t size) {
    Dictionary coding;
    for (const char* key : {"Filter", "DecodeParms"})
        if (const auto* value = stream.find(key))
            coding.set(key, *value);
    return [coding = std::move(coding), data, limit = std::max(data.size(), 2 * size + 4096)] {
        return decoded(coding, data, limit);
    };
}

std::optional<Section> read_stream(std::string_view bytes, std::size_t offset, Tables tables) {
    std::size_t spent = 0;
    auto indirect = read_indirect(
        bytes, offset, {}, [](Reference) { return std::optional<std::uint64_t>(); }, spent);
    if (!indirect || !indirect->is_stream)
        return std::nullopt;
    auto& dictionary = *indirect->object.as<Dictionary>();
    const auto* type = dictionary.find("Type");
    const auto widths = whole_numbers(dictionary.find("W"));
    std::uint64_t size = 0;
    if (type == nullptr || !type->is_name("XRef") || !widths || widths->size() != 3 || dictionary.find("Size") == nullptr ||
        dictionary.find("Size")->whole(size) == nullptr || size > most_objects + std::uint64_t{1} ||
        std::ranges::any_of(*widths, [](auto width) { return width > 8; }))
        return std::nullopt;
    auto index = whole_numbers(dictionary.find("Index"));
    if (!index) {
        if (dictionary.find("Index") != nullptr)
            return std::nullopt;
        index = {0, size};
    }
    const Rows::Widths bytes_of{static_cast<std::uint8_t>((*widths)[0]), static_cast<std::uint8_t>((*widths)[1]),
                                static_cast<std::uint8_t>((*widths)[2])};
    if (bytes_of == Rows::Widths{} || index->size() % 2 != 0)
        return std::nullopt;
    Section section;
    section.from = indirect->from;
    section.to = indirect->to;
    section.is_stream = true;
    section.own_number = indirect->id.number;
    const std::size_t width = (*widths)[0] + (*widths)[1] + (*widths)[2];
    std::size_t at = 0;
    for (std::size_t i = 0; i < index->size(); i += 2) {
        const auto first = (*index)[i], count = (*index)[i + 1];
        if (first > most_objects || count > most_objects - first || (at += count * width) > most_rows(bytes) * width)
            return std::nullopt;
        section.runs.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count), at - count * width});
    }
    section.rows = Rows::of_stream(decoder_of(dictionary, bytes.substr(indirect->data_from, indirect->data_size), at), bytes_of);
    if (tables == Tables::all &&
        !(section.rows.has({}) && std::ranges::all_of(section.runs, [&](const Run& run) { return section.rows.has(run); })))
        return std::nullopt;
    section.trailer = std::move(dictionary);
    return section;
}

std::optional<Section> read_section(std::string_view bytes, std::uint64_t offset, Tables tables) {
    const auto from = pointed_at(bytes, offset);
    if (!from)
        return std::nullopt;
    if (!bytes.substr(*from).starts_with("xref"))
        return read_stream(bytes, *from, tables);
    auto table = read_table(bytes, *from, Layout::strict, tables);
    return table ? std::move(table) : read_table(bytes, *from, Layout::loose, tables);
}

/// Calls `take` with the runs of a section's objects that are not free.
template <class Take>
void for_each_used(const Section& section, const Take& take) {
    for (const auto& run : section.runs) {
        Run used{run.first, 0, run.at};
        for (std::uint32_t i = 0; i < run.count; ++i) {
            if (section.rows.place(run, run.first + i).kind != Place::Kind::free) {
                ++used.count;
                continue;
            }
            take(used);
            used = {run.first + i + 1, 0, run.at + (i + 1) * section.rows.width()};
        }
        take(used);
    }
}

/// Follows the chain from "startxref".
class Chain {
public:
    Chain(std::string_view bytes, Tables tables) : bytes_(bytes), tables_(tables) {}

    /// Whether it could be followed to its end.
    bool follow(std::uint64_t start) {
        std::optional<std::uint64_t> hybrid; // the stream that was read for the table before
        for (std::optional<std::uint64_t> next = start; next;) {
            if (!read(*next) || !number("Prev", next))
                return false;
            const auto own = all_.sections.size() - 1;
            std::optional<std::uint64_t> stream;
            if (!all_.sections[own].is_stream && !number("XRefStm", stream))
                return false;
            if (stream && is_repeated(own, *stream, hybrid))
                stream.reset();
            else if (stream && !read_hybrid(own, *stream))
                return false;
            for (const auto& run : all_.sections[own].runs)
                all_.add(run, own);
            hybrid = stream;
        }
        return true;
    }

    CrossReferences take() { return std::move(all_); }

private:
    bool read(std::uint64_t offset) {
        auto section = read_section(bytes_, offset, tables_);
        if (!section || !seen_.insert(section->from).second || seen_.size() > most_sections)
            return false;
        // Sections that lie over each other would take the time of all of them, each time.
        size_ += section->to - section->from;
        count_ += rows_of(*section);
        all_.sections.push_back(std::move(*section));
        return size_ <= bytes_.size() && count_ <= most_rows(bytes_);
    }

    /// What the section that was read last says of another's place.
    bool number(std::string_view key, std::optional<std::uint64_t>& out) const {
        out.reset();
        const auto* entry = all_.sections.back().trailer.find(key);
        std::uint64_t value = 0;
        if (entry == nullptr)
            return true;
        if (entry->whole(value) == nullptr)
            return false;
        out = value;
        return true;
    }

    /// Whether a trailer names the stream that the next newer trailer named: some programs copy /XRefStm into their own trailer.
    /// The order in which a reader then looks at table and stream must make no difference: this table is empty, as that of a
    /// hybrid's original is, and the newer frees nothing that the stream may have.
    bool is_repeated(std::size_t own, std::uint64_t stream, std::optional<std::uint64_t> newer_stream) const {
        if (stream != newer_stream || rows_of(all_.sections[own]) != 0)
            return false;
        bool frees = false;
        // The newer table, its stream, and this one were read one after the other.
        all_.sections[own - 2].for_each_place(
            [&](std::uint32_t each, const Place& place) { frees = frees || (each != 0 && place.kind == Place::Kind::free); });
        return !frees;
    }

    bool read_hybrid(std::size_t own, std::uint64_t stream) {
        if (!read(stream) || !all_.sections.back().is_stream)
            return false;
        all_.sections.back().is_hybrid = true;
        // What the table calls free to hide it from old readers stands in the stream (7.5.8.4).
        for_each_used(all_.sections[own], [&](const Run& run) { all_.add(run, own); });
        for (const auto& run : all_.sections[own + 1].runs)
            all_.add(run, own + 1);
        return true;
    }

    std::string_view bytes_;
    Tables tables_;
    CrossReferences all_;
    std::set<std::size_t> seen_;
    std::size_t size_ = 0, count_ = 0; ///< Bytes and rows of the sections so far.
};

} // namespace

std::expected<CrossReferences, std::string> read_cross_references(std::string_view bytes, Tables tables) {
    const auto start = start_of(bytes);
    if (!start)
        return std::unexpected(tr("it does not end with 'startxref', a number and '%%EOF'"));
    Chain chain(bytes, tables);
    if (!chain.follow(*start))
        return std::unexpected(tr("its cross-reference table is damaged"));
    return chain.take();
}

void CrossReferences::add(Run run, std::size_t section) {
    auto next = newest_.upper_bound(run.first);
    const auto skip = [&](std::uint32_t count) {
        count = std::min(count, run.count);
        run = {run.first + count, run.count - count, run.at + count * sections[section].rows.width()};
    };
    if (next != newest_.begin())
        if (const auto& [first, held] = *std::prev(next); first + held.run.count > run.first)
            skip(first + held.run.count - run.first);
    while (run.count > 0) {
        const auto room = next == newest_.end() ? run.count : std::min(run.count, next->first - run.first);
        if (room > 0)
            newest_.emplace_hint(next, run.first, Held{{run.first, room, run.at}, section});
        skip(room);
        if (next != newest_.end())
            skip((next++)->second.run.count);
    }
}

std::optional<Place> CrossReferences::find(std::uint32_t number) const {
    const auto next = newest_.upper_bound(number);
    if (next == newest_.begin())
        return std::nullopt;
    const auto& held = std::prev(next)->second;
    return number - held.run.first < held.run.count ? std::optional(sections[held.section].rows.place(held.run, number))
                                                    : std::nullopt;
}

std::uint32_t CrossReferences::size() const {
    std::uint32_t highest = newest_.empty() ? 0 : newest_.rbegin()->first + newest_.rbegin()->second.run.count - 1;
    // Not every stream has a row for itself.
    for (const auto& section : sections)
        highest = std::max(highest, std::min(section.own_number, most_objects));
    return highest + 1;
}

} // namespace planpaket::signature
