#pragma once

/// What was found to be otherwise after signing, in words of those who ask.

#include "signature/change.h"
#include "signature/fields.h"
#include "signature/restrictions.h"
#include "signature/revision.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace planpaket::signature {

/// The part of a document that something is a part of, for those who ask what was changed.
struct Part {
    enum class Kind : std::uint8_t { document, page, field, form, structure, outline, names, layers, actions };
    Kind kind = Kind::document;
    std::uint32_t number = 0; ///< Of a page's or field's object.
};

/// The part that an entry of the catalog leads to.
Part part_of_catalog(std::string_view key);

class Findings {
public:
    /// All must outlive it.
    Findings(const Revision& before, const Revision& after, const Restrictions& restrictions)
        : before_(before), after_(after), restrictions_(restrictions), names_(field_names(before)) {}

    /// Each text is told once; details are put together.
    void add(ChangeKind kind, const std::string& what, const std::string& detail, bool allowed);
    void refuse(const Part& part, const std::string& detail);
    /// /// A new field, and what it covers: after a certification that allows forms only, that is nothing (table 254).
    void tell_added(const SignatureField& field);
    /// A field that was there and is signed now, and what it covers beyond the place that was left for it.
    void tell_signed_since(const SignatureField& before, const SignatureField& after);
    void tell_filled_in(std::uint32_t field);
    void tell_annotation(const Part& page, std::uint32_t number, bool allowed);

    /// The fields that were signed, by their objects and their widgets.
    const std::map<std::uint32_t, FieldName>& names() const { return names_; }
    std::vector<Change> take() { return std::move(changes_); }

private:
    std::string shown(const Part& part);
    std::size_t page_number(std::uint32_t object);
    bool allows(const SignatureField& field) const;
    void tell_signed(const SignatureField& field);
    void tell_cover(const char* what, const SignatureField& field, bool allowed = true);

    const Revision& before_;
    const Revision& after_;
    const Restrictions& restrictions_;
    std::map<std::uint32_t, FieldName> names_;
    std::unordered_map<std::uint32_t, std::size_t> pages_;                      ///< From 1; filled when it is asked for.
    std::optional<std::map<std::uint32_t, std::vector<std::size_t>>> shown_on_; ///< Pages of annotations; when it is asked for.
    std::map<std::pair<ChangeKind, std::string>, std::size_t> told_;            ///< Where it stands among the changes.
    std::vector<Change> changes_;
};

} // namespace planpaket::signature
