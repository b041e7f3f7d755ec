#include "web/tables.h"
#include "pandoc/json.h"

#include <algorithm>
#include <unordered_map>

namespace planpaket::web {

using pandoc::Attributes;
using pandoc::Json;
using pandoc::node;
using pandoc::str;

namespace {

// Where things stand in the nodes of Pandoc's tree (Text.Pandoc.Definition).
enum TablePart : std::size_t { table_attributes, table_caption, table_columns, table_head, table_bodies };
enum BodyPart : std::size_t { body_attributes, body_row_heads, body_head, body_rows };
enum RowPart : std::size_t { row_attributes, row_cells };
enum CellPart : std::size_t { cell_attributes, cell_alignment, cell_row_span, cell_column_span, cell_blocks };
enum AttributePart : std::size_t { attribute_id, attribute_classes, attribute_keys };

void add_class(Json& attributes, const char* name) {
    attributes[attribute_classes].push_back(name);
}

void set(Json& attributes, const char* key, const std::string& value) {
    attributes[attribute_keys].push_back(Json::array({key, value}));
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

class Completion {
public:
    Completion(const document::Choices& choices, std::string permalink) : permalink_(std::move(permalink)) {
        for (const auto& action : choices.actions)
            actions_.emplace(action.id, &action);
    }

    /// Whether it is a table of actions.
    bool complete(Json& contents, const document::Table& table, const std::string& heading) {
        if (table.caption.empty()) {
            const auto words = heading + (heading.empty() || table.summary.empty() ? "" : ". ") + table.summary;
            auto hidden = node("Span", Json::array({Attributes{"", {"hidden"}, {}}.json(), Json::array({str(words)})}));
            contents[table_caption][1] = Json::array({node("Plain", Json::array({std::move(hidden)}))});
        }
        bool any = false;
        for (auto& body : contents[table_bodies])
            for (auto& row : body[body_rows])
                any |= complete_row(row);
        add_class(contents[table_attributes], any ? "actions" : "list");
        return any;
    }

private:
    bool complete_row(Json& row) {
        const auto found = actions_.find(row[row_attributes][attribute_id].get<std::string>());
        if (found == actions_.end())
            return false;
        const auto& action = *found->second;
        auto& attributes = row[row_attributes];
        add_class(attributes, "action");
        set(attributes, "data-area", action.area);
        set(attributes, "data-parties", joined(action.parties));
        set(attributes, "data-time", action.time);
        auto& cells = row[row_cells];
        const auto what = std::ranges::find_if(cells, [&](Json& cell) { return names(cell, action) != nullptr; });
        if (what == cells.end())
            return true;
        for (auto cell = cells.begin(); cell != what; ++cell) {
            const bool is_header =
                std::ranges::any_of((*cell)[cell_attributes][attribute_keys], [](const Json& key) { return key[0] == "scope"; });
            add_class((*cell)[cell_attributes], is_header ? "problem" : "cause");
        }
        add_class((*what)[cell_attributes], "what");
        names(*what, action)->push_back(link_to(action));
        return true;
    }

    /// The inlines of the paragraph that is the action's name, at the head of a cell; null if it is not there.
    static Json* names(Json& cell, const document::ChoosableAction& action) {
        auto& blocks = cell[cell_blocks];
        if (blocks.empty() || (blocks[0]["t"] != "Para" && blocks[0]["t"] != "Plain"))
            return nullptr;
        auto& inlines = blocks[0]["c"];
        const auto named = Json::array({node("Strong", Json::array({str(action.name)}))});
        return inlines == named ? &inlines : nullptr;
    }

    Json link_to(const document::ChoosableAction& action) const {
        auto words = permalink_;
        const std::string place = "{action}";
        if (const auto at = words.find(place); at != std::string::npos)
            words.replace(at, place.size(), action.name);
        const Attributes attributes{"", {"permalink"}, {{"aria-label", words}}};
        return node("Link", Json::array({attributes.json(), Json::array(), Json::array({"#" + action.id, ""})}));
    }

    std::string permalink_;
    std::unordered_map<std::string, const document::ChoosableAction*> actions_;
};

} // namespace

std::size_t complete_tables(Json& tree, const document::Document& page, const document::Choices& choices,
                            const std::string& permalink) {
    Completion completion(choices, permalink);
    auto& blocks = tree["blocks"];
    std::size_t first = blocks.size(), header = blocks.size(), at = 0;
    const auto next = [&](const char* kind) {
        while (at < blocks.size() && blocks[at]["t"] != kind)
            ++at;
        return at < blocks.size();
    };
    std::string heading;
    for (const auto& block : page.blocks) {
        if (const auto* words = document::as<document::Heading>(block)) {
            heading = (words->number.empty() ? "" : words->number + " ") + document::plain_text(words->inlines);
            if (next("Header"))
                header = at++;
        } else if (const auto* table = document::as<document::Table>(block)) {
            if (!next("Table"))
                break;
            if (completion.complete(blocks[at]["c"], *table, heading))
                first = std::min(first, header);
            ++at;
        }
    }
    return first;
}

} // namespace planpaket::web
