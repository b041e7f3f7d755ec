#include "signature/fields.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

namespace planpaket::signature {

namespace {

/// What a field inherits, and whether it is one that widgets only share.
struct Inherited {
    std::string name;
    bool signature = false;
};

/// Calls `visit` with every terminal field.
class FieldWalk {
public:
    using Visit = std::function<void(const std::string& name, bool signature, std::uint32_t number, const Dictionary& field)>;
    FieldWalk(const Revision& revision, Visit visit) : revision_(revision), visit_(std::move(visit)) {}

    void walk(const Array& fields, const Inherited& inherited, int depth) {
        for (const auto& each : fields) {
            const auto* reference = each.as<Reference>();
            const auto* field = revision_.resolve(each).as<Dictionary>();
            if (reference == nullptr || field == nullptr || depth > 32 || !seen_.insert(reference->number).second)
                continue;
            auto own = inherited;
            if (const auto* part = revision_.entry(*field, "T").as<String>())
                own.name += (own.name.empty() ? "" : ".") + plain(*part);
            if (const auto& type = revision_.entry(*field, "FT"); !type.is_null())
                own.signature = type.is_name("Sig");
            const auto& kids = revision_.array(*field, "Kids");
            // Kids without names are the widgets of this field.
            const bool has_fields = std::ranges::any_of(kids, [&](const Object& kid) {
                const auto* child = revision_.resolve(kid).as<Dictionary>();
                return child != nullptr && child->find("T") != nullptr;
            });
            if (has_fields)
                walk(kids, own, depth + 1);
            else
                visit_(own.name, own.signature, reference->number, *field);
        }
    }

private:
    const Revision& revision_;
    Visit visit_;
    std::set<std::uint32_t> seen_;
};

void walk_fields(const Revision& revision, FieldWalk::Visit visit) {
    const auto& form = revision.dictionary(revision.catalog(), "AcroForm");
    FieldWalk(revision, std::move(visit)).walk(revision.array(form, "Fields"), {}, 0);
}

double real(const Object& object) {
    const auto* number = object.as<Number>();
    return number == nullptr ? 0 : std::strtod(number->text.c_str(), nullptr);
}

/// Pages in order. `wanted` says of each whether the walk may end there.
template <class Wanted>
std::uint32_t find_page(const Revision& revision, bool from_end, const Wanted& wanted) {
    Array top;
    if (const auto* root = revision.catalog().find("Pages"))
        top.push_back(*root);
    std::vector<std::pair<const Array*, std::size_t>> levels{{&top, 0}}; // and how many of them were seen
    std::set<std::uint32_t> seen;
    while (!levels.empty()) {
        auto& [kids, done] = levels.back();
        if (done == kids->size()) {
            levels.pop_back();
            continue;
        }
        const auto& object = (*kids)[from_end ? kids->size() - 1 - done : done];
        ++done;
        const auto* reference = object.as<Reference>();
        const auto* node = revision.resolve(object).as<Dictionary>();
        if (reference == nullptr || node == nullptr || levels.size() > 65 || !seen.insert(reference->number).second)
            continue;
        if (node->find("Kids") != nullptr)
            levels.emplace_back(&revision.array(*node, "Kids"), 0);
        else if (wanted(reference->number))
            return reference->number;
    }
    return 0;
}

} // namespace

std::vector<SignatureField> signature_fields(const Revision& revision) {
    std::vector<SignatureField> fields;
    walk_fields(revision, [&](const std::string& name, bool signature, std::uint32_t number, const Dictionary& field) {
        if (!signature)
            return;
        SignatureField found{.name = name, .number = number};
        const auto* value = field.find("V");
        if (value != nullptr && revision.resolve(*value).as<Dictionary>() != nullptr)
            // A value that is no object of its own cannot be found again by its place: the field itself stands for it.
            found.value = value->as<Reference>() != nullptr ? value->as<Reference>()->number : number;
        if (const auto* page = field.find("P"); page != nullptr && page->as<Reference>() != nullptr)
            found.page = page->as<Reference>()->number;
        const auto& corners = revision.array(field, "Rect");
        for (std::size_t i = 0; i < 4 && corners.size() == 4; ++i)
            found.rectangle[i] = real(revision.resolve(corners[i]));
        fields.push_back(std::move(found));
    });
    return fields;
}

std::map<std::uint32_t, std::string> field_names(const Revision& revision) {
    std::map<std::uint32_t, std::string> names;
    walk_fields(revision, [&](const std::string& name, bool, std::uint32_t number, const Dictionary&) { names[number] = name; });
    return names;
}

std::uint32_t page_object(const Revision& revision, int index) {
    int left = index >= 0 ? index : -1 - index;
    return find_page(revision, index < 0, [&](std::uint32_t) { return left-- == 0; });
}

std::size_t page_number(const Revision& revision, std::uint32_t object) {
    std::size_t count = 0;
    return find_page(revision, false,
                     [&](std::uint32_t page) {
                         ++count;
                         return page == object;
                     }) != 0
               ? count
               : 0;
}

} // namespace planpaket::signature
