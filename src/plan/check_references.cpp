#include "base/nearest.h"
#include "base/translate.h"
#include "plan/check.h"
#include "plan/remarks.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace planpaket::plan {

using base::tr;
using base::trf;

namespace {

/// "Did you mean" compares with every id there is; after so many, errors go without.
constexpr std::size_t most_suggestions = 50;

/// The ids of one name space, each with the place of its definition.
class Ids {
public:
    explicit Ids(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void define(const Id& id) {
        if (id.empty())
            return;
        const auto [first, is_new] = places_.emplace(id.value, id.span);
        if (is_new)
            return;
        diagnostics_.push_back({.code = "duplicate-id",
                                .span = id.span,
                                .message = first->second.source == id.span.source
                                               ? trf("the id '{}' is taken already, on line {}", id.value, first->second.line)
                                               : trf("the id '{}' is taken already, in another file of the plan", id.value),
                                .hint = tr("give one of the two another id, and change what refers to it")});
    }

    bool has(const Id& id) const { return places_.contains(id.value); }

    std::optional<std::string> nearest(std::string_view word) {
        if (suggestions_++ >= most_suggestions)
            return std::nullopt;
        if (names_.size() != places_.size()) {
            names_.clear();
            for (const auto& [name, place] : places_)
                names_.emplace_back(name);
            std::sort(names_.begin(), names_.end());
        }
        return base::nearest(word, names_);
    }

private:
    base::Diagnostics& diagnostics_;
    std::unordered_map<std::string_view, Span> places_;
    std::vector<std::string> names_;
    std::size_t suggestions_ = 0;
};

class ReferenceCheck {
public:
    ReferenceCheck(const Plan& plan, const std::vector<std::string>& documents, bool complete, base::Diagnostics& diagnostics)
        : plan_(plan), documents_(documents), complete_(complete), diagnostics_(diagnostics) {}

    void run() {
        define_all();
        for (const auto& area : plan_.area)
            check_area(area);
        for (const auto& target : plan_.target) {
            check(areas_, target.area, tr("area"));
            check(places_, target.place, tr("place"));
            check_silences(target.silence);
        }
        for (const auto& owner : plan_.owner)
            check_silences(owner.silence);
        for (const auto& decision : plan_.decision)
            check(bodies_, decision.body, tr("body"));
        check_silences(plan_.silence);
        check_documents();
    }

private:
    template <class Item>
    static void define(Ids& ids, const std::vector<Item>& items) {
        for (const auto& item : items)
            ids.define(item.id);
    }

    void define_all() {
        define(owners_, plan_.owner);
        define(places_, plan_.place);
        define(groups_, plan_.group);
        define(resources_, plan_.resource);
        define(strategies_, plan_.strategy);
        define(bodies_, plan_.body);
        define(recipients_, plan_.recipient);
        define(districts_, plan_.district);
        for (const auto& district : plan_.district)
            expected_plans_.define(district.plan);
        define(areas_, plan_.area);
        define(items_, plan_.area);
        define(items_, plan_.target);
        for (const auto& area : plan_.area) {
            define(items_, area.problem);
            for (const auto& problem : area.problem) {
                define(items_, problem.cause);
                for (const auto& cause : problem.cause) {
                    define(items_, cause.action);
                    for (const auto& action : cause.action)
                        define(items_, action.goal);
                }
            }
        }
    }

    void check(Ids& ids, const Id& reference, const char* what) {
        if (!complete_ || reference.empty() || ids.has(reference))
            return;
        const auto meant = ids.nearest(reference.value);
        diagnostics_.push_back({.code = "dangling-reference",
                                .span = reference.span,
                                .message = trf("there is no {} with the id '{}'", what, reference.value),
                                .hint = meant ? trf("did you mean '{}'?", *meant)
                                              : std::string(tr("add it, or write the id of one that there is"))});
    }

    void check_owner(const Id& reference) {
        if (!complete_ || reference.empty() || owners_.has(reference))
            return;
        const auto meant = owners_.nearest(reference.value);
        diagnostics_.push_back(
            {.code = "unknown-owner",
             .span = reference.span,
             .message = trf("there is no owner with the id '{}'", reference.value),
             .hint = meant ? trf("did you mean '{}'?", *meant) : trf("add it: [[owner]] with id = \"{}\"", reference.value)});
    }

    void check_silences(const std::vector<Silence>& silences) {
        for (const auto& silence : silences)
            check_word(silence.remark.value, silence.remark.span, remark_codes());
    }

    void check_word(const std::string& word, Span span, const std::vector<std::string>& allowed) {
        if (word.empty() || std::find(allowed.begin(), allowed.end(), word) != allowed.end())
            return;
        const auto meant = base::nearest(word, allowed);
        const std::string all = trf("it can be: {}", fmt::join(allowed, ", "));
        diagnostics_.push_back({.code = "unknown-value",
                                .span = span,
                                .message = trf("'{}' is not known here", word),
                                .hint = meant ? trf("did you mean '{}'? {}", *meant, all) : all});
    }

    void check_area(const Area& area) {
        check_all(strategies_, area.strategies, tr("strategy"));
        check_silences(area.silence);
        for (const auto& problem : area.problem) {
            check(places_, problem.place, tr("place"));
            check(groups_, problem.group, tr("group"));
            check_silences(problem.silence);
            for (const auto& cause : problem.cause) {
                check_silences(cause.silence);
                for (const auto& action : cause.action)
                    check_action(action);
            }
        }
    }

    void check_all(Ids& ids, const std::vector<Id>& references, const char* what) {
        for (const auto& reference : references)
            check(ids, reference, what);
    }

    void check_action(const Action& action) {
        for (const auto& owner : action.lead)
            check_owner(owner);
        for (const auto& owner : action.participants)
            check_owner(owner);
        check_all(resources_, action.resources, tr("resource"));
        check_all(strategies_, action.strategies, tr("strategy"));
        check_silences(action.silence);
        for (const auto& goal : action.goal)
            check_silences(goal.silence);
        if (action.followup)
            for (const auto& commitment : action.followup->commitment)
                check_owner(commitment.owner);
    }

    void check_documents() {
        if (documents_.empty())
            return;
        for (const auto& name : plan_.documents.include)
            check_word(name.value, name.span, documents_);
        for (const auto& [name, title] : plan_.documents.titles)
            check_word(name, title.span, documents_);
        for (const auto& recipient : plan_.recipient)
            for (const auto& name : recipient.documents)
                check_word(name.value, name.span, documents_);
    }

    const Plan& plan_;
    const std::vector<std::string>& documents_;
    bool complete_;
    base::Diagnostics& diagnostics_;
    Ids owners_{diagnostics_}, places_{diagnostics_}, groups_{diagnostics_}, resources_{diagnostics_}, strategies_{diagnostics_},
        bodies_{diagnostics_}, recipients_{diagnostics_}, districts_{diagnostics_}, expected_plans_{diagnostics_};
    Ids items_{diagnostics_}; ///< Areas, problems, causes, actions, goals and targets.
    base::Diagnostics quiet_;
    Ids areas_{quiet_}; ///< The areas alone, whose duplicates items_ reports.
};

} // namespace

void check_references(const Plan& plan, const std::vector<std::string>& documents, bool complete,
                      base::Diagnostics& diagnostics) {
    ReferenceCheck(plan, documents, complete, diagnostics).run();
}

} // namespace planpaket::plan
