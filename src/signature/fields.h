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
    bool is_ambiguous = false;          ///< Its /Parent is not what lists it, so that readers may call it otherwise.
    std::vector<std::uint32_t> widgets; ///< Where it is shown: its own object, or its kids.
    std::uint32_t page = 0;             ///< The object of its first widget's page, as the widget says; 0 if it does not.
    std::array<double, 4>
        rectangle{}; ///< Of that widget: left, bottom, right, top in points (7.9.5); all 0 for an invisible one.

    bool is_visible() const { return rectangle[0] < rectangle[2] && rectangle[1] < rectangle[3]; }
};

/// In the order of the form.
std::vector<SignatureField> signature_fields(const Revision& revision);

/// /// Whether a reader may draw something for a field: a widget has an area, or an appearance with anything in it, which some
/// readers draw whatever the rectangle says.
bool can_be_seen(const Revision& revision, const SignatureField& field);

/// /// Whether the appearance of a field draws anything already.
bool shows_something(const Revision& revision, const SignatureField& field);

/// All fields, those that are no signature fields too, by the objects of the fields and their widgets.
struct FieldName {
    std::string name; ///< Whole.
    bool is_ambiguous = false;
};
std::map<std::uint32_t, FieldName> field_names(const Revision& revision);

/// /// Who asks for the form's default appearance (12.7.3.3): nobody in a form of signature fields only; where each other field
/// has its own, or its parents', none of those.
enum class Asked { by_none, by_none_of_others, by_others };
struct DefaultAppearances {
    Asked asked = Asked::by_none;
    bool draw = false; ///< One of them draws an XObject.
};
DefaultAppearances default_appearances(const Revision& revision);

/// The object of a page, counted from 0; negative counts from the last, which is -1. 0 if there is none.
std::uint32_t page_object(const Revision& revision, int index);
/// /// The objects of all pages, in order.
std::vector<std::uint32_t> page_objects(const Revision& revision);
/// The pages that show an annotation: their numbers from 1, by its object.
std::map<std::uint32_t, std::vector<std::size_t>> pages_of_annotations(const Revision& revision);

} // namespace planpaket::signature
