#include "signature/changes.h"

#include "base/translate.h"
#include "signature/additions.h"
#include "signature/findings.h"
#include "signature/reach.h"
#include "signature/value_types.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

namespace planpaket::signature {

using base::tr;
using base::trf;

namespace {

constexpr std::size_t most_kept = 1'000'000; ///< Numbers whose roles stand in a list; others are looked up.

///
/// Calls `visit` with every key of two dictionaries and what it has in each; null for what is absent or null (7.3.7). Stops when
/// it gives false.
template <class Visit>
bool for_each_key(const Dictionary& a, const Dictionary& b, const Visit& visit) {
    const auto sorted = [](const Dictionary& dictionary) {
        std::vector<const Entry*> entries;
        for (const auto& entry : dictionary.entries)
            if (!entry.value.is_null())
                entries.push_back(&entry);
        std::ranges::sort(entries, {}, [](const Entry* entry) -> const std::string& { return entry->key; });
        return entries;
    };
    const auto left = sorted(a), right = sorted(b);
    for (auto x = left.begin(), y = right.begin(); x != left.end() || y != right.end();) {
        const int order = x == left.end() ? 1 : y == right.end() ? -1 : (*x)->key.compare((*y)->key);
        const auto& key = order <= 0 ? (*x)->key : (*y)->key;
        const auto* old_value = order <= 0 ? &(*x++)->value : nullptr;
        const auto* new_value = order >= 0 ? &(*y++)->value : nullptr;
        if (!visit(key, old_value, new_value))
            return false;
    }
    return true;
}

class Comparison {
public:
    Comparison(const Revision& before, const Revision& after, const Restrictions& restrictions, FormerRevisions& former)
        : before_(before), after_(after), restrictions_(restrictions), additions_(before, after), reach_(after, changed_),
          former_(former), left_(before, changed_), findings_(before, after, restrictions) {}

    std::vector<Change> run() {
        same_numbers_.resize(std::min<std::size_t>(before_.size(), most_kept));
        find_changed();
        for (const auto* each : {&before_, &after_}) {
            const auto found = default_appearances(*each);
            appearances_.asked = std::max(appearances_.asked, found.asked);
            appearances_.draw = appearances_.draw || found.draw;
        }
        compare_trailers();
        compare_containers();
        do
            while (!waiting_.empty()) {
                const auto next = waiting_.back();
                waiting_.pop_back();
                compare(next);
            }
        while (follow_links());
        tell_unreached();
        for (const auto& [from, to] : reach_.nowhere())
            findings_.refuse({}, trf("object {} refers to object {}, which is not there", from, to));
        if (has_scripts_)
            findings_.add(ChangeKind::script, tr("the document contains scripts, which may show something else now"), "", true);
        return findings_.take();
    }

private:
    /// Two objects that have to be the same thing.
    struct Pair {
        std::uint32_t before, after;
        Role role;
        Part part;
    };

    /// A field that is being compared: since when its entries may be otherwise.
    struct FieldState {
        bool signed_since = false;
        bool may_be_filled = false;
        std::uint32_t number = 0;
    };

    bool was_there(std::uint32_t number) const { return before_.find(number) != nullptr; }

    bool needs_appearances() const {
        const auto& form = before_.dictionary(before_.catalog(), "AcroForm");
        const auto* needed = before_.entry(form, "NeedAppearances").as<bool>();
        return needed != nullptr && *needed;
    }

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

    /// Every entry of a trailer that is not of the table itself (7.5.5, 7.5.8) has to be as it was, in each appended section.
    void compare_trailers() {
        static constexpr std::array<std::string_view, 10> own{"DecodeParms", "Filter", "Index", "Length", "Prev",
                                                              "Root",        "Size",   "Type",  "W",      "XRefStm"};
        static constexpr std::string_view streams = "AdditionalStreams";
        const Part document;
        const auto is_own = [](const std::string& key) { return std::ranges::find(own, key) != own.end(); };
        visit(before_.root().number, after_.root().number, Role::catalog, document);
        for (const auto& section : after_.references().sections)
            if (section.from >= before_.bytes().size())
                for_each_key(before_.trailer(), section.trailer, [&](const std::string& key, const Object* x, const Object* y) {
                    // What says nothing of the document may be missing, and is, from the second half of a hybrid.
                    const bool is_missing = y == nullptr && (section.is_hybrid || key == "ID" || key == "Info" ||
                                                             key == "DocChecksum" || key == streams);
                    if (!is_own(key) && !is_missing && !(key == streams && x != nullptr && leads_nowhere(*x, *y)) &&
                        !tolerated(Role::trailer, key, x, y, {}, document) &&
                        (x == nullptr || y == nullptr || !same(*x, *y, Role::plain, document)))
                        findings_.refuse(document, trf("the trailer: '/{}' was changed", key));
                    return true;
                });
        for (const auto& entry : before_.trailer().entries)
            if (!is_own(entry.key) && entry.key != "Info" &&
                !(entry.key == streams && leads_nowhere(entry.value, entry.value) && !leads_to_stream(before_, entry.value)))
                descend(entry.value, Role::plain, document);
        for (const auto* each : {&before_, &after_})
            check_size(*each);
        if (const auto* root = after_.find(after_.root().number); root != nullptr && root->id != after_.root())
            findings_.refuse(document, tr("the trailer: '/Root' names another generation"));
    }

    /// LibreOffice names a document embedded in its PDFs in the trailer, and opens it where that name leads to a stream. Older
    /// PDFBox, and so DSS, writes the name with a reference to the number after the last object, where something else may come.
    bool leads_nowhere(const Object& x, const Object& y) const {
        const auto* a = x.as<Array>();
        const auto* b = y.as<Array>();
        if (a == nullptr || b == nullptr || a->size() != b->size())
            return false;
        for (std::size_t i = 0; i < a->size(); ++i) {
            const bool are_references = (*a)[i].as<Reference>() != nullptr && (*b)[i].as<Reference>() != nullptr;
            if (are_references ? is_stream(after_, (*b)[i]) : (*a)[i] != (*b)[i])
                return false;
        }
        return true;
    }

    /// Readers ignore objects from /Size on (7.5.5): what they do not see in one revision they may see in the other.
    void check_size(const Revision& revision) {
        std::uint64_t size = 0;
        const auto* entry = revision.trailer().find("Size");
        std::uint32_t highest = 0;
        revision.references().for_each_place([&](std::uint32_t number, const Place& place) {
            if (place.kind != Place::Kind::free)
                highest = std::max(highest, number);
        });
        if (entry == nullptr || entry->whole(size) == nullptr || size <= highest || size > most_objects + std::uint64_t{1})
            findings_.refuse({}, trf("the trailer: '/Size' leaves out object {}", highest));
    }

    /// What is read from an object stream depends on all that its dictionary says.
    void compare_containers() {
        std::uint32_t last = 0;
        before_.references().for_each_place([&](std::uint32_t, const Place& place) {
            const auto container = static_cast<std::uint32_t>(place.offset);
            if (place.kind == Place::Kind::packed && container != last) {
                last = container;
                containers_.insert(container);
                if (before_.references().find(container) == after_.references().find(container))
                    visit(container, container, Role::plain, {});
            }
        });
        after_.references().for_each_place([&](std::uint32_t, const Place& place) {
            if (place.kind == Place::Kind::packed)
                containers_.insert(static_cast<std::uint32_t>(place.offset));
        });
        for (const auto container : containers_)
            if (const auto* stream = after_.get(container).as<Dictionary>();
                stream != nullptr && stream->find("Extends") != nullptr && changed_.contains(container))
                findings_.refuse({}, trf("object {}: '/{}' was changed", container, "Extends"));
        for (const auto& section : after_.references().sections)
            if (section.is_stream)
                containers_.insert(section.own_number);
    }

    static std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }

    void visit(std::uint32_t a, std::uint32_t b, Role role, const Part& part) {
        auto& roles = roles_of(a, b);
        const bool is_renumbered = a != b || (!numbers_.empty() && (numbers_.contains(a) || former_numbers_.contains(b)));
        // The catalog is one only, whatever its number is.
        if (!is_link(role) && is_renumbered && !renumber(a, b) && a != before_.root().number)
            return findings_.refuse(part, trf("object {} is another one now", a));
        if ((roles & bit(role)) != 0)
            return;
        roles |= bit(role);
        if (is_link(role))
            links_.push_back({a, b, role, part});
        else
            waiting_.push_back({a, b, role, part});
    }

    /// Two that say the same may still be two: an object has one number before and one after.
    bool renumber(std::uint32_t a, std::uint32_t b) {
        const bool is_only = numbers_.emplace(a, b).first->second == b && former_numbers_.emplace(b, a).first->second == a;
        return is_only && roles_of(a, a) == 0 && roles_of(b, b) == 0;
    }

    /// The roles in which a pair was reached. Nearly all pairs are of one number.
    std::uint32_t& roles_of(std::uint32_t a, std::uint32_t b) {
        return a == b && a < same_numbers_.size() ? same_numbers_[a] : other_numbers_[std::uint64_t{a} << 32U | b];
    }

    /// What links pointed to and no other path led to has to be as it was. Whether there was something.
    bool follow_links() {
        const auto links = std::exchange(links_, {});
        for (const auto& link : links) {
            std::uint32_t wanted = 0;
            for (auto role = Role::plain; !is_link(role); role = static_cast<Role>(static_cast<unsigned>(role) + 1))
                wanted |= leads_to(link.role, role) ? bit(role) : 0;
            if ((roles_of(link.before, link.after) & wanted) == 0)
                visit(link.before, link.after, Role::plain, link.part);
        }
        return !waiting_.empty() || !links_.empty();
    }

    void note_script(const std::string& key) { has_scripts_ = has_scripts_ || key == "JS" || key == "XFA"; }

    /// A destination begins with its page (12.3.2.2): the page is pointed to, not shown by it.
    static bool is_destination(const Array& array) {
        return array.size() > 1 && array[0].as<Reference>() != nullptr && array[1].as<Name>() != nullptr;
    }

    Role role_of_parent(const Object& value) const {
        return before_.resolve(value).as<Array>() != nullptr ? Role::parent_list : Role::to_element;
    }

    /// Goes on into what is the same in both.
    void descend(const Object& object, Role role, const Part& part) {
        if (const auto* reference = object.as<Reference>()) {
            visit(reference->number, reference->number, role == Role::parent_value ? role_of_parent(object) : role, part);
        } else if (const auto* array = object.as<Array>()) {
            descend_items(*array, role, part);
        } else if (const auto* dictionary = object.as<Dictionary>()) {
            const auto own = is_link(role) ? Role::plain : role;
            for (const auto& entry : dictionary->entries) {
                note_script(entry.key);
                if (!is_nested(entry.value))
                    continue;
                descend(entry.value, role_of_entry(own, entry.key), own == Role::catalog ? part_of_catalog(entry.key) : part);
            }
        }
    }

    static bool is_nested(const Object& object) {
        return object.as<Reference>() != nullptr || object.as<Array>() != nullptr || object.as<Dictionary>() != nullptr;
    }

    void descend_items(const Array& array, Role role, const Part& part) {
        const bool leads = role == Role::plain && is_destination(array);
        const auto of_items = role_of_item(role);
        for (std::size_t i = 0; i < array.size(); ++i)
            descend(array[i], leads && i == 0 ? Role::to_page : of_items, part);
    }

    void compare(Pair pair) {
        const bool is_changed = pair.before != pair.after || changed_.contains(pair.before);
        const auto& object = before_.get(pair.before);
        if (const auto* node = object.as<Dictionary>(); pair.role == Role::pages && node != nullptr) {
            if (before_.entry(*node, "Kids").is_null())
                pair.part = {Part::Kind::page, pair.before};
            else
                pair.role = Role::nodes;
        } else if (pair.role == Role::field)
            pair.part = {Part::Kind::field, pair.before};
        if (!is_changed && !has_states(pair.role))
            return descend(object, pair.role, pair.part);
        const auto* a = before_.find(pair.before);
        const auto* b = after_.find(pair.after);
        if (a == nullptr && b == nullptr)
            return;
        if (a == nullptr || b == nullptr || (pair.before == pair.after && a->id != b->id))
            return findings_.refuse(
                pair.part, a == nullptr
                               ? trf("object {}, which was not there, was added under a name that was in use", pair.before)
                               : trf("object {} was taken away or replaced", pair.before));
        if (a->is_stream != b->is_stream || !same_data(before_, *a, after_, *b))
            return findings_.refuse(pair.part, trf("object {} was changed", pair.before));
        const auto* old_entries = a->object.as<Dictionary>();
        const auto* new_entries = b->object.as<Dictionary>();
        if (old_entries != nullptr && new_entries != nullptr)
            compare_entries(*old_entries, *new_entries, pair.role, pair.part, field_state(pair), pair.before);
        else if (!same(a->object, b->object, pair.role, pair.part))
            findings_.refuse(pair.part, trf("object {} was changed", pair.before));
    }

    /// Roles with entries that may be otherwise although the object itself is as it was: what they lead to may not be.
    static bool has_states(Role role) { return role == Role::catalog || role == Role::form || role == Role::field; }

    FieldState field_state(const Pair& pair) {
        FieldState state;
        const auto* dictionary = before_.get(pair.before).as<Dictionary>();
        const auto name = findings_.names().find(pair.before);
        if (pair.role != Role::field || dictionary == nullptr || name == findings_.names().end())
            return state;
        // Another annotation that calls itself a field shows what it is.
        if (const auto& type = before_.entry(*dictionary, "Subtype"); !type.is_null() && !type.is_name("Widget"))
            return state;
        state.number = pair.before;
        const auto old_field = additions_.old_fields().find(pair.before);
        const auto field = additions_.new_fields().find(pair.after);
        if (old_field != additions_.old_fields().end() && field != additions_.new_fields().end()) {
            state.signed_since = old_field->second->value == 0 && field->second->value != 0;
            if (state.signed_since && signed_.insert(field->second->number).second)
                findings_.tell_signed_since(*old_field->second, *field->second);
            return state;
        }
        state.may_be_filled =
            old_field == additions_.old_fields().end() && restrictions_.permission.value_or(Permission::none) != Permission::none;
        return state;
    }

    void compare_entries(const Dictionary& a, const Dictionary& b, Role role, const Part& part, const FieldState& state,
                         std::uint32_t number) {
        for_each_key(a, b, [&](const std::string& key, const Object* x, const Object* y) {
            note_script(key);
            const auto own_part = role == Role::catalog ? part_of_catalog(key) : part;
            if (!tolerated(role, key, x, y, state, own_part) &&
                (x == nullptr || y == nullptr || !same(*x, *y, role_of_entry(role, key), own_part)))
                findings_.refuse(own_part, trf("object {}: '/{}' was changed", number, key));
            return true;
        });
    }

    bool same_entries(const Dictionary& a, const Dictionary& b, Role role, const Part& part) {
        return for_each_key(a, b, [&](const std::string& key, const Object* x, const Object* y) {
            note_script(key);
            return tolerated(role, key, x, y, {}, part) ||
                   (x != nullptr && y != nullptr && same(*x, *y, role_of_entry(role, key), part));
        });
    }

    /// Whether both say the same, however it is written. What they refer to is compared later.
    bool same(const Object& x, const Object& y, Role role, const Part& part) {
        const auto* a = x.as<Reference>();
        const auto* b = y.as<Reference>();
        if (a != nullptr && b != nullptr) {
            if (a->number == b->number && a->generation != b->generation)
                return false;
            visit(a->number, b->number, role == Role::parent_value ? role_of_parent(x) : role, part);
            return true;
        }
        if (a != nullptr || b != nullptr) {
            const auto* moved = a != nullptr ? before_.find(a->number) : after_.find(b->number);
            if (moved == nullptr || moved->id != (a != nullptr ? *a : *b) || !may_move(*moved, role))
                return false;
            if (b != nullptr)
                reach_.follow(y);
            return a != nullptr ? same(moved->object, y, role, part) : same(x, moved->object, role, part);
        }
        if (x.as<Number>() != nullptr && y.as<Number>() != nullptr)
            return same_number(*x.as<Number>(), *y.as<Number>(), role);
        if (x.as<Array>() != nullptr && y.as<Array>() != nullptr)
            return same_items(*x.as<Array>(), *y.as<Array>(), role, part);
        if (x.as<Dictionary>() != nullptr && y.as<Dictionary>() != nullptr)
            return same_entries(*x.as<Dictionary>(), *y.as<Dictionary>(), is_link(role) ? Role::plain : role, part);
        return x == y;
    }

    /// Whether it is all the same if something is an object of its own. Of many dictionaries it matters which one they are:
    /// pages, layers, elements.
    static bool may_move(const Indirect& object, Role role) {
        const bool is_known = role == Role::form || role == Role::resources || role == Role::fonts;
        return !object.is_stream && object.object.as<Reference>() == nullptr &&
               (object.object.as<Dictionary>() == nullptr || is_known);
    }

    bool same_items(const Array& a, const Array& b, Role role, const Part& part) {
        if (a.size() != b.size())
            return only_added(a, b, role, part);
        const bool leads = role == Role::plain && is_destination(a);
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!same(a[i], b[i], leads && i == 0 ? Role::to_page : role_of_item(role), part))
                return false;
        return true;
    }

    /// Whether all of `a` is still in `b`, in order, and what is new there may be added.
    bool only_added(const Array& a, const Array& b, Role role, const Part& part) {
        std::size_t next = 0;
        for (std::size_t i = 0; i < b.size(); ++i) {
            if (next < a.size() && a[next] == b[i]) {
                ++next;
                continue;
            }
            const bool is_pair = role == Role::parent_value;
            if ((is_pair && (next % 2 != 0 || i + 1 == b.size())) || !may_be_added(b[i], is_pair ? b[i + 1] : b[i], role, part))
                return false;
            reach_.follow(b[i]);
            if (is_pair)
                reach_.follow(b[++i]);
        }
        descend_items(a, role, part);
        return next == a.size();
    }

    bool may_be_added(const Object& item, const Object& value, Role role, const Part& part) {
        switch (role) {
        case Role::fields:
            return may_be_field(item);
        case Role::annotations:
            return may_be_annotation(item, part);
        case Role::element:
            return additions_.is_new_element(item);
        case Role::parent_value:
            return additions_.is_new_parent(item, value);
        case Role::parent_tree:
            return additions_.is_new_leaf(item);
        case Role::plain:
        case Role::trailer:
        case Role::catalog:
        case Role::form:
        case Role::field:
        case Role::pages:
        case Role::nodes:
        case Role::structure:
        case Role::parent_list:
        case Role::identifiers:
        case Role::resources:
        case Role::fonts:
        case Role::reals:
        case Role::to_page:
        case Role::to_parent:
        case Role::to_owner:
        case Role::to_element:
        case Role::to_field:
        case Role::to_catalog:
            return false;
        }
        return false;
    }

    bool may_be_field(const Object& item) {
        const auto* field = additions_.new_field(item);
        if (field == nullptr || field->number != item.as<Reference>()->number || !added_.insert(field->number).second)
            return false;
        if (const auto fault = additions_.fault(*field); !fault.empty())
            findings_.refuse({Part::Kind::form}, fault);
        findings_.tell_added(*field);
        return true;
    }

    bool may_be_annotation(const Object& item, const Part& part) {
        const auto* reference = item.as<Reference>();
        if (reference == nullptr || was_there(reference->number))
            return false;
        const auto* indirect = after_.find(reference->number);
        if (indirect == nullptr || indirect->is_stream)
            return false;
        if (additions_.new_field(item) == nullptr)
            findings_.tell_annotation(part, reference->number,
                                      restrictions_.permission == Permission::annotations && additions_.is_new_markup(item));
        return true;
    }

    /// Whether an entry may be otherwise, by the table; then it is told where it is.
    bool tolerated(Role role, const std::string& key, const Object* x, const Object* y, const FieldState& state,
                   const Part& part) {
        if (y == nullptr)
            return false;
        for (const auto& row : tolerances())
            if (row.where == role && (row.key == key || row.key.empty()) && holds(row.when, x, state) &&
                fits(row.type, before_, x, after_, *y))
                return follow(row.then, role, key, x, *y, state, part);
        return false;
    }

    bool holds(When when, const Object* x, const FieldState& state) const {
        switch (when) {
        case When::always:
            return true;
        case When::new_entry:
            return x == nullptr;
        case When::signed_since:
            return state.signed_since;
        case When::filled_in:
            return state.may_be_filled;
        case When::only_signatures:
            return appearances_.asked == Asked::by_none && !needs_appearances();
        case When::other_fields_own:
            return x == nullptr && appearances_.asked == Asked::by_none_of_others;
        case When::nothing_drawn:
            return !appearances_.draw && !needs_appearances();
        }
        return false;
    }

    bool follow(Then then, Role role, const std::string& key, const Object* x, const Object& y, const FieldState& state,
                const Part& part) {
        switch (then) {
        case Then::nothing:
            reach_.follow(y);
            if (x != nullptr)
                left_.follow(*x);
            return true;
        case Then::tell_metadata:
            if (reach_.follow(y) || x == nullptr || *x != y)
                findings_.add(ChangeKind::metadata, tr("the document's properties were changed"), "", true);
            return true;
        case Then::tell_validation_data:
            if (reach_.follow(y) || x == nullptr || *x != y)
                findings_.add(ChangeKind::validation_data, tr("validation data were added"), "", true);
            return true;
        case Then::tell_filled_in:
            if (reach_.follow(y) || x == nullptr || *x != y)
                findings_.tell_filled_in(state.number);
            return true;
        case Then::compare:
            return compare_additions(role_of_entry(role, key), x, y, part);
        }
        return false;
    }

    /// Of an entry that is new, or that had one object and has a list now.
    bool compare_additions(Role role, const Object* x, const Object& y, const Part& part) {
        const auto& value = after_.resolve(y);
        reach_.follow(y);
        if (const auto* entries = value.as<Dictionary>(); entries != nullptr && x == nullptr && role != Role::element)
            return same_entries({}, *entries, role, part);
        const auto* items = value.as<Array>();
        const auto* former = x != nullptr ? before_.resolve(*x).as<Array>() : nullptr;
        if (items == nullptr || (former != nullptr && former->size() == items->size()))
            return false;
        return only_added(former != nullptr ? *former : x != nullptr ? Array{*x} : Array{}, *items, role, part);
    }

    void tell_unreached() {
        std::vector<std::uint32_t> unreached;
        for (const auto number : changed_)
            if (!reach_.met(number) && !left_.met(number) && !containers_.contains(number) && !former_numbers_.contains(number) &&
                roles_of(number, number) == 0 && after_.find(number) != nullptr)
                unreached.push_back(number);
        std::ranges::sort(unreached);
        const auto first = std::ranges::find_if(unreached, [&](std::uint32_t number) { return !former_.reached(number); });
        if (first != unreached.end())
            findings_.add(ChangeKind::unreached, tr("something was appended that nothing in the document leads to"),
                          trf("object {}", *first), true);
    }

    const Revision& before_;
    const Revision& after_;
    const Restrictions& restrictions_;
    Additions additions_;
    Reach::Objects changed_, containers_;
    Reach reach_; ///< What was added.
    FormerRevisions& former_;
    Reach left_; ///< What was led to by entries that are others now; programs write it once more.
    DefaultAppearances appearances_;
    std::vector<std::uint32_t> same_numbers_;                                   ///< Roles of pairs of one number, by that.
    std::unordered_map<std::uint64_t, std::uint32_t> other_numbers_;            ///< Of other pairs.
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_, former_numbers_; ///< Of objects that have others now.
    std::set<std::uint32_t> added_, signed_;                                    ///< Fields.
    bool has_scripts_ = false;
    std::vector<Pair> waiting_, links_;
    Findings findings_;
};

} // namespace

std::vector<Change> changes_between(const Revision& before, const Revision& after, const Restrictions& restrictions,
                                    FormerRevisions& former) {
    return Comparison(before, after, restrictions, former).run();
}

} // namespace planpaket::signature
