#include "signature/additions.h"

#include "base/translate.h"

#include <algorithm>
#include <array>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr int deepest_tree = 16;

/// The entries of a signature field and its widget that neither act nor change anything else (tables 164, 166, 188, 220, 232).
constexpr std::array<std::string_view, 30> field_entries{
    "AP",   "AS", "BS", "Border", "C", "Contents", "DA", "DR",   "DS",           "F",       "FT", "Ff", "H",  "Kids", "Lang",
    "Lock", "M",  "MK", "NM",     "P", "Q",        "RV", "Rect", "StructParent", "Subtype", "SV", "T",  "TM", "TU",   "Type",
};

/// And those of a widget that is an object of its own (tables 164, 188).
constexpr std::array<std::string_view, 16> widget_entries{
    "AP", "AS", "BS", "Border", "C", "Contents", "F", "H", "Lang", "M", "MK", "NM", "P", "Rect", "StructParent", "Subtype"};

constexpr std::array<std::string_view, 16> markup_types{
    "Caret",   "Circle", "FileAttachment", "FreeText", "Highlight", "Ink",       "Line", "PolyLine",
    "Polygon", "Popup",  "Square",         "Squiggly", "Stamp",     "StrikeOut", "Text", "Underline"};

constexpr std::array<std::string_view, 8> element_entries{"Alt", "K", "Lang", "P", "Pg", "S", "T", "Type"};

template <std::size_t Count>
const Entry* unknown_entry(const Dictionary& dictionary, const std::array<std::string_view, Count>& known,
                           std::initializer_list<std::string_view> more = {}) {
    const auto found = std::ranges::find_if(dictionary.entries, [&](const Entry& entry) {
        return std::ranges::find(known, entry.key) == known.end() && std::ranges::find(more, entry.key) == more.end();
    });
    return found == dictionary.entries.end() ? nullptr : &*found;
}

Additions::Fields by_object(const std::vector<SignatureField>& fields) {
    Additions::Fields found;
    for (const auto& field : fields) {
        found.emplace(field.number, &field);
        for (const auto widget : field.widgets)
            found.emplace(widget, &field);
    }
    return found;
}

} // namespace

Additions::Additions(const Revision& before, const Revision& after)
    : before_(before), after_(after), old_(signature_fields(before)), new_(signature_fields(after)),
      old_by_object_(by_object(old_)), new_by_object_(by_object(new_)) {
    for (auto& [number, name] : field_names(before))
        old_names_.insert(std::move(name.name));
}

const Dictionary* Additions::new_dictionary(const Object& object) const {
    const auto* reference = object.as<Reference>();
    if (reference == nullptr || was_there(reference->number))
        return nullptr;
    const auto* indirect = after_.find(reference->number);
    return indirect == nullptr || indirect->is_stream || indirect->id != *reference ? nullptr : indirect->object.as<Dictionary>();
}

const SignatureField* Additions::new_field(const Object& object) const {
    if (new_dictionary(object) == nullptr)
        return nullptr;
    const auto found = new_by_object_.find(object.as<Reference>()->number);
    return found == new_by_object_.end() || was_there(found->second->number) ? nullptr : found->second;
}

bool Additions::is_new_markup(const Object& reference) const {
    const auto* annotation = new_dictionary(reference);
    const auto* type = annotation == nullptr ? nullptr : after_.entry(*annotation, "Subtype").as<Name>();
    return type != nullptr && std::ranges::find(markup_types, type->text) != markup_types.end() &&
           annotation->find("A") == nullptr && annotation->find("AA") == nullptr;
}

std::string Additions::fault(const SignatureField& field) const {
    const auto& dictionary = *after_.get(field.number).as<Dictionary>();
    const auto unknown = [](std::uint32_t number, const Entry* entry) {
        return trf("object {}: '/{}' has no place in a new signature field", number, entry->key);
    };
    if (const auto* entry = unknown_entry(dictionary, field_entries, {"V"}))
        return unknown(field.number, entry);
    if (field.is_ambiguous)
        return trf("object {}: '/Parent' is not what lists it", field.number);
    if (old_names_.contains(field.name))
        return trf("object {}: there was a field of this name before", field.number);
    for (const auto number : field.widgets) {
        const auto* widget = after_.get(number).as<Dictionary>();
        if (widget == nullptr || was_there(number) || !after_.entry(*widget, "Subtype").is_name("Widget"))
            return trf("object {} is no widget", number);
        if (number == field.number)
            continue;
        if (const auto* entry = unknown_entry(*widget, widget_entries, {"Parent", "Type", "DA", "DR", "Q"}))
            return unknown(number, entry);
        const auto* parent = widget->find("Parent");
        if (parent != nullptr && (parent->as<Reference>() == nullptr || parent->as<Reference>()->number != field.number))
            return trf("object {}: '/Parent' is not its field", number);
    }
    return {};
}

std::uint32_t Additions::widget_of(const Dictionary& element) const {
    const auto* kids = after_.entry(element, "K").as<Array>();
    const auto* kid = kids == nullptr ? element.find("K") : kids->size() == 1 ? &kids->front() : nullptr;
    const auto* object_reference = kid == nullptr ? nullptr : after_.resolve(*kid).as<Dictionary>();
    const auto* widget = object_reference == nullptr || !after_.entry(*object_reference, "Type").is_name("OBJR")
                             ? nullptr
                             : object_reference->find("Obj");
    return widget == nullptr || new_field(*widget) == nullptr ? 0 : widget->as<Reference>()->number;
}

bool Additions::is_new_element(const Object& reference) const {
    const auto* element = new_dictionary(reference);
    return element != nullptr && after_.entry(*element, "S").is_name("Form") &&
           unknown_entry(*element, element_entries) == nullptr && widget_of(*element) != 0;
}

bool Additions::is_new_parent(const Object& key, const Object& element) const {
    std::uint64_t number = 0, widgets = 0;
    if (key.whole(number) == nullptr || !is_new_element(element) || old_keys().contains(number))
        return false;
    const auto* widget = after_.get(widget_of(*new_dictionary(element))).as<Dictionary>();
    return after_.entry(*widget, "StructParent").whole(widgets) != nullptr && widgets == number;
}

bool Additions::is_new_leaf(const Object& reference) const {
    const auto* leaf = new_dictionary(reference);
    if (leaf == nullptr || unknown_entry(*leaf, std::array<std::string_view, 2>{"Limits", "Nums"}) != nullptr)
        return false;
    const auto& numbers = after_.array(*leaf, "Nums");
    for (std::size_t i = 0; i < numbers.size(); i += 2)
        if (i + 1 == numbers.size() || !is_new_parent(numbers[i], numbers[i + 1]))
            return false;
    return true;
}

const std::set<std::uint64_t>& Additions::old_keys() const {
    if (old_keys_)
        return *old_keys_;
    old_keys_.emplace();
    std::set<std::uint32_t> seen;
    std::vector<std::pair<Object, int>> waiting;
    if (const auto* tree = before_.dictionary(before_.catalog(), "StructTreeRoot").find("ParentTree"))
        waiting.emplace_back(*tree, 0);
    while (!waiting.empty()) {
        const auto [object, depth] = std::move(waiting.back());
        waiting.pop_back();
        const auto* reference = object.as<Reference>();
        const auto* node = before_.resolve(object).as<Dictionary>();
        if (node == nullptr || depth > deepest_tree || (reference != nullptr && !seen.insert(reference->number).second))
            continue;
        std::uint64_t key = 0;
        const auto& numbers = before_.array(*node, "Nums");
        for (std::size_t i = 0; i < numbers.size(); i += 2)
            if (before_.resolve(numbers[i]).whole(key) != nullptr)
                old_keys_->insert(key);
        for (const auto& kid : before_.array(*node, "Kids"))
            waiting.emplace_back(kid, depth + 1);
    }
    return *old_keys_;
}

} // namespace planpaket::signature
