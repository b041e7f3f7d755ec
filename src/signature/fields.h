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
    std::string name;                  ///< Whole name: those of its parents before it, joined by points.
    std::uint32_t number = 0;          ///< Its object.
    std::uint32_t value = 0;           ///< The signature's object; 0 if it is not signed.
    std::uint32_t page = 0;            ///< The object of its widget's page, as the widget says; 0 if it does not.
    std::array<double, 4> rectangle{}; ///< Left, bottom, right, top in points; all 0 for an invisible one.

    bool is_visible() const { return rectangle[0] < rectangle[2] && rectangle[1] < rectangle[3]; }
};

/// In the order of the form.
std::vector<SignatureField> signature_fields(const Revision& revision);

/// The whole names of all fields, those that are no signature fields too, by the fields' objects.
std::map<std::uint32_t, std::string> field_names(const Revision& revision);

/// The object of a page, counted from 0; negative counts from the last, which is -1. 0 if there is none.
std::uint32_t page_object(const Revision& revision, int index);
/// The number of a page's object, counted from 1; 0 if it is none.
std::size_t page_number(const Revision& revision, std::uint32_t object);

} // namespace planpaket::signature
