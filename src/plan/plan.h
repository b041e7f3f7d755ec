#pragma once

/// What a plan is. The names of members are the keys of the TOML form unless a comment says otherwise;
/// docs/plan-reference.md shows each table with an example.

#include "base/source.h"
#include "plan/date.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::plan {

using base::Span;

/// A text of the plan with its place in the file. Markdown where the member's comment says "prose"
/// (paragraphs, lists, emphasis, links, by CommonMark; no images, raw HTML or headings), else one plain line.
struct Text {
    std::string value;
    Span span;

    bool empty() const { return value.empty(); }
};

/// An identifier: lower-case ASCII letters, digits and single hyphens. As a definition it names an item, as a reference it points
/// to one. Areas, problems, causes, actions and goals share one name space; each register (owner, place, group, resource,
/// strategy, body, recipient, district) has its own.
using Id = Text;

/// A remark that the authors have considered and accepted: `silence = [{ remark = "no-goal", reason = "…" }]`.
struct Silence {
    Id remark;
    Text reason;
};

enum class ScheduleKind {
    date,       ///< `when = "2025-06"`, `when = 2025-06-15`, `when = 2025`
    span,       ///< `when = { from = "2024", to = "2027" }`
    continuous, ///< `when = "continuous"` or `{ kind = "continuous", from = …, to = … }`, bounds optional
    line_work,  ///< `when = "line-work"` or `{ kind = "line-work", … }`, bounds optional
    words,      ///< `when = { text = "Innan sommaren" }`, with `date = …` where a date can be given
};

/// When an action is to be done (TOML: `when`).
struct Schedule {
    ScheduleKind kind = ScheduleKind::date;
    std::optional<Date> from; ///< date: the date; span: the start; words: the date if any.
    std::optional<Date> to;   ///< span: the end. continuous and line work: the end, if any.
    Text text;                ///< Words shown instead of the ones made from kind and dates. Required when kind is words.
    Span span;

    /// The last day on which the action is to be done; nothing for open-ended work or words without a date.
    std::optional<std::chrono::sys_days> deadline() const;
};

enum class ActionKind { one_off, line_work };                        ///< `kind = "one-off"` (default) or `"line-work"`
enum class Effect { unstated, immediate, short_term, long_term };    ///< `effect = "immediate" | "short" | "long"`
enum class FollowUpStatus { done, under_way, not_started, dropped }; ///< `"done" | "under-way" | "not-started" | "dropped"`

/// An operational goal: what the action achieves. `[[area.problem.cause.action.goal]]` or `goal = [{ id = …, text = … }]`.
struct Goal {
    Id id;
    Text text;              ///< prose
    Text measure;           ///< How it is measured ("antal utbildningar"); plain, optional.
    std::optional<Date> by; ///< When it is to be reached; optional.
    std::vector<Silence> silence;
    Span span;
};

/// How one party kept its commitment: `commitment = [{ owner = "lpo", text = "…" }]`.
struct Commitment {
    Id owner;
    Text text; ///< prose
};

/// What became of an action. `[area.problem.cause.action.followup]`; absent until the follow-up.
struct FollowUp {
    FollowUpStatus status = FollowUpStatus::not_started;
    Text text;                  ///< prose; optional
    std::vector<Text> evidence; ///< prose, one item each; optional
    std::vector<Commitment> commitment;
    std::optional<Date> date;
    Span span;
};

/// What is to be done about a cause. `[[area.problem.cause.action]]`.
struct Action {
    Id id;
    Text title; ///< A short name for listings; required.
    Text text;  ///< What is done, and how; prose; required.
    ActionKind kind = ActionKind::one_off;
    bool with_police = false; ///< Done together with the police, or alone (the default).
    Effect effect = Effect::unstated;
    std::optional<Schedule> when;
    std::vector<Id> lead;         ///< Owners that answer for it. A single id may stand without brackets.
    std::vector<Id> participants; ///< Owners that take part.
    Text who;                     ///< Words about the parties beyond the register; prose; optional.
    std::vector<Goal> goal;
    std::vector<Id> resources;                ///< Method resources that it rests on.
    std::vector<Id> strategies;               ///< Integrated strategies that it carries out.
    std::shared_ptr<const FollowUp> followup; ///< Null until the follow-up: apart, as most plans have none.
    bool is_new = false;                      ///< TOML `new = true`: not in the plan before this one.
    std::vector<Silence> silence;
    Span span;
};

/// Why a problem exists. `[[area.problem.cause]]`.
struct Cause {
    Id id;
    Text text; ///< prose; required
    std::vector<Action> action;
    std::vector<Silence> silence;
    Span span;
};

/// What is wrong. `[[area.problem]]`. Problems in a row that share a place (or else a group) are set under one heading.
struct Problem {
    Id id;
    Text title; ///< required
    Text text;  ///< prose; optional
    Id place;   ///< Reference to a [[place]]; optional.
    Id group;   ///< Reference to a [[group]]; optional.
    std::vector<Cause> cause;
    std::vector<Silence> silence;
    Span span;
};

enum class AreaKind { central, local }; ///< `kind = "central"` (from the agreement; default) or `"local"`

/// A prioritised collaboration area. `[[area]]`. An area may be empty: it is then shown as unused.
struct Area {
    Id id;
    Text title;
    Text text; ///< prose; optional introduction
    AreaKind kind = AreaKind::central;
    std::vector<Id> strategies;
    std::vector<Problem> problem;
    std::vector<Silence> silence;
    Span span;
};

/// A place (`[[place]]`) or a group of people (`[[group]]`) that problems are about.
struct Subject {
    Id id;
    Text name;
    Text label; ///< Classification shown with the name ("ÖDS"); optional.
    Text text;  ///< prose; optional
    Span span;
};

/// What an area or a place is to have reached. `[[target]]`, with exactly one of `area` and `place`.
struct Target {
    Id id;
    Id area;
    Id place;
    Text text; ///< "Hässelby torg är inte en öppen drogscen"; prose
    Date by;
    std::vector<Silence> silence;
    Span span;
};

enum class OwnerKind { organisation, unit, role, group, person };

/// An owner: an organisation, unit, role, working group or person that leads or takes part. `[[owner]]`.
struct Owner {
    Id id;
    Text name; ///< As listings show it; optional if organisation, unit or role is given.
    Text organisation;
    Text unit;
    Text role;
    OwnerKind kind = OwnerKind::role; ///< `"organisation" | "unit" | "role" (default) | "group" | "person"`
    Text contact_name;                ///< TOML: `contact = { name = …, email = …, phone = … }`, all optional.
    Text contact_email;
    Text contact_phone;
    bool contact_public = false; ///< TOML `contact.public`: whether the contact may stand in published documents.
    std::vector<Silence> silence;
    Span span;

    /// `name`, or else role, unit and organisation joined by commas.
    std::string display_name() const;
};

/// A method resource: a place where knowledge about methods is found. `[[resource]]`.
struct Resource {
    Id id;
    Text name;
    Text organisation; ///< optional
    Text text;         ///< What it offers; prose
    Text url;
    Text language; ///< BCP 47 tag of the resource, when other than the plan's; optional.
    Span span;
};

/// A strategy that the plan takes in. `[[strategy]]`.
struct Strategy {
    Id id;
    Text name;
    Text text; ///< How the plan takes it in; prose
    Span span;
};

/// Somebody who signs: `signatory = [{ role = "Ordförande", name = "…" }]`; the name is optional.
struct Signatory {
    Text role;
    Text name;
};

enum class BodyKind { steering_group, committee, other }; ///< `"steering-group" | "committee" | "other"`

/// A body that decides or receives: `[[body]]`.
struct Body {
    Id id;
    Text name;     ///< "Hässelby-Vällingby stadsdelsnämnd"
    Text definite; ///< The name inside a sentence: "stadsdelsnämnden"; optional, else `name`.
    BodyKind kind = BodyKind::other;
    Text dnr;                         ///< Its own case number for the plan; optional, else the plan's.
    bool immediate_approval = false;  ///< Whether immediate approval of the minutes is proposed.
    std::vector<Text> proposal;       ///< Proposed decisions, in order; prose, one item each.
    std::vector<Signatory> signatory; ///< Who signs its decision.
    std::vector<Signatory> attestor;  ///< Who approves its minutes.
    Span span;
};

enum class Outcome { decided, decided_with_changes, tabled, referred_back };

/// A decision on the plan. `[[decision]]`, in the order they were made.
struct Decision {
    Id body;
    Date date;
    Text paragraph;                     ///< "§ 12" without the sign: `paragraph = "12"`
    Text dnr;                           ///< optional, else the body's or the plan's
    Outcome outcome = Outcome::decided; ///< `"decided" | "decided-with-changes" | "tabled" | "referred-back"`
    bool immediate_approval = false;
    std::optional<Date> approved;  ///< The day the minutes were approved.
    std::optional<Date> announced; ///< The day the approval was announced on the notice board.
    Text text;                     ///< The decision as worded; prose; optional
    std::vector<Signatory> signatory;
    Span span;
};

/// What was corrected in a decided plan, and why: nothing is changed in silence. `[[correction]]`.
struct Correction {
    Date date;    ///< The day of the correction.
    Text version; ///< The version that was wrong.
    Text text;    ///< What was wrong, what it is now, and why; prose.
    Span span;
};

/// Who gets the decided plan. `[[recipient]]`.
struct Recipient {
    Id id;
    Text name;
    Text organisation;         ///< optional
    Text email;                ///< optional
    Text address;              ///< optional, lines separated by line breaks
    std::vector<Id> documents; ///< Names of documents (see DocumentName); empty: all.
    std::vector<Id> formats;   ///< "pdf", "docx", "odt", "html"; empty: pdf.
    Text language;             ///< of the letter; optional, else the plan's
    Span span;
};

/// A district whose plan the preparation group waits for. `[[district]]`.
struct District {
    Id id;
    Text name;         ///< "Hässelby-Vällingby"
    Text organisation; ///< "Hässelby-Vällingby stadsdelsförvaltning"; optional
    Id plan;           ///< The id of its plan.
    Date due;          ///< The last day on which the plan is to be decided and delivered.
    Span span;
};

/// Who writes the documents. `[sender]`.
struct Sender {
    Text organisation; ///< "Hässelby-Vällingby stadsdelsförvaltning"; required
    Text unit;         ///< optional
    Text municipality; ///< "Stockholms stad"; optional
    Text address;      ///< optional
    Text email;
    Text phone;
    Text website;
    Text definite; ///< The organisation inside a sentence: "förvaltningen"; optional.
};

/// The case that the plan belongs to. `[case]`.
struct Case {
    Text dnr;
    Text dnr_pattern; ///< A regular expression that every dnr of the plan must match; optional.
    Text officer;     ///< Case officer's name
    Text officer_title;
    Text officer_phone;
    Text officer_email;
    std::vector<Signatory> manager; ///< Who signs the official statement for the administration.
};

/// Which documents are made and what they are called. `[documents]`.
struct Documents {
    std::vector<Id> include; ///< Names of documents; empty: every one that has something to say.
    /// `[documents.titles]`: document name → title, where it differs from the template's.
    std::vector<std::pair<std::string, Text>> titles;
};

/// A named text for the templates. `[text]`, any key of id form: `background = """…"""`, used as `{{ text.background }}`; prose.
struct NamedText {
    std::string name;
    Text text;
};

/// The version of a plan that names none.
inline constexpr std::string_view first_version = "1.0";

/// A whole plan.
struct Plan {
    Id id; ///< Names the output folder; required.
    Text title;
    Text subtitle;            ///< optional
    Text language;            ///< BCP 47: "sv" (default), "en", …; decides templates, hyphenation and collation.
    Text version;             ///< "1.0" (default)
    std::optional<Date> date; ///< The date of the documents; optional.
    Date from, to;            ///< TOML `period = "2025"` or `period = { from = …, to = … }`; required.
    Sender sender;
    Case matter; ///< TOML: `[case]`
    Documents documents;
    std::vector<NamedText> text;
    std::vector<Body> body;
    std::vector<Owner> owner;
    std::vector<Subject> place;
    std::vector<Subject> group;
    std::vector<Target> target;
    std::vector<Strategy> strategy;
    std::vector<Resource> resource;
    std::vector<Decision> decision;
    std::vector<Correction> correction;
    std::vector<Recipient> recipient;
    std::vector<District> district;
    std::vector<Area> area;
    std::vector<Silence> silence;
    Span span;

    /// `include = ["omraden/unga.toml", …]`: further files with more of the tables above, below the main file's folder.
    std::vector<Text> include;
};

/// Look-ups by id; nullptr if there is none.
const Owner* find_owner(const Plan& plan, std::string_view id);
const Subject* find_place(const Plan& plan, std::string_view id);
const Subject* find_group(const Plan& plan, std::string_view id);
const Body* find_body(const Plan& plan, std::string_view id);
const Resource* find_resource(const Plan& plan, std::string_view id);
const Strategy* find_strategy(const Plan& plan, std::string_view id);
const Text* find_text(const Plan& plan, std::string_view name);

} // namespace planpaket::plan
