#include "toml/tree.h"

#include "base/translate.h"

namespace planpaket::toml {

using base::tr;
using base::trf;

static constexpr std::size_t searched_in_line = 24;

Entry* Table::find(std::string_view key) {
    if (entries.size() <= searched_in_line) {
        for (auto& entry : entries)
            if (entry.key == key)
                return &entry;
        return nullptr;
    }
    const auto found = index_.find(std::string(key));
    return found == index_.end() ? nullptr : &entries[found->second];
}

Entry& Table::add(std::string key, base::Span key_span, Node node) {
    entries.push_back({std::move(key), key_span, std::move(node)});
    if (entries.size() == searched_in_line + 1)
        for (std::size_t i = 0; i < entries.size(); ++i)
            index_.emplace(entries[i].key, i);
    else if (entries.size() > searched_in_line)
        index_.emplace(entries.back().key, entries.size() - 1);
    return entries.back();
}

Node make_table(TableOrigin origin, base::Span span) {
    Node node;
    node.type = ValueType::table;
    node.span = span;
    auto table = std::make_unique<Table>();
    table->origin = origin;
    table->span = span;
    node.content = std::move(table);
    return node;
}

static void report_duplicate(const Name& name, const Entry& first, base::Diagnostics& diagnostics, const std::string& hint) {
    diagnostics.push_back(
        {.code = "duplicate-key",
         .span = name.span,
         .message = trf("'{}' stands here a second time; the first is on line {}", name.text, first.key_span.line),
         .hint = hint});
}

/// The table in which the next name is looked up; nullptr if the value there is none that a header can go into.
static Table* step_into(Node& node) {
    if (node.of_tables)
        return &std::get<std::vector<Node>>(node.content).back().table();
    if (node.type == ValueType::table && node.table().origin != TableOrigin::braces)
        return &node.table();
    return nullptr;
}

static Table& last_table(Node& array) {
    return std::get<std::vector<Node>>(array.content).back().table();
}

Table* open_table(Table& root, const std::vector<Name>& names, bool one_of_several, base::Span span,
                  base::Diagnostics& diagnostics) {
    Table* table = &root;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        Entry* entry = table->find(names[i].text);
        if (!entry)
            entry = &table->add(names[i].text, names[i].span, make_table(TableOrigin::implicit, span));
        table = step_into(entry->node);
        if (!table) {
            report_duplicate(names[i], *entry, diagnostics, tr("the value there is complete and takes no tables; remove one"));
            return nullptr;
        }
    }
    const Name& last = names.back();
    Entry* entry = table->find(last.text);
    if (!entry && !one_of_several)
        return &table->add(last.text, last.span, make_table(TableOrigin::header, span)).node.table();
    if (!entry) {
        Node array;
        array.type = ValueType::array;
        array.of_tables = true;
        array.span = span;
        array.content = std::vector<Node>();
        entry = &table->add(last.text, last.span, std::move(array));
    }
    if (one_of_several && entry->node.of_tables) {
        std::get<std::vector<Node>>(entry->node.content).push_back(make_table(TableOrigin::header, span));
        return &last_table(entry->node);
    }
    if (!one_of_several && entry->node.type == ValueType::table && entry->node.table().origin == TableOrigin::implicit) {
        entry->node.table().origin = TableOrigin::header;
        entry->node.table().span = span;
        return &entry->node.table();
    }
    if (entry->node.of_tables || (one_of_several && entry->node.type == ValueType::table))
        report_duplicate(last, *entry, diagnostics,
                         trf("where there are several, every one has double brackets: [[{}]]", last.text));
    else
        report_duplicate(last, *entry, diagnostics, tr("move what follows to the first one, or remove it"));
    return nullptr;
}

void put_value(Table& table, std::vector<Name> names, Node value, base::Diagnostics& diagnostics) {
    Table* inner = &table;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        Entry* entry = inner->find(names[i].text);
        if (!entry)
            entry = &inner->add(names[i].text, names[i].span, make_table(TableOrigin::dotted, names[i].span));
        else if (entry->node.type != ValueType::table || entry->node.table().origin != TableOrigin::dotted) {
            report_duplicate(names[i], *entry, diagnostics, tr("put all of its keys in one place"));
            return;
        }
        inner = &entry->node.table();
    }
    Name& last = names.back();
    if (const Entry* first = inner->find(last.text)) {
        report_duplicate(last, *first, diagnostics, tr("keep one of them"));
        return;
    }
    inner->add(std::move(last.text), last.span, std::move(value));
}

} // namespace planpaket::toml
