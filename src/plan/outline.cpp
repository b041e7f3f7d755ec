#include "plan/outline.h"

namespace planpaket::plan {

namespace {

class Writer {
public:
    std::vector<OutlineEntry> write(const Plan& plan) {
        for (const auto& area : plan.area)
            add(area);
        list(Noun::target, plan.target);
        list(Noun::owner, plan.owner);
        list(Noun::place, plan.place);
        list(Noun::group, plan.group);
        list(Noun::strategy, plan.strategy);
        list(Noun::resource, plan.resource);
        list(Noun::body, plan.body);
        list(Noun::recipient, plan.recipient);
        for (const auto& text : plan.text)
            put(Noun::text, text.name, &text);
        put(Noun::plan, {}, &plan);
        put(Noun::sender, {}, &plan.sender);
        put(Noun::matter, {}, &plan.matter);
        put(Noun::documents, {}, &plan.documents);
        return std::move(out_);
    }

private:
    std::size_t put(Noun noun, std::string_view id, Item item, std::size_t parent = no_entry, std::size_t number = 0) {
        out_.push_back({noun, id, item, parent, area_, number});
        return out_.size() - 1;
    }

    template <class T>
    void list(Noun noun, const std::vector<T>& items) {
        for (const auto& item : items)
            put(noun, item.id.value, &item);
    }

    void add(const Area& area) {
        area_ = out_.size();
        put(Noun::area, area.id.value, &area, no_entry, ++areas_);
        std::size_t actions = 0;
        for (const auto& problem : area.problem) {
            const auto in_problem = put(Noun::problem, problem.id.value, &problem, area_);
            for (const auto& cause : problem.cause) {
                const auto in_cause = put(Noun::cause, cause.id.value, &cause, in_problem);
                for (const auto& action : cause.action) {
                    const auto in_action = put(Noun::action, action.id.value, &action, in_cause, ++actions);
                    for (const auto& goal : action.goal)
                        put(Noun::goal, goal.id.value, &goal, in_action);
                }
            }
        }
        area_ = no_entry;
    }

    std::vector<OutlineEntry> out_;
    std::size_t area_ = no_entry, areas_ = 0;
};

} // namespace

std::vector<OutlineEntry> outline(const Plan& plan) {
    return Writer().write(plan);
}

} // namespace planpaket::plan
