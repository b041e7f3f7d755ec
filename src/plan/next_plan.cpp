#include "plan/next_plan.h"

#include "toml/text_edit.h"

#include <charconv>
#include <fmt/format.h>

namespace planpaket::plan {

using toml::Entry;
using toml::Node;
using toml::Table;
using toml::TextEdit;

NextPlan next_plan(const Plan& plan) {
    return {plan.from.year, plan.to.year, ""};
}

namespace {

/// The text with every year of the period, standing as a number of its own, moved on to the next period.
std::string moved_on(std::string_view text, const NextPlan& next) {
    const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    std::string moved;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && digit(text[end]))
            ++end;
        if (end == at) {
            moved += text[at++];
            continue;
        }
        int year = 0;
        std::from_chars(text.data() + at, text.data() + end, year);
        if (end - at == 4 && year >= next.first_year && year <= next.last_year)
            moved += fmt::format("{}", year + next.last_year - next.first_year + 1);
        else
            moved += text.substr(at, end - at);
        at = end;
    }
    return moved;
}

class Moving {
public:
    Moving(TextEdit& edit, const NextPlan& next) : edit_(edit), next_(next) {}

    void move_root();

private:
    void move_years(const Node& node);
    void move_id(const Node& node);
    void move_includes(const Node& node);
    void clear_below(const Table& table, std::string_view name);
    void clear_below(const Node& node, std::string_view name);

    TextEdit& edit_;
    const NextPlan& next_;
};

void Moving::move_root() {
    const auto& root = edit_.root();
    for (const auto& entry : root.entries) {
        if (entry.key == "id")
            move_id(entry.node);
        else if (entry.key == "title" || entry.key == "subtitle" || entry.key == "period" || entry.key == "documents")
            move_years(entry.node);
        else if (entry.key == "version")
            edit_.replace(entry.node, "\"0.1\"");
        else if (entry.key == "include")
            move_includes(entry.node);
        else if (entry.key == "date" || entry.key == "decision" || entry.key == "correction")
            edit_.remove(root, entry);
        else
            clear_below(entry.node, entry.key);
    }
    if (root.find("period") != nullptr && root.find("version") == nullptr) // only the main file has a period
        edit_.add_entry(root, "version", "\"0.1\"");
}

void Moving::move_years(const Node& node) {
    if (node.type == toml::ValueType::table)
        for (const auto& entry : node.table().entries)
            move_years(entry.node);
    else if (const auto moved = moved_on(edit_.written(node), next_); moved != edit_.written(node))
        edit_.replace(node, moved);
}

void Moving::move_id(const Node& node) {
    auto moved = moved_on(edit_.written(node), next_);
    if (moved == edit_.written(node))
        moved.insert(moved.size() - 1, fmt::format("-{}", next_.last_year + 1));
    edit_.replace(node, moved);
}

void Moving::move_includes(const Node& node) {
    if (node.type == toml::ValueType::array)
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            move_includes(element);
    else if (node.type == toml::ValueType::string) {
        std::string words(edit_.written(node));
        const auto quote = words.starts_with("\"\"\"") || words.starts_with("'''") ? 3u : 1u;
        edit_.replace(node, words.insert(quote, next_.include_folder));
    }
}

/// Takes away, in the table `name` and all below it, what belongs to this year alone.
void Moving::clear_below(const Table& table, std::string_view name) {
    for (const auto& entry : table.entries)
        if (name == "action" ? entry.key == "followup" || entry.key == "new"
                             : (name == "case" || name == "body") && entry.key == "dnr")
            edit_.remove(table, entry);
        else
            clear_below(entry.node, entry.key);
}

void Moving::clear_below(const Node& node, std::string_view name) {
    if (node.type == toml::ValueType::table)
        clear_below(node.table(), name);
    else if (node.type == toml::ValueType::array)
        for (const auto& element : std::get<std::vector<Node>>(node.content))
            clear_below(element, name);
}

} // namespace

std::string next_text(const std::string& text, const NextPlan& next) {
    TextEdit edit(text);
    Moving(edit, next).move_root();
    return edit.text();
}

} // namespace planpaket::plan
