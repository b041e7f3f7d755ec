#include "signature/reach.h"

#include "signature/tolerances.h"

#include <algorithm>
#include <vector>

namespace planpaket::signature {

namespace {

constexpr std::size_t most_looked_at = 1000;
constexpr std::size_t most_revisions = 200;

template <class Visit>
void for_each_part(const Object& object, const Visit& visit) {
    if (const auto* reference = object.as<Reference>())
        visit(reference->number);
    else if (const auto* array = object.as<Array>())
        for (const auto& each : *array)
            for_each_part(each, visit);
    else if (const auto* dictionary = object.as<Dictionary>())
        for (const auto& entry : dictionary->entries)
            if (!is_link(role_of_entry(Role::plain, entry.key)))
                for_each_part(entry.value, visit);
}

} // namespace

bool Reach::follow(const Object& object) {
    std::vector<std::uint32_t> waiting;
    const auto visit = [&](std::uint32_t number) {
        if (met_.insert(number).second)
            waiting.push_back(number);
    };
    for_each_part(object, visit);
    bool found = false;
    while (!waiting.empty()) {
        const auto number = waiting.back();
        waiting.pop_back();
        const auto& body = revision_.get(number);
        for_each_part(body, visit);
        if (!changed_.contains(number))
            continue;
        found = true;
        for_each_reference(body, [&](Reference reference) {
            const auto* there = revision_.find(reference.number);
            if (there == nullptr || there->id != reference)
                nowhere_.emplace(number, reference.number);
        });
    }
    return found;
}

FormerRevisions::Former::Former(Revision opened) : revision(std::move(opened)), reach(revision, none) {
    for (const auto& entry : revision.trailer().entries)
        reach.follow(entry.value);
}

bool FormerRevisions::reached(std::uint32_t number) {
    auto place = revision_.references().find(number).value_or(Place{});
    if (place.kind == Place::Kind::packed)
        place = revision_.references().find(static_cast<std::uint32_t>(place.offset)).value_or(Place{});
    auto end = revision_.bytes().size();
    for (const auto& section : revision_.references().sections)
        if (section.from >= place.offset)
            end = std::min(end, revision_.bytes().find("%%EOF", section.to));
    if (end >= revision_.bytes().size() || (!former_.contains(end) && former_.size() == most_revisions))
        return false;
    auto& former = former_[end];
    if (!former) {
        auto revision = Revision::open(revision_.bytes().substr(0, end + 5), {});
        if (!revision)
            return false;
        former = std::make_unique<Former>(std::move(*revision));
    }
    return former->reach.met(number);
}

bool leads_to_stream(const Revision& revision, const Object& object) {
    Reach::Objects met;
    std::vector<std::uint32_t> waiting;
    const auto visit = [&](Reference reference) {
        if (met.insert(reference.number).second)
            waiting.push_back(reference.number);
    };
    for_each_reference(object, visit);
    while (!waiting.empty()) {
        const auto* indirect = revision.find(waiting.back());
        waiting.pop_back();
        if (indirect == nullptr)
            continue;
        if (indirect->is_stream || met.size() > most_looked_at)
            return true;
        for_each_reference(indirect->object, visit);
    }
    return false;
}

} // namespace planpaket::signature
