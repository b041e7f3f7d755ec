#include "signature/appendix.h"

#include "base/translate.h"

#include <algorithm>
#include <map>
#include <vector>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

/// What is said to stand somewhere: a section, or an object that a section lists.
struct Stretch {
    std::uint64_t from = 0;
    const Section* section = nullptr; ///< Null: an object.
    Reference object;
    auto operator<=>(const Stretch&) const = default;
};

/// In the order of the file, each once: to say a thing twice is no way to hide another.
std::vector<Stretch> stretches_from(const CrossReferences& references, std::size_t from) {
    std::vector<Stretch> stretches;
    // A stream of cross-references is an object, too, and may be listed as one.
    std::map<std::uint64_t, std::uint32_t> streams;
    for (const auto& section : references.sections)
        if (section.is_stream)
            streams.emplace(section.from, section.own_number);
    const auto is_section = [&](std::uint64_t offset, std::uint32_t number) {
        const auto found = streams.find(offset);
        return found != streams.end() && found->second == number;
    };
    for (const auto& section : references.sections) {
        if (section.from < from)
            continue;
        stretches.push_back({section.from, &section, {}});
        section.for_each_place([&](std::uint32_t number, const Place& place) {
            if (place.kind == Place::Kind::plain && place.offset >= from && !is_section(place.offset, number))
                stretches.push_back({place.offset, nullptr, {number, place.ordinal}});
        });
    }
    std::ranges::sort(stretches);
    const auto again = std::ranges::unique(stretches);
    stretches.erase(again.begin(), again.end());
    return stretches;
}

/// Moves over space and comments, but not over what begins or ends a file.
void skip(std::string_view bytes, std::size_t& at, std::size_t end) {
    while (at < end) {
        if (is_space(bytes[at])) {
            ++at;
        } else if (bytes[at] == '%' && !bytes.substr(at).starts_with("%%EOF") && !bytes.substr(at).starts_with("%PDF-")) {
            at = std::min(bytes.find_first_of("\r\n", at), end);
        } else {
            return;
        }
    }
}

} // namespace

std::string unaccounted(const Revision& whole, std::size_t from) {
    const auto bytes = whole.bytes();
    const auto stretches = stretches_from(whole.references(), from);
    const auto length_of = [&](Reference reference) {
        std::uint64_t length = 0;
        return whole.get(reference.number).whole(length) != nullptr ? std::optional(length) : std::nullopt;
    };
    auto at = from;
    const Section* open = nullptr; // a section whose "startxref" is still to come
    const auto end_section = [&](std::size_t end) {
        skip(bytes, at, end);
        Parser parser(bytes, at);
        if (open == nullptr || !parser.take("startxref"))
            return false;
        const auto start = parser.integer();
        at = parser.at();
        skip(bytes, at, end);
        if (!start || (pointed_at(bytes, *start) != open->from && !open->is_hybrid) || bytes.substr(at, 5) != "%%EOF")
            return false;
        at += 5;
        open = nullptr;
        return true;
    };
    for (std::size_t i = 0; i <= stretches.size(); ++i) {
        const auto end = i < stretches.size() ? std::min<std::uint64_t>(stretches[i].from, bytes.size()) : bytes.size();
        // Two sections name the same object only if it is hidden twice.
        if (end < at)
            return tr("objects overlap in what was appended");
        if (open != nullptr && !open->is_hybrid && !end_section(end))
            return tr("an appended cross-reference table is not followed by its end");
        open = nullptr;
        skip(bytes, at, end);
        if (at != end)
            return trf("byte {} belongs to nothing that the cross-reference tables mention", at);
        if (i == stretches.size())
            break;
        if (open = stretches[i].section; open != nullptr) {
            at = open->to;
            continue;
        }
        // A later revision may have this object elsewhere: it is read where this section says.
        std::size_t spent = 0;
        const auto indirect = read_indirect(bytes, stretches[i].from, stretches[i].object, length_of, spent);
        if (!indirect)
            return trf("object {} does not stand where the cross-reference table says", stretches[i].object.number);
        at = indirect->to;
    }
    return {};
}

} // namespace planpaket::signature
