#pragma once

/// What changed between two plans, in the words that readers see: the same in documents and on the terminal.

#include "compose/owners.h"
#include "compose/plan_references.h"
#include "compose/terms.h"
#include "document/document.h"
#include "plan/change.h"
#include "plan/word_changes.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::compose {

/// Words are without markup; a line break stands between paragraphs.
class ChangeWording {
public:
    /// Keeps references to all of them. The terms are those of the later plan's language.
    ChangeWording(const plan::Plan& before, const plan::Plan& after, const Terms& terms);
    ChangeWording(const ChangeWording&) = delete;
    ChangeWording& operator=(const ChangeWording&) = delete;

    /// "2.7 Ljussättning av torget", "Orsak: Torget är mörkt och …": the item as the later plan has it, else as the earlier one
    /// had.
    std::string item(const plan::Change& change);
    /// What happened: "Tillkommer", "När".
    const std::string& happening(const plan::Change& change) const;
    /// What stood there before and what stands there after; empty where there was or is nothing.
    std::string before(const plan::Change& change);
    std::string after(const plan::Change& change);
    /// The two, word by word.
    std::vector<plan::WordRun> words(const plan::Change& change);

    /// Whether readers of documents are told: not of ids, nor of contacts that are not public.
    static bool is_told(const plan::Change& change);

    /// "2 problem, 3 orsaker och 8 åtgärder"
    std::string counts(const plan::Extent& extent) const;

    const Terms& terms() const { return terms_; }

private:
    struct Side {
        Side(const plan::Plan& the_plan, const Terms& terms) : plan(the_plan), owners(the_plan), references(the_plan, terms) {}
        const plan::Plan& plan;
        OwnerNames owners;
        PlanReferences references;
    };

    std::string prose(const Side& side, const plan::Text& text) const;
    std::string reference(const Side& side, plan::Noun noun, const plan::Id& id) const;
    std::string value(const Side& side, plan::Field field, const plan::Value& value) const;
    std::string follow_up(const Side& side, const plan::FollowUp& report) const;
    std::string name(const Side& side, plan::Noun noun, const plan::Standing& standing) const;
    std::string whole(const Side& side, const plan::Item& item, const plan::Extent& extent) const;
    std::string place(const Side& side, const plan::Change& change, const plan::Standing& standing) const;
    std::string labelled(plan::Field field, const std::string& words) const;

    const Terms& terms_;
    Side before_, after_;
};

/// Blocks of prose as lines: a paragraph each, with "•" or a number where they are items of lists.
std::string plain_lines(const document::Blocks& blocks);

} // namespace planpaket::compose
