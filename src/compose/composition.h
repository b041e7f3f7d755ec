#pragma once

#include "base/diagnostic.h"
#include "compose/facts.h"
#include "compose/owners.h"
#include "compose/plan_references.h"
#include "compose/templates.h"
#include "compose/terms.h"
#include "document/document.h"
#include "plan/change.h"
#include "plan/figures.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::compose {

/// One document being composed: what every part and placeholder looks at. Figures are made when first asked for.
class Composition {
public:
    Composition(const plan::Plan& plan, const Templates& templates, const Template& page, const Facts& facts,
                base::Diagnostics& diagnostics);

    const plan::Plan& plan;
    const Templates& templates;
    const Terms& terms;
    const Template& page;
    const Facts& facts;
    const plan::State state;
    const plan::Body* const body;         ///< The one that the document is for, else the one that decided last; may be null.
    const plan::Decision* const decision; ///< That body's last decision, else the plan's deciding or last one; may be null.
    const OwnerNames owners;
    document::ParagraphStyle style = document::ParagraphStyle::body; ///< Of the template's next paragraph.
    bool states_counts = false;                                      ///< Whether the table of counts stands in the document.
    int level = 0;                                                   ///< Of the last heading: generated headings go one below.

    const plan::Counts& counts();
    const std::vector<plan::PlacedAction>& placed();
    const plan::Timeline& timeline();
    /// From the earlier plan, as far as readers are told; none without one.
    const std::vector<plan::Change>& changes();

    /// Of the districts' plans; an empty one where none are collated.
    const collation::Collation& collation() const;

    /// A text of the plan as blocks; what is wrong in it is noted.
    document::Blocks prose(const plan::Text& text);

    /// The named text of the plan; nothing if it has none. "decision.text" is the decision's.
    const plan::Text* named_text(std::string_view name) const;

    /// The due date of the documents: the plan's date, else the deciding decision's, else the start of its period.
    std::chrono::sys_days date() const;

    /// "18 åtgärder"
    std::string counted(const Plural& plural, std::size_t value) const { return compose::counted(terms, plural, value); }

private:
    base::Diagnostics& diagnostics_;
    PlanReferences references_;
    std::optional<plan::Counts> counts_;
    std::optional<std::vector<plan::PlacedAction>> placed_;
    std::optional<plan::Timeline> timeline_;
    std::optional<std::vector<plan::Change>> changes_;
};

} // namespace planpaket::compose
