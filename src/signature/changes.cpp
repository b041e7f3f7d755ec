#include "signature/changes.h"

#include "base/translate.h"
#include "signature/fields.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

class Comparison {
public:
    Comparison(const Revision& before, const Revision& after, const Restrictions& restrictions)
        : before_(before), after_(after), restrictions_(restrictions) {}

    std::vector<Change> run() {
        find_changed();
        find_roles();
        compare_trailers();
        visit(before_.root().number);
        while (!waiting_.empty()) {
            const auto number = waiting_.back();
            waiting_.pop_back();
            compare(number);
        }
        return std::move(changes_);
    }

private:
    void add(ChangeKind kind, const std::string& what, bool allowed) {
        const auto same = [&](const Change& change) { return change.kind == kind && change.what == what; };
        if (std::ranges::none_of(changes_, same))
            changes_.push_back({kind, what, allowed});
    }
    void refuse(const std::string& what) { add(ChangeKind::other, what, false); }

    bool was_there(std::uint32_t number) const { return before_.find(number) != nullptr; }

    static bool same_data(const Revision& a, const Indirect& x, const Revision& b, const Indirect& y) {
        return x.is_stream == y.is_stream &&
               (!x.is_stream || a.bytes().substr(x.data_from, x.data_size) == b.bytes().substr(y.data_from, y.data_size));
    }

    bool is_same(std::uint32_t number) const {
        const auto* a = before_.find(number);
        const auto* b = after_.find(number);
        if (a == nullptr || b == nullptr)
            return a == b;
        return a->id == b->id && a->object == b->object && same_data(before_, *a, after_, *b);
    }

    /// The objects whose place is another. An object in an object stream also changes with its stream.
    void find_changed() {
        const auto place_in = [](const Revision& revision, std::uint32_t number) {
            return revision.references().find(number).value_or(Place{});
        };
        const auto see = [&](std::uint32_t number, const Place& place) {
            const auto a = place_in(before_, number), b = place_in(after_, number);
            const auto container = static_cast<std::uint32_t>(place.offset);
            const bool moved =
                a != b || (place.kind == Place::Kind::packed && place_in(before_, container) != place_in(after_, container));
            if (moved && !is_same(number))
                changed_.insert(number);
        };
        before_.references().for_each_place(see);
        after_.references().for_each_place(see);
    }

    void find_roles() {
        const auto number_of = [](const Object* object) {
            const auto* reference = object != nullptr ? object->as<Reference>() : nullptr;
            return reference != nullptr ? reference->number : 0;
        };
        form_ = number_of(before_.catalog().find("AcroForm"));
        const auto& form = before_.dictionary(before_.catalog(), "AcroForm");
        fields_list_ = number_of(form.find("Fields"));
        structure_ = number_of(before_.catalog().find("StructTreeRoot"));
        metadata_ = number_of(before_.catalog().find("Metadata"));
        old_fields_ = signature_fields(before_);
        new_fields_ = signature_fields(after_);
        names_ = field_names(before_);
        std::vector<std::pair<Object, int>> waiting;
        if (const auto* pages = before_.catalog().find("Pages"))
            waiting.emplace_back(*pages, 0);
        while (!waiting.empty()) {
            const auto [object, depth] = waiting.back();
            waiting.pop_back();
            const auto number = number_of(&object);
            const auto* node = before_.resolve(object).as<Dictionary>();
            if (node == nullptr || depth > 64 || number == 0)
                continue;
            if (node->find("Kids") == nullptr) {
                pages_.insert(number);
                if (const auto list = number_of(node->find("Annots")); list != 0)
                    annotation_lists_.insert(list);
                continue;
            }
            if (inner_pages_.insert(number).second)
                for (const auto& kid : before_.array(*node, "Kids"))
                    waiting.emplace_back(kid, depth + 1);
        }
        const auto& root = before_.dictionary(before_.catalog(), "StructTreeRoot");
        if (const auto* tree = root.find("ParentTree"))
            waiting.emplace_back(*tree, 0);
        while (!waiting.empty()) {
            const auto [object, depth] = waiting.back();
            waiting.pop_back();
            const auto* node = before_.resolve(object).as<Dictionary>();
            if (node == nullptr || depth > 16)
                continue;
            if (const auto number = number_of(&object); number != 0 && !parent_tree_.insert(number).second)
                continue;
            for (const auto& kid : before_.array(*node, "Kids"))
                waiting.emplace_back(kid, depth + 1);
        }
    }

    void compare_trailers() {
        const auto* a = before_.trailer().find("Root");
        const auto* b = after_.trailer().find("Root");
        if (a == nullptr || b == nullptr || *a != *b)
            refuse(tr("the file has another catalog"));
        const auto* old_information = before_.trailer().find("Info");
        const auto* new_information = after_.trailer().find("Info");
        const auto* number = old_information != nullptr ? old_information->as<Reference>() : nullptr;
        if ((new_information == nullptr) != (old_information == nullptr) ||
            (new_information != nullptr && *new_information != *old_information) ||
            (number != nullptr && changed_.contains(number->number)))
            add(ChangeKind::metadata, tr("the document's properties were changed"), true);
    }

    void visit(std::uint32_t number) {
        if (seen_.insert(number).second)
            waiting_.push_back(number);
    }
    void descend(const Object& object) {
        for_each_reference(object, [&](Reference reference) { visit(reference.number); });
    }
    void descend(const Dictionary& dictionary, std::initializer_list<std::string_view> but = {}) {
        for (const auto& entry : dictionary.entries)
            if (std::ranges::find(but, entry.key) == but.end())
                descend(entry.value);
    }

    void compare(std::uint32_t number) {
        const auto& object = before_.get(number);
        const auto* old_values = object.as<Dictionary>();
        if (!changed_.contains(number)) {
            if (number == before_.root().number && old_values != nullptr)
                descend(*old_values, {"DSS"});
            else
                descend(object);
            return;
        }
        const auto* a = before_.find(number);
        const auto* b = after_.find(number);
        if (a == nullptr || b == nullptr || a->id != b->id || a->is_stream != b->is_stream) {
            refuse(a == nullptr ? trf("object {}, which was not there, was added under a name that was in use", number)
                                : trf("object {} was taken away or replaced", number));
            return;
        }
        if (number == metadata_ && a->is_stream) {
            add(ChangeKind::metadata, tr("the document's properties were changed"), true);
            return;
        }
        const auto* new_values = b->object.as<Dictionary>();
        if (number == fields_list_ && object.as<Array>() != nullptr && b->object.as<Array>() != nullptr)
            return compare_fields(*object.as<Array>(), *b->object.as<Array>());
        if (annotation_lists_.contains(number) && object.as<Array>() != nullptr && b->object.as<Array>() != nullptr)
            return compare_annotations(*object.as<Array>(), *b->object.as<Array>(), number);
        if (old_values == nullptr || new_values == nullptr || a->is_stream)
            return refuse(trf("object {} was changed", number));
        if (number == before_.root().number)
            compare_catalogs(*old_values, *new_values);
        else if (number == form_)
            compare_forms(*old_values, *new_values);
        else if (pages_.contains(number))
            compare_pages(*old_values, *new_values, number);
        else if (number == structure_)
            compare_structures(*old_values, *new_values);
        else if (parent_tree_.contains(number))
            compare_parent_trees(*old_values, *new_values);
        else if (old_values->find("FT") != nullptr || before_.entry(*old_values, "Subtype").is_name("Widget"))
            compare_field(*old_values, *new_values, number);
        else if (old_values->find("S") != nullptr && old_values->find("P") != nullptr)
            compare_elements(*old_values, *new_values, number);
        else
            refuse(trf("object {} was changed", number));
    }

    /// Every key but those that `differ` takes care of must say the same. Goes on into what did not change.
    template <class Differ>
    void compare_keys(const Dictionary& a, const Dictionary& b, const std::string& where, const Differ& differ) {
        std::set<std::string> keys;
        for (const auto* dictionary : {&a, &b})
            for (const auto& entry : dictionary->entries)
                keys.insert(entry.key);
        for (const auto& key : keys) {
            const auto* x = a.find(key);
            const auto* y = b.find(key);
            if (x != nullptr && y != nullptr && *x == *y)
                descend(*x);
            else if (!differ(key, x, y))
                refuse(trf("{}: '/{}' was changed", where, key));
        }
    }

    /// Whether all of `a` is still in `b`, in order. Calls `added` with what is new; false as soon as it is.
    template <class Added>
    static bool only_added(const Array& a, const Array& b, const Added& added) {
        std::size_t next = 0;
        for (const auto& each : b)
            if (next < a.size() && a[next] == each)
                ++next;
            else if (!added(each))
                return false;
        return next == a.size();
    }

    const Array& list(const Revision& revision, const Object* object) const {
        static const Array none;
        const auto* array = object != nullptr ? revision.resolve(*object).as<Array>() : nullptr;
        return array == nullptr ? none : *array;
    }

    void compare_catalogs(const Dictionary& a, const Dictionary& b) {
        compare_keys(a, b, tr("the catalog"), [&](const std::string& key, const Object* x, const Object* y) {
            if (key == "DSS")
                add(ChangeKind::validation_data, tr("validation data were added"), true);
            else if (key == "AcroForm" && y != nullptr && (x == nullptr || form_ == 0))
                compare_forms(before_.dictionary(a, "AcroForm"), after_.dictionary(b, "AcroForm"));
            else if (key == "Metadata" && x != nullptr && y != nullptr)
                add(ChangeKind::metadata, tr("the document's properties were changed"), true);
            else
                return key == "Extensions" || key == "Version";
            return true;
        });
    }

    void compare_forms(const Dictionary& a, const Dictionary& b) {
        compare_keys(a, b, tr("the form"), [&](const std::string& key, const Object* x, const Object* y) {
            if (key == "Fields" && y != nullptr && (x == nullptr || x->as<Reference>() == nullptr))
                compare_fields(list(before_, x), list(after_, y));
            else
                return key == "SigFlags";
            return true;
        });
    }

    const SignatureField* new_field(const Object& object) const {
        const auto* reference = object.as<Reference>();
        if (reference == nullptr || was_there(reference->number))
            return nullptr;
        const auto found = std::ranges::find(new_fields_, reference->number, &SignatureField::number);
        return found == new_fields_.end() ? nullptr : &*found;
    }

    void compare_fields(const Array& a, const Array& b) {
        const bool added = only_added(a, b, [&](const Object& each) {
            const auto* field = new_field(each);
            if (field == nullptr)
                return false;
            signed_field(*field);
            if (field->is_visible()) {
                const auto page = page_number(after_, field->page);
                add(ChangeKind::visible_field, trf("the new field '{}' covers a part of page {}", field->name, page),
                    restrictions_.allow_signature(field->name));
            }
            return true;
        });
        if (!added)
            refuse(tr("the form's fields are others"));
        for (const auto& each : a)
            descend(each);
    }

    void signed_field(const SignatureField& field) {
        if (field.value == 0)
            return add_signature(field, trf("an empty signature field '{}' was added", field.name));
        if (was_there(field.value))
            return refuse(trf("the field '{}' was signed with something that was there before", field.name));
        const auto* signature = after_.get(field.value).as<Dictionary>();
        // A timestamp changes nothing that any restriction minds, unless it is seen.
        if (signature != nullptr && after_.entry(*signature, "SubFilter").is_name("ETSI.RFC3161") && !field.is_visible())
            add(ChangeKind::timestamp, trf("a document timestamp was added ('{}')", field.name), true);
        else
            add_signature(field, trf("'{}' was signed", field.name));
    }

    void add_signature(const SignatureField& field, const std::string& what) {
        add(ChangeKind::signature, restrictions_.locked(field.name) ? trf("{}, although it is locked", what) : what,
            restrictions_.allow_signature(field.name));
    }

    void compare_pages(const Dictionary& a, const Dictionary& b, std::uint32_t number) {
        const auto where = trf("page {}", page_number(before_, number));
        compare_keys(a, b, where, [&](const std::string& key, const Object* x, const Object* y) {
            if (key == "Annots" && y != nullptr && (x == nullptr || x->as<Reference>() == nullptr))
                compare_annotations(list(before_, x), list(after_, y), number);
            else
                return key == "Tabs" && x == nullptr && y != nullptr && y->is_name("S");
            return true;
        });
    }

    void compare_annotations(const Array& a, const Array& b, std::uint32_t number) {
        const bool added = only_added(a, b, [&](const Object& each) {
            const auto* reference = each.as<Reference>();
            if (reference == nullptr || was_there(reference->number))
                return false;
            const auto* indirect = after_.find(reference->number);
            if (indirect == nullptr || indirect->is_stream)
                return false;
            if (new_field(each) != nullptr)
                return true;
            const bool allowed = restrictions_.permission == Permission::annotations;
            add(ChangeKind::annotation, trf("an annotation was added (object {})", reference->number), allowed);
            return true;
        });
        if (!added)
            refuse(trf("the annotations of a page are others (object {})", number));
        for (const auto& each : a)
            descend(each);
    }

    void compare_field(const Dictionary& a, const Dictionary& b, std::uint32_t number) {
        const auto old_field = std::ranges::find(old_fields_, number, &SignatureField::number);
        const auto field = std::ranges::find(new_fields_, number, &SignatureField::number);
        if (old_field != old_fields_.end() && field != new_fields_.end()) {
            const auto where = trf("the field '{}'", field->name);
            if (old_field->value != 0)
                return refuse(trf("{} was signed, and then changed", where));
            if (field->value != 0)
                signed_field(*field);
            compare_keys(a, b, where, [&](const std::string& key, const Object*, const Object*) {
                return field->value != 0 && (key == "V" || key == "AP" || key == "Contents" || key == "M");
            });
            return;
        }
        const auto name = names_.find(number);
        const bool may_fill = restrictions_.permission.value_or(Permission::none) != Permission::none &&
                              a.find("FT") != nullptr && name != names_.end();
        const auto where = trf("the annotation or field of object {}", number);
        bool filled = false;
        compare_keys(a, b, where, [&](const std::string& key, const Object*, const Object*) {
            filled = key == "V" || key == "AP" || key == "AS" || key == "M";
            return may_fill && filled;
        });
        if (may_fill && filled && restrictions_.locked(name->second))
            add(ChangeKind::form, trf("the field '{}' was filled in, although it is locked", name->second), false);
        else if (may_fill && filled)
            add(ChangeKind::form, trf("the field '{}' was filled in", name->second), true);
    }

    /// New form elements, for new signature fields.
    bool is_new_element(const Object& each) const {
        const auto* reference = each.as<Reference>();
        const auto* element = after_.resolve(each).as<Dictionary>();
        return reference != nullptr && !was_there(reference->number) && element != nullptr &&
               after_.entry(*element, "S").is_name("Form");
    }

    bool only_new_elements(const Object* x, const Object* y) {
        const auto kids = [](const Revision& revision, const Object* object) -> Array {
            if (object == nullptr)
                return {};
            const auto* array = revision.resolve(*object).as<Array>();
            return array != nullptr ? *array : Array{*object};
        };
        const auto old_kids = kids(before_, x);
        for (const auto& each : old_kids)
            descend(each);
        return only_added(old_kids, kids(after_, y), [&](const Object& each) { return is_new_element(each); });
    }

    void compare_elements(const Dictionary& a, const Dictionary& b, std::uint32_t number) {
        compare_keys(
            a, b, trf("the structure element of object {}", number),
            [&](const std::string& key, const Object* x, const Object* y) { return key == "K" && only_new_elements(x, y); });
    }

    void compare_structures(const Dictionary& a, const Dictionary& b) {
        compare_keys(a, b, tr("the structure tree"), [&](const std::string& key, const Object* x, const Object* y) {
            if (key == "K")
                return only_new_elements(x, y);
            if (key == "ParentTree" && x != nullptr && y != nullptr && x->as<Dictionary>() != nullptr &&
                y->as<Dictionary>() != nullptr) {
                compare_parent_trees(*x->as<Dictionary>(), *y->as<Dictionary>());
                return true;
            }
            return key == "ParentTreeNextKey";
        });
    }

    void compare_parent_trees(const Dictionary& a, const Dictionary& b) {
        compare_keys(a, b, tr("the structure's parent tree"), [&](const std::string& key, const Object* x, const Object* y) {
            if (key == "Nums") {
                for (const auto& each : list(before_, x))
                    descend(each);
                return only_added(list(before_, x), list(after_, y),
                                  [&](const Object& each) { return each.as<Number>() != nullptr || is_new_element(each); });
            }
            if (key == "Kids") {
                for (const auto& each : list(before_, x))
                    descend(each);
                return only_added(list(before_, x), list(after_, y), [&](const Object& each) {
                    return each.as<Reference>() != nullptr && !was_there(each.as<Reference>()->number);
                });
            }
            return key == "Limits";
        });
    }

    const Revision& before_;
    const Revision& after_;
    const Restrictions& restrictions_;
    std::map<std::uint32_t, std::string> names_;
    std::unordered_set<std::uint32_t> changed_, seen_, pages_, inner_pages_, annotation_lists_, parent_tree_;
    std::uint32_t form_ = 0, fields_list_ = 0, structure_ = 0, metadata_ = 0;
    std::vector<SignatureField> old_fields_, new_fields_;
    std::vector<std::uint32_t> waiting_;
    std::vector<Change> changes_;
};

} // namespace

std::vector<Change> changes_between(const Revision& before, const Revision& after, const Restrictions& restrictions) {
    return Comparison(before, after, restrictions).run();
}

} // namespace planpaket::signature
