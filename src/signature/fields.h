#pragma once

/// The signature fields of a form (ISO 32000-1, 12.7.4.5).

#include "signature/revision.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::signature {

struct SignatureField {
    std::string name;                   ///< Whole name: those of its parents before it, joined by points.
    std::uint32_t number = 0;           ///< Its object.
    std::uint32_t value = 0;            ///< The signature's object; 0 if it is not signed.
    std::vector<std::uint32_t> widgets; ///< Where it is shown: its own object, or its kids.
    std::uint32_t page = 0;             ///< The object of its first widget's page, as the widget says; 0 if it does not.
    std::array<double, 4>
        rectangle{}; ///< Of that widget: left, bottom, right, top in points (7.9.5); all 0 for an invisible one.

    bool is_visible() const { return rectangle[0] < rectangle[2] && rectangle[1] < rectangle[3]; }
};

/// In the order of the form.
std::vector<SignatureField> signature_fields(const Revision& revision);

/// Whether a reader may draw something for a field: a widget has an area, or an appearance that has one, which some readers draw
/// whatever the rectangle says.
bool can_be_seen(const Revision& revision, const SignatureField& field);

/// What all fields are called, those that are no signature fields too: whole names, by the objects of the fields and their
/// widgets.
std::map<std::uint32_t, std::string> field_names(const Revision& revision);

/// What asks for the form's default appearance (12.7.3.3): nobody in a form of signature fields only; where each other field has
/// its own, or its parents', nobody either.
enum class Appearances { none, own, of_the_form };
Appearances default_appearances(const Revision& revision);

/// The object of a page, counted from 0; negative counts from the last, which is -1. 0 if there is none.
std::uint32_t page_object(const Revision& revision, int index);
/// The objects of all pages, in order.
std::vector<std::uint32_t> page_objects(const Revision& revision);

} // namespace planpaket::signature
