#include "signature/appendix.h"

#include "base/translate.h"

#include <algorithm>
#include <vector>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

struct Stretch {
    std::size_t from, to;
    const Section* section = nullptr; ///< Null: an object.
};

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
    std::vector<Stretch> stretches;
    std::string misplaced;
    for (const auto& section : whole.references().sections) {
        if (section.from < from)
            continue;
        stretches.push_back({section.from, section.to, &section});
        section.for_each_place([&](std::uint32_t number, const Place& place) {
            if (place.kind != Place::Kind::plain || place.offset < from || (section.is_stream && number == section.own_number) ||
                !misplaced.empty())
                return;
            // A later revision may have this object elsewhere: it is read where this section says.
            const auto indirect = read_indirect(bytes, place.offset, [&](Reference reference) {
                std::uint64_t length = 0;
                return whole.get(reference.number).whole(length) != nullptr ? std::optional(length) : std::nullopt;
            });
            if (!indirect || indirect->id != Reference{number, place.ordinal})
                misplaced = trf("object {} does not stand where the cross-reference table says", number);
            else
                stretches.push_back({indirect->from, indirect->to});
        });
        if (!misplaced.empty())
            return misplaced;
    }
    std::ranges::sort(stretches, {}, &Stretch::from);
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
        if (!start || (*start != open->from && !open->is_hybrid) || bytes.substr(at, 5) != "%%EOF")
            return false;
        at += 5;
        open = nullptr;
        return true;
    };
    for (std::size_t i = 0; i <= stretches.size(); ++i) {
        const auto end = i < stretches.size() ? stretches[i].from : bytes.size();
        // Two sections name the same object only if it is hidden twice.
        if (end < at)
            return tr("objects overlap in what was appended");
        if (open != nullptr && !open->is_hybrid && !end_section(end))
            return tr("an appended cross-reference table is not followed by its end");
        open = nullptr;
        skip(bytes, at, end);
        if (at != end)
            return trf("byte {} belongs to nothing that the cross-reference tables mention", at);
        if (i < stretches.size()) {
            at = stretches[i].to;
            open = stretches[i].section;
        }
    }
    return {};
}

} // namespace planpaket::signature
