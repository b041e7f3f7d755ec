#include "signature/update.h"

#include "base/sha256.h"

#include <fmt/format.h>
#include <vector>

namespace planpaket::signature {

namespace {

/// Runs of consecutive numbers: the subsections of a table.
std::vector<std::pair<std::uint32_t, std::uint32_t>> runs(const std::map<std::uint32_t, std::size_t>& offsets) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs; // first, count
    for (const auto& [number, offset] : offsets)
        if (!runs.empty() && runs.back().first + runs.back().second == number)
            ++runs.back().second;
        else
            runs.emplace_back(number, 1);
    return runs;
}

} // namespace

void Update::set(std::uint32_t number, const Object& object) {
    if (number < revision_.size()) {
        const auto* there = revision_.find(number);
        misfit_ = misfit_ || there == nullptr || there->is_stream || there->object.value.index() != object.value.index();
    }
    std::string body;
    append(body, object);
    objects_[number] = object;
    set(number, std::move(body));
}

std::uint32_t Update::add(std::string body) {
    const auto number = reserve();
    set(number, std::move(body));
    return number;
}

std::uint32_t Update::add(const Dictionary& dictionary) {
    const auto number = reserve();
    set(number, dictionary);
    return number;
}

std::uint32_t Update::add_stream(Dictionary dictionary, std::string_view data) {
    dictionary.set("Length", signature::number(static_cast<std::int64_t>(data.size())));
    std::string body;
    append(body, Object{std::move(dictionary)});
    body += "\nstream\n";
    body += data;
    body += "\nendstream";
    return add(std::move(body));
}

Dictionary Update::current(std::uint32_t number) const {
    const auto changed = objects_.find(number);
    const auto* dictionary = (changed != objects_.end() ? changed->second : revision_.get(number)).as<Dictionary>();
    return dictionary == nullptr ? Dictionary{} : *dictionary;
}

std::uint32_t Update::generation(std::uint32_t number) const {
    const auto place = revision_.references().find(number);
    return place && place->kind == Place::Kind::plain ? place->ordinal : 0;
}

/// What the new trailer says besides its own place (7.5.5). The second part of /ID changes with the file (14.4).
Dictionary Update::trailer() const {
    Dictionary trailer;
    for (const char* key : {"Root", "Info", "ID"})
        if (const auto* value = revision_.trailer().find(key))
            trailer.set(key, *value);
    if (const auto& ids = revision_.array(revision_.trailer(), "ID"); ids.size() == 2) {
        std::string seed;
        append(seed, Object{ids});
        for (const auto& [number, body] : bodies_)
            seed += body;
        const auto digest = base::sha256(seed);
        std::string id;
        for (std::size_t i = 0; i < 32; i += 2)
            id += static_cast<char>(std::stoi(digest.substr(i, 2), nullptr, 16));
        trailer.set("ID", Object{Array{ids.front(), Object{String{id}}}});
    }
    trailer.set("Prev", signature::number(static_cast<std::int64_t>(revision_.references().sections.front().from)));
    return trailer;
}

std::string Update::table(const Dictionary& trailer) const {
    std::string out = "xref\n";
    for (const auto& [first, count] : runs(offsets_)) {
        out += fmt::format("{} {}\n", first, count);
        for (auto number = first; number < first + count; ++number)
            out += fmt::format("{:010} {:05} n\r\n", offsets_.at(number), generation(number));
    }
    out += "trailer\n";
    append(out, Object{trailer});
    return out + "\n";
}

std::string Update::stream(Dictionary trailer, std::uint32_t number, std::size_t offset) const {
    auto offsets = offsets_;
    offsets[number] = offset;
    const int width = offset > 0xFFFF'FFFF ? 8 : 4; // the largest: nothing follows
    Array index;
    std::string rows;
    for (const auto& [first, count] : runs(offsets)) {
        index.push_back(signature::number(first));
        index.push_back(signature::number(count));
        for (auto each = first; each < first + count; ++each) {
            rows += '\1';
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
                rows += static_cast<char>((offsets.at(each) >> shift) & 0xFFU);
            rows += static_cast<char>(generation(each) >> 8U);
            rows += static_cast<char>(generation(each) & 0xFFU);
        }
    }
    trailer.set("Type", name("XRef"));
    trailer.set("W", Object{Array{signature::number(1), signature::number(width), signature::number(2)}});
    trailer.set("Index", Object{std::move(index)});
    trailer.set("Length", signature::number(static_cast<std::int64_t>(rows.size())));
    std::string out = fmt::format("{} 0 obj\n", number);
    append(out, Object{std::move(trailer)});
    return out + "\nstream\n" + rows + "\nendstream\nendobj\n";
}

std::string Update::write() {
    std::string out;
    const auto base = revision_.bytes().size();
    if (!revision_.bytes().ends_with('\n'))
        out += '\n';
    for (const auto& [number, body] : bodies_) {
        offsets_[number] = base + out.size();
        out += fmt::format("{} {} obj\n", number, generation(number));
        out += body;
        out += "\nendobj\n";
    }
    auto trailer = this->trailer();
    const auto start = base + out.size();
    if (revision_.references().sections.front().is_stream) {
        const auto number = reserve();
        trailer.set("Size", signature::number(next_));
        out += stream(std::move(trailer), number, start);
    } else {
        trailer.set("Size", signature::number(next_));
        out += table(trailer);
    }
    return out + fmt::format("startxref\n{}\n%%EOF\n", start);
}

} // namespace planpaket::signature
