#pragma once

/// What may be added to a signed document: signature fields, and what the structure says of them. Everything about an addition
/// has to be known, since a reader acts on all that it knows.

#include "signature/fields.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace planpaket::signature {

class Additions {
public:
    Additions(const Revision& before, const Revision& after);

    /// The signature field that a reference leads to or whose widget it is; nullptr if it is none or was there before.
    const SignatureField* new_field(const Object& reference) const;
    /// /// Whether an annotation is new, and one that marks something up without acting (12.5.6, tables 164 and 169).
    bool is_new_markup(const Object& reference) const;
    /// What is wrong with a new field: an entry that would do or show something else; empty if nothing.
    std::string fault(const SignatureField& field) const;

    /// Whether it is a new structure element for a new field's widget and nothing else (14.7.4.3, 14.8.4.5).
    bool is_new_element(const Object& reference) const;
    /// Whether a new key of the parent tree leads to such an element, as its widget says (14.7.4.4).
    bool is_new_parent(const Object& key, const Object& element) const;
    /// Whether it is a new leaf of the parent tree with nothing but such keys.
    bool is_new_leaf(const Object& reference) const;

    /// The signature fields by their objects and their widgets.
    using Fields = std::unordered_map<std::uint32_t, const SignatureField*>;
    const Fields& old_fields() const { return old_by_object_; }
    const Fields& new_fields() const { return new_by_object_; }

private:
    bool was_there(std::uint32_t number) const { return before_.find(number) != nullptr; }
    const Dictionary* new_dictionary(const Object& reference) const;
    std::uint32_t widget_of(const Dictionary& element) const;
    const std::set<std::uint64_t>& old_keys() const;

    const Revision& before_;
    const Revision& after_;
    std::vector<SignatureField> old_, new_;
    Fields old_by_object_, new_by_object_;
    std::set<std::string> old_names_;
    mutable std::optional<std::set<std::uint64_t>> old_keys_; ///< Of the parent tree; asked for by few files.
};

} // namespace planpaket::signature
