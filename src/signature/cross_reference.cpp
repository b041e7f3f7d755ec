#include "signature/cross_reference.h"

#include "base/translate.h"
#include "signature/inflate.h"

#include <algorithm>
#include <array>
#include <expected>
#include <set>

namespace planpaket::signature {

using base::tr;

namespace {

constexpr std::size_t most_sections = 4096;
constexpr std::uint32_t most_objects = 8'388'607; // ISO 32000-1, annex C
constexpr std::size_t largest_section = std::size_t{256} << 20U;

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

/// Rows of twenty bytes: "0000000016 00000 n" and an end of line of two.
std::optional<Section> read_table(std::string_view bytes, std::size_t offset) {
    Parser parser(bytes, offset);
    if (!parser.take("xref"))
        return std::nullopt;
    Section section;
    section.from = offset;
    while (!parser.take("trailer")) {
        const auto first = parser.integer();
        const auto count = parser.integer();
        if (!first || !count || *first > most_objects || *count > most_objects - *first)
            return std::nullopt;
        // Once, for the usual table of one subsection; a row takes twenty bytes, so no more of them can follow.
        if (section.places.empty())
            section.places.reserve(std::min<std::size_t>(*count, (bytes.size() - parser.at()) / 20));
        for (std::uint64_t i = 0; i < *count; ++i) {
            const auto place = parser.integer();
            const auto generation = parser.integer();
            const bool used = parser.take("n");
            if (!place || !generation || *generation > 65535 || (!used && !parser.take("f")))
                return std::nullopt;
            section.places.emplace_back(static_cast<std::uint32_t>(*first + i),
                                        Place{used ? Place::Kind::plain : Place::Kind::free, used ? *place : 0,
                                              used ? static_cast<std::uint32_t>(*generation) : 0});
        }
    }
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

std::optional<Section> read_stream(std::string_view bytes, std::size_t offset) {
    auto indirect = read_indirect(bytes, offset, [](Reference) { return std::optional<std::uint64_t>(); });
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
    const auto rows = decoded(dictionary, bytes.substr(indirect->data_from, indirect->data_size), largest_section);
    const auto width = static_cast<std::size_t>((*widths)[0] + (*widths)[1] + (*widths)[2]);
    if (!rows || width == 0 || index->size() % 2 != 0)
        return std::nullopt;
    Section section;
    section.from = indirect->from;
    section.to = indirect->to;
    section.is_stream = true;
    section.own_number = indirect->id.number;
    section.places.reserve(std::min<std::size_t>(rows->size() / width, size)); // a bounded size, whatever the rows inflate to
    const auto kind_width = (*widths)[0], second_width = (*widths)[1], third_width = (*widths)[2];
    const char* from = rows->data();
    for (std::size_t i = 0; i < index->size(); i += 2) {
        const auto first = (*index)[i], count = (*index)[i + 1];
        if (first > most_objects || count > most_objects - first ||
            count > static_cast<std::size_t>(rows->data() + rows->size() - from) / width)
            return std::nullopt;
        for (std::uint64_t k = 0; k < count; ++k) {
            const auto field = [&](std::uint64_t field_width, std::uint64_t otherwise) {
                std::uint64_t value = field_width == 0 ? otherwise : 0;
                for (; field_width > 0; --field_width)
                    value = (value << 8U) | static_cast<unsigned char>(*from++);
                return value;
            };
            const std::array fields{field(kind_width, 1), field(second_width, 0), field(third_width, 0)};
            if (fields[0] > 2 || (fields[0] != 0 && fields[2] > most_objects))
                return std::nullopt;
            const auto kind = static_cast<Place::Kind>(fields[0]);
            section.places.emplace_back(
                static_cast<std::uint32_t>(first + k),
                kind == Place::Kind::free ? Place{} : Place{kind, fields[1], static_cast<std::uint32_t>(fields[2])});
        }
    }
    section.trailer = std::move(dictionary);
    return section;
}

std::optional<Section> read_section(std::string_view bytes, std::size_t offset) {
    if (offset >= bytes.size())
        return std::nullopt;
    return bytes.substr(offset).starts_with("xref") ? read_table(bytes, offset) : read_stream(bytes, offset);
}

} // namespace

std::expected<CrossReferences, std::string> read_cross_references(std::string_view bytes) {
    const auto damaged = [] { return std::unexpected(std::string(tr("its cross-reference table is damaged"))); };
    const auto start = start_of(bytes);
    if (!start)
        return std::unexpected(tr("it does not end with 'startxref', a number and '%%EOF'"));
    CrossReferences all{.sections = {}, .start = *start, .places = {}};
    std::set<std::size_t> seen;
    std::size_t count = 0;
    const auto read = [&](std::uint64_t offset) -> std::optional<Section> {
        if (!seen.insert(offset).second || seen.size() > most_sections)
            return std::nullopt;
        auto section = read_section(bytes, offset);
        count += section ? section->places.size() : 0;
        return count <= most_objects ? section : std::nullopt;
    };
    std::size_t oldest = 0; // where in all.places the entries of the oldest section begin
    const auto add = [&](const Section& section, auto wanted) {
        oldest = all.places.size();
        for (const auto& entry : section.places)
            if (wanted(entry.second))
                all.places.push_back(entry);
    };
    const auto every = [](const Place&) { return true; };
    for (std::optional<std::uint64_t> next = *start; next;) {
        auto section = read(*next);
        if (!section)
            return damaged();
        next.reset();
        std::uint64_t number = 0;
        if (const auto* previous = section->trailer.find("Prev"); previous != nullptr) {
            if (previous->whole(number) == nullptr)
                return damaged();
            next = number;
        }
        std::optional<Section> hybrid;
        if (const auto* stream = section->trailer.find("XRefStm"); stream != nullptr && !section->is_stream) {
            hybrid = stream->whole(number) != nullptr ? read(number) : std::nullopt;
            if (!hybrid || !hybrid->is_stream)
                return damaged();
            hybrid->is_hybrid = true;
            // What the table calls free to hide it from old readers stands in the stream (7.5.8.4).
            add(*section, [](const Place& place) { return place.kind != Place::Kind::free; });
            add(*hybrid, every);
        }
        add(*section, every);
        all.sections.push_back(std::move(*section));
        if (hybrid)
            all.sections.push_back(std::move(*hybrid));
    }
    // The newer of two stands before the older, and stays. Most stand in the oldest section, in order.
    const auto number = &std::pair<std::uint32_t, Place>::first;
    const auto middle = all.places.begin() + static_cast<std::ptrdiff_t>(oldest);
    std::ranges::stable_sort(all.places.begin(), middle, {}, number);
    if (!std::ranges::is_sorted(middle, all.places.end(), {}, number))
        std::ranges::stable_sort(middle, all.places.end(), {}, number);
    std::ranges::inplace_merge(all.places, middle, {}, number);
    const auto repeated = std::ranges::unique(all.places, {}, number);
    all.places.erase(repeated.begin(), repeated.end());
    return all;
}

const Place* CrossReferences::find(std::uint32_t number) const {
    const auto found = std::ranges::lower_bound(places, number, {}, &std::pair<std::uint32_t, Place>::first);
    return found != places.end() && found->first == number ? &found->second : nullptr;
}

} // namespace planpaket::signature
