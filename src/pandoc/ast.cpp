#include "pandoc/ast.h"
#include "pandoc/json.h"

#include "pandoc/nodes.h"

#include <algorithm>
#include <utility>

namespace planpaket::pandoc {

using namespace document;

namespace {

std::string numbered(const Heading& heading) {
    const auto words = plain_text(heading.inlines);
    return heading.number.empty() ? words : heading.number + " " + words;
}

/// "heading-1", "heading-2", … for the headings without an id.
std::map<const Heading*, std::string> make_ids(const Document& document) {
    std::map<const Heading*, std::string> ids;
    for (const auto& block : document.blocks)
        if (const auto* heading = as<Heading>(block); heading != nullptr && heading->id.empty())
            ids.emplace(heading, "heading-" + std::to_string(ids.size() + 1));
    return ids;
}

} // namespace

Json tree(const Document& document, const Dialect& dialect, const ApiVersion& version) {
    BlockWriter writer(dialect, make_ids(document));
    return {{"pandoc-api-version", version},
            {"meta",
             {{"lang", {{"t", "MetaString"}, {"c", document.language}}}, //
              {"pagetitle", {{"t", "MetaString"}, {"c", document.title}}}}},
            {"blocks", writer.blocks(document.blocks)}};
}

std::vector<ListedHeading> listed_headings(const Document& document, const Contents& contents) {
    std::vector<ListedHeading> listed;
    const auto made = make_ids(document);
    for (const auto& block : document.blocks)
        if (const auto* heading = as<Heading>(block))
            if (heading->level >= 1 && heading->level <= contents.depth && heading->in_contents)
                listed.push_back({heading->level, numbered(*heading), heading->id.empty() ? made.at(heading) : heading->id});
    return listed;
}

namespace {

void find_tables(std::span<const Block> blocks, std::vector<const Block*>& found) {
    for (const auto& block : blocks) {
        if (as<Table>(block) != nullptr || as<Columns>(block) != nullptr || as<Signature>(block) != nullptr)
            found.push_back(&block);
        if (const auto* list = as<List>(block))
            for (const auto& item : list->items)
                find_tables(item, found);
        if (const auto* columns = as<Columns>(block))
            for (const auto& column : columns->columns)
                find_tables(column, found);
        if (const auto* table = as<Table>(block))
            for (const auto& row : table->rows)
                for (const auto& cell : row.cells)
                    find_tables(cell.blocks, found);
    }
}

} // namespace

std::vector<const Block*> tables_of(std::span<const Block> blocks) {
    std::vector<const Block*> found;
    find_tables(blocks, found);
    return found;
}

} // namespace planpaket::pandoc
