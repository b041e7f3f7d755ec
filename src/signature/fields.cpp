#include "signature/fields.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

namespace planpaket::signature {

namespace {

/// What a field inherits (12.7.3.1).
struct Inherited {
    std::string name;
    bool signature = false;
    bool has_appearance = false; ///< /DA
    bool is_ambiguous = false;
    std::uint32_t parent = 0;
};

struct Terminal {
    Inherited own;
    std::uint32_t number = 0;
    const Dictionary& field;
    std::vector<std::uint32_t> widgets;
};

/// Calls `visit` with every terminal field.
class FieldWalk {
public:
    using Visit = std::function<void(const Terminal& field)>;
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
            own.has_appearance = own.has_appearance || revision_.entry(*field, "DA").as<String>() != nullptr;
            const auto* parent = field->find("Parent");
            const auto* named = parent != nullptr ? parent->as<Reference>() : nullptr;
            own.is_ambiguous = own.is_ambiguous || (named != nullptr ? named->number : 0) != inherited.parent;
            own.parent = reference->number;
            const auto& kids = counted(revision_.array(*field, "Kids"));
            // Kids without names are the widgets of this field.
            const bool has_fields = std::ranges::any_of(kids, [&](const Object& kid) {
                const auto* child = revision_.resolve(kid).as<Dictionary>();
                return child != nullptr && child->find("T") != nullptr;
            });
            if (has_fields)
                walk(kids, own, depth + 1);
            else
                visit_({own, reference->number, *field, widgets(reference->number, kids)});
        }
    }

private:
    /// Fields may share their kids: no more are looked at than there are objects, twice.
    const Array& counted(const Array& kids) {
        static const Array none;
        left_ -= std::min(left_, kids.size());
        return left_ == 0 ? none : kids;
    }

    static std::vector<std::uint32_t> widgets(std::uint32_t field, const Array& kids) {
        std::vector<std::uint32_t> found;
        for (const auto& kid : kids)
            if (const auto* reference = kid.as<Reference>())
                found.push_back(reference->number);
        if (found.empty())
            found.push_back(field);
        return found;
    }

    const Revision& revision_;
    Visit visit_;
    std::set<std::uint32_t> seen_;
    std::size_t left_ = 2 * std::size_t{revision_.size()} + 1;
};

void walk_fields(const Revision& revision, FieldWalk::Visit visit) {
    const auto& form = revision.dictionary(revision.catalog(), "AcroForm");
    FieldWalk(revision, std::move(visit)).walk(revision.array(form, "Fields"), {}, 0);
}

double real(const Object& object) {
    const auto* number = object.as<Number>();
    return number == nullptr ? 0 : std::strtod(number->text.c_str(), nullptr);
}

/// A rectangle's corners in order, whichever two diagonal ones were given (7.9.5); all 0 if it is none.
std::array<double, 4> rectangle(const Revision& revision, const Dictionary& owner, std::string_view key) {
    const auto& corners = revision.array(owner, key);
    std::array<double, 4> sides{};
    for (std::size_t i = 0; i < 4 && corners.size() == 4; ++i)
        sides[i] = real(revision.resolve(corners[i]));
    if (sides[0] > sides[2])
        std::swap(sides[0], sides[2]);
    if (sides[1] > sides[3])
        std::swap(sides[1], sides[3]);
    return sides;
}

bool has_area(const std::array<double, 4>& sides) {
    return sides[0] < sides[2] && sides[1] < sides[3];
}

/// Whether a stream in an appearance dictionary, or in the states below it, holds more than space.
bool has_content(const Revision& revision, const Dictionary& appearance, int depth = 0) {
    return std::ranges::any_of(appearance.entries, [&](const Entry& entry) {
        const auto* reference = entry.value.as<Reference>();
        const auto* stream = reference != nullptr ? revision.find(reference->number) : nullptr;
        if (stream == nullptr || !stream->is_stream) {
            const auto* states = revision.resolve(entry.value).as<Dictionary>();
            return states != nullptr && depth == 0 && has_content(revision, *states, depth + 1);
        }
        const auto bytes = revision.stream_bytes(*stream);
        return !bytes || !std::ranges::all_of(*bytes, is_space);
    });
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
        if (!revision.entry(*node, "Kids").is_null())
            levels.emplace_back(&revision.array(*node, "Kids"), 0);
        else if (wanted(reference->number))
            return reference->number;
    }
    return 0;
}

} // namespace

std::vector<SignatureField> signature_fields(const Revision& revision) {
    std::vector<SignatureField> fields;
    walk_fields(revision, [&](const Terminal& terminal) {
        if (!terminal.own.signature)
            return;
        SignatureField found{.name = terminal.own.name,
                             .number = terminal.number,
                             .is_ambiguous = terminal.own.is_ambiguous,
                             .widgets = terminal.widgets};
        const auto* value = terminal.field.find("V");
        if (value != nullptr && revision.resolve(*value).as<Dictionary>() != nullptr)
            // A value that is no object of its own cannot be found again by its place: the field itself stands for it.
            found.value = value->as<Reference>() != nullptr ? value->as<Reference>()->number : terminal.number;
        if (const auto* widget = revision.get(terminal.widgets.front()).as<Dictionary>()) {
            if (const auto* page = widget->find("P"); page != nullptr && page->as<Reference>() != nullptr)
                found.page = page->as<Reference>()->number;
            found.rectangle = rectangle(revision, *widget, "Rect");
        }
        fields.push_back(std::move(found));
    });
    return fields;
}

bool can_be_seen(const Revision& revision, const SignatureField& field) {
    return std::ranges::any_of(field.widgets, [&](std::uint32_t number) {
        const auto* widget = revision.get(number).as<Dictionary>();
        if (widget == nullptr)
            return false;
        return has_area(rectangle(revision, *widget, "Rect")) || has_content(revision, revision.dictionary(*widget, "AP"));
    });
}

bool shows_something(const Revision& revision, const SignatureField& field) {
    return std::ranges::any_of(field.widgets, [&](std::uint32_t number) {
        const auto* widget = revision.get(number).as<Dictionary>();
        return widget != nullptr && has_content(revision, revision.dictionary(*widget, "AP"));
    });
}

std::map<std::uint32_t, FieldName> field_names(const Revision& revision) {
    std::map<std::uint32_t, FieldName> names;
    walk_fields(revision, [&](const Terminal& terminal) {
        const FieldName name{terminal.own.name, terminal.own.is_ambiguous};
        names[terminal.number] = name;
        for (const auto widget : terminal.widgets)
            names[widget] = name;
    });
    return names;
}

DefaultAppearances default_appearances(const Revision& revision) {
    DefaultAppearances found;
    const auto see = [&](const Object& appearance) {
        const auto* string = appearance.as<String>();
        found.draw = found.draw || (string != nullptr && string->bytes.find("Do") != std::string::npos);
    };
    const auto& form = revision.dictionary(revision.catalog(), "AcroForm");
    see(revision.entry(form, "DA"));
    walk_fields(revision, [&](const Terminal& terminal) {
        see(revision.entry(terminal.field, "DA"));
        if (!terminal.own.signature)
            found.asked = std::max(found.asked, terminal.own.has_appearance ? Asked::by_none_of_others : Asked::by_others);
    });
    return found;
}

std::uint32_t page_object(const Revision& revision, int index) {
    int left = index >= 0 ? index : -1 - index;
    return find_page(revision, index < 0, [&](std::uint32_t) { return left-- == 0; });
}

std::vector<std::uint32_t> page_objects(const Revision& revision) {
    std::vector<std::uint32_t> pages;
    find_page(revision, false, [&](std::uint32_t page) {
        pages.push_back(page);
        return false;
    });
    return pages;
}

std::map<std::uint32_t, std::vector<std::size_t>> pages_of_annotations(const Revision& revision) {
    std::map<std::uint32_t, std::vector<std::size_t>> found;
    std::size_t number = 0, left = 2 * std::size_t{revision.size()} + 1;
    for (const auto page : page_objects(revision)) {
        ++number;
        const auto* dictionary = revision.get(page).as<Dictionary>();
        if (dictionary == nullptr)
            continue;
        const auto& annotations = revision.array(*dictionary, "Annots");
        // Pages may share their lists.
        left -= std::min(left, annotations.size());
        for (std::size_t i = 0; i < annotations.size() && left > 0; ++i)
            if (const auto* reference = annotations[i].as<Reference>())
                found[reference->number].push_back(number);
    }
    return found;
}

} // namespace planpaket::signature
