#pragma once

/// What differs between two plans: last year's and this year's, or a decided one and what has become of it. What somebody did is
/// one entry: a problem that moves takes its actions along in silence, and an owner's new name is told once.

#include "plan/plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace planpaket::plan {

/// What an entry is about.
enum class Noun {
    area,
    problem,
    cause,
    action,
    goal,
    target,
    owner,
    place,
    group,
    strategy,
    resource,
    body,
    recipient,
    text,
    plan, ///< The plan itself: title, version, period, …
    sender,
    matter,
    documents
};
inline constexpr std::size_t noun_count = static_cast<std::size_t>(Noun::documents) + 1;
/// As in a plan: "area"; of the matter "case".
std::string_view key(Noun noun);

enum class Field {
    id,
    title,
    subtitle,
    version,
    date,
    period,
    language,
    text,
    kind,
    with_police,
    effect,
    when,
    lead,
    participants,
    who,
    resources,
    strategies,
    is_new,
    followup,
    measure,
    by,
    place,
    group,
    area,
    name,
    label,
    organisation,
    unit,
    role,
    contact,
    url,
    language_of, ///< A resource's or letter's own language.
    definite,
    dnr,
    immediate_approval,
    proposal,
    signatory,
    attestor,
    municipality,
    address,
    email,
    phone,
    website,
    officer,
    officer_title,
    officer_phone,
    officer_email,
    manager,
    include,
    titles,
    documents,
    formats
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::formats) + 1;
/// As in a plan: "with_police".
std::string_view key(Field field);

/// What stands in a field, in the plan that it was read from. Nothing: std::monostate.
struct Prose {
    const Text* text;
};
struct Proses {
    const std::vector<Text>* texts;
};
struct Reference {
    Noun noun; ///< Of what it points to.
    const Id* id;
};
struct References {
    Noun noun;
    const std::vector<Id>* ids;
};
/// Names that stand for themselves: of documents, formats.
struct Names {
    const std::vector<Id>* names;
};
struct Titles {
    const std::vector<std::pair<std::string, Text>>* titles;
};
struct Contact {
    const Owner* owner;
};
struct Period {
    Date from, to;
};
/// Of an id the view.
using Value = std::variant<std::monostate, std::string_view, const Text*, Prose, Proses, Reference, References, Names, Titles,
                           Contact, Date, Period, bool, const Schedule*, const FollowUp*, const std::vector<Signatory>*,
                           ActionKind, Effect, AreaKind, OwnerKind, BodyKind>;

using Item = std::variant<std::monostate, const Area*, const Problem*, const Cause*, const Action*, const Goal*, const Target*,
                          const Owner*, const Subject*, const Strategy*, const Resource*, const Body*, const Recipient*,
                          const NamedText*, const Plan*, const Sender*, const Case*, const Documents*>;

/// Where an item stands in one of the plans: itself included, null where it is in none.
struct Standing {
    Item item; ///< Nothing where the plan lacks it.
    const Area* area = nullptr;
    const Problem* problem = nullptr;
    const Cause* cause = nullptr;
    const Action* action = nullptr;
    std::size_t area_number = 0, action_number = 0; ///< From 1; 0 where it is in none.
    Item follows;                                   ///< Of what has moved: what stands just before it, under the same parent.

    /// What readers see: "2.7" of an action and its goals, else "2" of the area; may be empty.
    std::string number() const;
};

enum class ChangeKind { added, removed, moved, changed };

/// How much came or went with what was added or removed.
struct Extent {
    std::size_t problems = 0, causes = 0, actions = 0, goals = 0;
};

/// One entry. It looks into both plans.
struct Change {
    ChangeKind kind = ChangeKind::changed;
    Noun noun = Noun::plan;
    std::string id;          ///< Of the item, in the later plan where it has it; empty for plan, sender, matter and documents.
    Standing before, after;  ///< Of what was removed, `after` has the area that it was in, if that is still there.
    Field field = Field::id; ///< When changed.
    Value was, is;           ///< When changed: what stands in the field.
    Extent extent;           ///< When added or removed.
    bool elsewhere = false;  ///< When moved: under another parent, not only in another order.
};

} // namespace planpaket::plan
