#include "plan/record_decision.h"

#include "toml/in_quotes.h"
#include "toml/text_edit.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace planpaket::plan {

using toml::in_quotes;
using toml::Node;
using toml::Table;
using toml::TextEdit;

namespace {

using Statements = std::vector<std::pair<std::string, std::string>>; ///< Keys and values as written.

std::string signatories(const DecisionRecord& decision) {
    std::string out;
    for (const auto& [role, name] : decision.signatories)
        out += fmt::format("{}{{ role = {}{} }}", out.empty() ? "" : ", ", in_quotes(role),
                           name.empty() ? "" : ", name = " + in_quotes(name));
    return '[' + out + ']';
}

/// In the order in which the reference has the keys; without body and date.
Statements statements(const DecisionRecord& decision) {
    Statements out;
    const auto add = [&](const char* key, const std::optional<std::string>& value) {
        if (value)
            out.emplace_back(key, in_quotes(*value));
    };
    add("paragraph", decision.paragraph);
    add("dnr", decision.dnr);
    add("outcome", decision.outcome);
    if (decision.immediate_approval)
        out.emplace_back("immediate_approval", "true");
    if (decision.approved)
        out.emplace_back("approved", to_string(*decision.approved));
    if (decision.announced)
        out.emplace_back("announced", to_string(*decision.announced));
    add("text", decision.text);
    if (!decision.signatories.empty())
        out.emplace_back("signatory", signatories(decision));
    return out;
}

const std::string* text_of(const Table& table, std::string_view key) {
    const auto* entry = table.find(key);
    return entry != nullptr ? std::get_if<std::string>(&entry->node.content) : nullptr;
}

const Table* of_body_and_day(const Node& decisions, const DecisionRecord& decision) {
    for (const auto& element : std::get<std::vector<Node>>(decisions.content)) {
        const auto* body = text_of(element.table(), "body");
        const auto* date = text_of(element.table(), "date"); // a TOML date is its text, too
        if (body != nullptr && *body == decision.body && date != nullptr && *date == to_string(decision.date))
            return &element.table();
    }
    return nullptr;
}

/// Puts a new table after the others of its name, as they are written.
void add_table(TextEdit& edit, const std::string& name, const Statements& statements) {
    const auto* others = edit.root().find(name);
    if (others != nullptr && !others->node.of_tables) {
        std::string words;
        for (const auto& [key, value] : statements)
            words += fmt::format("{}{} = {}", words.empty() ? "" : ", ", key, value);
        return edit.add_element(others->node, "{ " + words + " }");
    }
    std::string lines = "[[" + name + "]]\n";
    for (const auto& [key, value] : statements)
        lines += fmt::format("{} = {}\n", key, value);
    edit.add_section(others != nullptr ? &std::get<std::vector<Node>>(others->node.content).back().table() : nullptr, lines);
}

} // namespace

std::string with_decision(const std::string& text, const DecisionRecord& decision) {
    TextEdit edit(text);
    auto given = statements(decision);
    const auto* decisions = edit.root().find("decision");
    if (const auto* table = decisions != nullptr ? of_body_and_day(decisions->node, decision) : nullptr) {
        for (const auto& [key, value] : given)
            if (const auto* entry = table->find(key); entry != nullptr && !entry->node.of_tables) {
                edit.replace(entry->node, value);
            } else {
                if (entry != nullptr)
                    edit.remove(*table, *entry);
                edit.add_entry(*table, key, value);
            }
        return edit.text();
    }
    given.insert(given.begin(), {{"body", in_quotes(decision.body)}, {"date", to_string(decision.date)}});
    add_table(edit, "decision", given);
    return edit.text();
}

std::string without_last_decision(const std::string& text) {
    TextEdit edit(text);
    if (const auto* decisions = edit.root().find("decision"))
        if (const auto count = std::get<std::vector<Node>>(decisions->node.content).size(); count > 0)
            edit.remove(decisions->node, count - 1);
    return edit.text();
}

std::string with_correction(const std::string& text, const Date& date, const std::string& words,
                            const std::string& next_version) {
    TextEdit edit(text);
    const auto* version = edit.root().find("version");
    const auto wrong = version != nullptr ? std::string(edit.written(version->node)) : in_quotes(first_version);
    if (version != nullptr)
        edit.replace(version->node, in_quotes(next_version));
    else
        edit.add_entry(edit.root(), "version", in_quotes(next_version));
    add_table(edit, "correction", {{"date", to_string(date)}, {"version", wrong}, {"text", in_quotes(words)}});
    return edit.text();
}

std::string next_version(std::string_view version) {
    auto digits = version.size();
    while (digits > 0 && version[digits - 1] >= '0' && version[digits - 1] <= '9')
        --digits;
    unsigned last = 0;
    const auto read = std::from_chars(version.data() + digits, version.data() + version.size(), last);
    if (digits == version.size() || read.ec != std::errc())
        return std::string(version) + ".1";
    return fmt::format("{}{}", version.substr(0, digits), last + 1);
}

} // namespace planpaket::plan
