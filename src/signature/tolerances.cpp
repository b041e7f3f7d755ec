#include "signature/tolerances.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace planpaket::signature {

namespace {

constexpr std::array all{
    Tolerance{Role::trailer, "ID", When::always, Type::strings, Then::nothing, "14.4"},
    Tolerance{Role::trailer, "Info", When::always, Type::no_streams, Then::tell_metadata, "14.3.3"},

    Tolerance{Role::catalog, "AcroForm", When::new_entry, Type::dictionary, Then::compare, "12.7.2"},
    Tolerance{Role::catalog, "DSS", When::always, Type::dictionary, Then::tell_validation_data, "ISO 32000-2, 12.8.4.3"},
    Tolerance{Role::catalog, "Extensions", When::always, Type::no_streams, Then::nothing, "7.12"},
    Tolerance{Role::catalog, "Metadata", When::always, Type::stream, Then::tell_metadata, "14.3.2"},
    Tolerance{Role::catalog, "Version", When::always, Type::name, Then::nothing, "7.7.2"},

    Tolerance{Role::form, "Fields", When::new_entry, Type::array, Then::compare, "12.7.2"},
    Tolerance{Role::form, "SigFlags", When::always, Type::signature_flags, Then::nothing, "12.7.2"},
    Tolerance{Role::form, "DA", When::only_signatures, Type::string, Then::nothing, "12.7.3.3"},
    Tolerance{Role::form, "DA", When::other_fields_own, Type::string, Then::nothing, "12.7.3.3"},
    Tolerance{Role::form, "DR", When::only_signatures, Type::dictionary, Then::nothing, "12.7.2"},
    Tolerance{Role::form, "DR", When::new_entry, Type::dictionary, Then::compare, "12.7.2"},
    Tolerance{Role::resources, "Font", When::new_entry, Type::dictionary, Then::compare, "7.8.3"},
    Tolerance{Role::resources, "ProcSet", When::nothing_drawn, Type::array, Then::nothing, "14.2"},
    Tolerance{Role::resources, "XObject", When::nothing_drawn, Type::dictionary, Then::nothing, "7.8.3"},
    Tolerance{Role::fonts, "", When::new_entry, Type::dictionary, Then::nothing, "7.8.3"},

    Tolerance{Role::field, "V", When::signed_since, Type::dictionary, Then::nothing, "12.7.4.5"},
    Tolerance{Role::field, "AP", When::signed_since, Type::dictionary, Then::nothing, "12.5.5"},
    Tolerance{Role::field, "AS", When::signed_since, Type::name, Then::nothing, "12.5.2"},
    Tolerance{Role::field, "Contents", When::signed_since, Type::string, Then::nothing, "12.5.2"},
    Tolerance{Role::field, "F", When::signed_since, Type::flags, Then::nothing, "12.5.3"},
    Tolerance{Role::field, "M", When::signed_since, Type::string, Then::nothing, "12.5.2"},
    Tolerance{Role::field, "Rect", When::signed_since, Type::zeros, Then::nothing, "12.5.2"},
    Tolerance{Role::field, "V", When::filled_in, Type::simple, Then::tell_filled_in, "12.7.3.1"},
    Tolerance{Role::field, "AP", When::filled_in, Type::dictionary, Then::tell_filled_in, "12.5.5"},
    Tolerance{Role::field, "AS", When::filled_in, Type::name, Then::tell_filled_in, "12.5.2"},
    Tolerance{Role::field, "M", When::filled_in, Type::string, Then::tell_filled_in, "12.5.2"},

    Tolerance{Role::pages, "Annots", When::new_entry, Type::array, Then::compare, "7.7.3.3"},
    Tolerance{Role::pages, "Tabs", When::new_entry, Type::name_s, Then::nothing, "12.5.1"},

    Tolerance{Role::structure, "K", When::always, Type::array, Then::compare, "14.7.2"},
    Tolerance{Role::structure, "ParentTree", When::new_entry, Type::dictionary, Then::compare, "14.7.2"},
    Tolerance{Role::structure, "ParentTreeNextKey", When::always, Type::integer, Then::nothing, "14.7.2"},
    Tolerance{Role::element, "K", When::always, Type::array, Then::compare, "14.7.2"},
    Tolerance{Role::parent_tree, "Kids", When::new_entry, Type::array, Then::compare, "7.9.7"},
    Tolerance{Role::parent_tree, "Limits", When::always, Type::limits, Then::nothing, "7.9.7"},
    Tolerance{Role::parent_tree, "Nums", When::new_entry, Type::array, Then::compare, "7.9.7"},
};

struct Slot {
    Role where;
    std::string_view key;
    Role holds;
};

/// The ways from one role to another. Anything else leads to plain objects.
constexpr std::array slots{
    Slot{Role::catalog, "AcroForm", Role::form},
    Slot{Role::catalog, "Pages", Role::pages},
    Slot{Role::catalog, "StructTreeRoot", Role::structure},
    Slot{Role::form, "CO", Role::to_field},
    Slot{Role::form, "DR", Role::resources},
    Slot{Role::form, "Fields", Role::fields},
    Slot{Role::resources, "Font", Role::fonts},
    Slot{Role::field, "Kids", Role::field},
    Slot{Role::pages, "Annots", Role::annotations},
    Slot{Role::nodes, "Kids", Role::pages},
    Slot{Role::structure, "IDTree", Role::identifiers},
    Slot{Role::structure, "K", Role::element},
    Slot{Role::structure, "ParentTree", Role::parent_tree},
    Slot{Role::element, "K", Role::element},
    Slot{Role::element, "Ref", Role::to_element},
    Slot{Role::parent_tree, "Kids", Role::parent_tree},
    Slot{Role::parent_tree, "Nums", Role::parent_value},
    Slot{Role::identifiers, "Kids", Role::identifiers},
    Slot{Role::identifiers, "Names", Role::to_element},
};

/// Entries with a meaning whatever they stand in. Links point back or across, to a page or field as a whole and never to a part
/// that is drawn.
constexpr std::array anywhere{
    Slot{Role::plain, "ArtBox", Role::reals},    Slot{Role::plain, "BBox", Role::reals},
    Slot{Role::plain, "BleedBox", Role::reals},  Slot{Role::plain, "CropBox", Role::reals},
    Slot{Role::plain, "Matrix", Role::reals},    Slot{Role::plain, "MediaBox", Role::reals},
    Slot{Role::plain, "Rect", Role::reals},      Slot{Role::plain, "TrimBox", Role::reals},
    Slot{Role::plain, "Data", Role::to_catalog}, ///< What a signature's transform is of (12.8.1, table 253).
    Slot{Role::plain, "Obj", Role::to_field},    ///< Of an object reference (14.7.4.3).
    Slot{Role::plain, "P", Role::to_owner},      Slot{Role::plain, "Parent", Role::to_parent},
    Slot{Role::plain, "Pg", Role::to_page},      Slot{Role::plain, "SE", Role::to_element}, ///< Of an outline item (12.3.3).
};

std::string_view shown(Role role) {
    switch (role) {
    case Role::plain:
        return "anything else";
    case Role::trailer:
        return "trailer";
    case Role::catalog:
        return "catalog";
    case Role::form:
        return "form";
    case Role::fields:
        return "list of fields";
    case Role::field:
        return "field or widget";
    case Role::pages:
        return "page";
    case Role::nodes:
        return "node of the page tree";
    case Role::annotations:
        return "list of annotations";
    case Role::structure:
        return "structure tree root";
    case Role::element:
        return "structure element";
    case Role::parent_tree:
        return "node of the parent tree";
    case Role::parent_list:
    case Role::parent_value:
        return "entry of the parent tree";
    case Role::identifiers:
        return "node of the tree of identifiers";
    case Role::resources:
        return "form's resources";
    case Role::fonts:
        return "form's fonts";
    case Role::reals:
        return "rectangle or matrix";
    case Role::to_page:
    case Role::to_parent:
    case Role::to_owner:
    case Role::to_element:
    case Role::to_field:
    case Role::to_catalog:
        return "link";
    }
    return {};
}

std::string_view shown(When when) {
    switch (when) {
    case When::always:
        return "changed or new";
    case When::new_entry:
        return "new";
    case When::signed_since:
        return "in a field that was empty and is signed now";
    case When::filled_in:
        return "in a field that a certification lets one fill in";
    case When::only_signatures:
        return "in a form of signature fields only, whose NeedAppearances is not true";
    case When::other_fields_own:
        return "new, in a form whose other fields have their own";
    case When::nothing_drawn:
        return "in a form without a default appearance that draws more than text";
    }
    return {};
}

std::string_view shown(Type type) {
    switch (type) {
    case Type::array:
        return "array";
    case Type::dictionary:
        return "dictionary";
    case Type::flags:
        return "integer that gains only Print, Locked, LockedContents";
    case Type::integer:
        return "integer from 0 to 2147483647";
    case Type::limits:
        return "two integers, around the former ones";
    case Type::name:
        return "name";
    case Type::name_s:
        return "the name S";
    case Type::no_streams:
        return "dictionary that leads to no stream";
    case Type::signature_flags:
        return "integer up to 3 that loses no flag";
    case Type::simple:
        return "string, name, or array of them";
    case Type::stream:
        return "stream";
    case Type::string:
        return "string";
    case Type::strings:
        return "two strings";
    case Type::zeros:
        return "four zeros";
    }
    return {};
}

std::string_view shown(Then then) {
    switch (then) {
    case Then::nothing:
        return "";
    case Then::tell_metadata:
        return "told: properties changed";
    case Then::tell_validation_data:
        return "told: validation data added";
    case Then::tell_filled_in:
        return "told: filled in; refused where locked";
    case Then::compare:
        return "its entries as in this table";
    }
    return {};
}

} // namespace

Role role_of_entry(Role role, std::string_view key) {
    if (role != Role::plain)
        for (const auto& slot : slots)
            if (slot.where == role && slot.key == key)
                return slot.holds;
    for (const auto& slot : anywhere)
        if (slot.key == key)
            return slot.holds;
    return Role::plain;
}

Role role_of_item(Role array) {
    switch (array) {
    case Role::fields:
    case Role::field:
        return Role::field;
    case Role::annotations:
        return Role::to_field;
    case Role::parent_list:
        return Role::to_element;
    case Role::pages:
    case Role::element:
    case Role::parent_tree:
    case Role::parent_value:
    case Role::identifiers:
    case Role::reals:
    case Role::to_element:
    case Role::to_field:
        return array;
    case Role::plain:
    case Role::trailer:
    case Role::catalog:
    case Role::form:
    case Role::nodes:
    case Role::structure:
    case Role::resources:
    case Role::fonts:
    case Role::to_page:
    case Role::to_parent:
    case Role::to_owner:
    case Role::to_catalog:
        return Role::plain;
    }
    return Role::plain;
}

bool leads_to(Role link, Role role) {
    if (role == Role::plain)
        return true;
    switch (link) {
    case Role::to_page:
        return role == Role::pages;
    case Role::to_parent:
        return role == Role::pages || role == Role::field;
    case Role::to_owner:
        return role == Role::pages || role == Role::element || role == Role::structure;
    case Role::to_element:
        return role == Role::element;
    case Role::to_field:
        return role == Role::field;
    case Role::to_catalog:
        return role == Role::catalog;
    case Role::plain:
    case Role::trailer:
    case Role::catalog:
    case Role::form:
    case Role::fields:
    case Role::field:
    case Role::pages:
    case Role::nodes:
    case Role::annotations:
    case Role::structure:
    case Role::element:
    case Role::parent_tree:
    case Role::parent_list:
    case Role::parent_value:
    case Role::identifiers:
    case Role::resources:
    case Role::fonts:
    case Role::reals:
        return false;
    }
    return false;
}

std::span<const Tolerance> tolerances() {
    return all;
}

std::string tolerances_as_markdown() {
    std::string out = "| in | entry | may be | if | what follows |\n|---|---|---|---|---|\n";
    for (const auto& row : all)
        out += fmt::format("| {} | {} ({}) | {} | {} | {} |\n", shown(row.where),
                           row.key.empty() ? "any name" : fmt::format("`/{}`", row.key), row.clause, shown(row.type),
                           shown(row.when), shown(row.then));
    return out;
}

} // namespace planpaket::signature
