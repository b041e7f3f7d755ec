#pragma once

/// What may be otherwise in a document after it was signed, as a table: what it does not name has to be as it was.
///
/// An object's role is given by the path that leads to it from the trailer. An entry is tolerated in a role; an object that is
/// reached in another way too is compared in that way too, so that nothing is tolerated because of what it also is.

#include "signature/object.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace planpaket::signature {

enum class Role : std::uint8_t {
    plain, ///< Anything that has to be as it was.
    trailer,
    catalog,
    form,         ///< The catalog's /AcroForm.
    fields,       ///< The form's /Fields.
    field,        ///< A field or a widget of one.
    pages,        ///< A page or a node of the page tree.
    nodes,        ///< What of that is a node.
    annotations,  ///< A page's /Annots.
    structure,    ///< The catalog's /StructTreeRoot.
    element,      ///< A structure element, or a list of them.
    parent_tree,  ///< A node of the structure's /ParentTree.
    parent_list,  ///< The elements of one page's contents.
    parent_value, ///< An element or such a list.
    identifiers,  ///< A node of the structure's /IDTree.
    resources,    ///< The form's /DR.
    fonts,        ///< And its /Font.
    reals,        ///< Numbers that need not be whole: 612 and 612.0 are the same.
    // What an entry only points to, without making it a part of anything: it is there by another path, or is compared as plain.
    to_page,
    to_parent, ///< Of a field or a page.
    to_owner,  ///< /P: a page or a structure element.
    to_element,
    to_field,
    to_catalog,
};

constexpr bool is_link(Role role) {
    return role >= Role::to_page;
}

/// The role of what an entry holds. `role`: of the dictionary that it stands in.
Role role_of_entry(Role role, std::string_view key);
/// The role of what an array holds that has a role itself.
Role role_of_item(Role array);
/// Whether something with this role is what a link of that kind points to.
bool leads_to(Role link, Role role);

/// When an entry may be otherwise.
enum class When : std::uint8_t {
    always,
    new_entry,        ///< It was not there.
    signed_since,     ///< In a signature field that was empty and is signed now, and its widget.
    filled_in,        ///< In a field that a certification lets one fill in.
    only_signatures,  ///< In a form that has signature fields only.
    other_fields_own, ///< Where no field asks for the form's: new there, and each other field has its own.
    nothing_drawn,    ///< Where no default appearance draws but with text (12.7.3.3).
};

/// What it may be then.
enum class Type : std::uint8_t {
    array,
    dictionary,
    flags,   ///< An integer with more bits of Print, Locked, LockedContents than before.
    integer, ///< From 0 to 2^31 - 1.
    limits,  ///< Two integers around the former ones.
    name,
    name_s,          ///< The name S.
    no_streams,      ///< A dictionary that leads to none.
    signature_flags, ///< SigFlags (table 219), none of them taken back.
    simple,          ///< A string, a name, or an array of them.
    stream,
    string,
    strings, ///< An array of two.
    zeros,   ///< [0 0 0 0]
};

/// What follows.
enum class Then : std::uint8_t {
    nothing,
    tell_metadata,
    tell_validation_data,
    tell_filled_in,
    compare, ///< Entry by entry or item by item: only additions of the kinds in docs/signatures.md.
};

struct Tolerance {
    Role where;
    std::string_view key; ///< Empty: any.
    When when;
    Type type;
    Then then;
    std::string_view clause; ///< Of ISO 32000-1, where the entry is defined.
};

std::span<const Tolerance> tolerances();

/// The table of docs/signatures.md.
std::string tolerances_as_markdown();

} // namespace planpaket::signature
