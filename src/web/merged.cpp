#include "web/merged.h"

#include <iterator>
#include <string>
#include <unordered_set>

namespace planpaket::web {

using namespace document;

namespace {

class Merger {
public:
    /// Makes the blocks fit to follow what has been taken in before. `deeper`: how many levels headings go down.
    void settle(Blocks& blocks, int deeper) {
        std::erase_if(blocks, [&](const Block& block) {
            return as<PageBreak>(block) != nullptr || as<PageLayout>(block) != nullptr ||
                   (as<Contents>(block) != nullptr && std::exchange(has_contents_, true));
        });
        for (auto& block : blocks) {
            if (auto* heading = as<Heading>(block)) {
                heading->level += deeper;
                heading->in_contents |= deeper > 0 && heading->level == deeper; // what was a title
                keep(heading->id);
                if (heading->id.empty())
                    heading->id = "h_" + std::to_string(++made_); // no id of a plan has this form
            } else if (auto* table = as<Table>(block)) {
                for (auto& row : table->rows) {
                    keep(row.id);
                    for (auto& cell : row.cells)
                        keep(cell.id);
                }
            }
        }
    }

private:
    void keep(std::string& id) {
        if (!id.empty() && !ids_.insert(id).second)
            id.clear();
    }

    std::unordered_set<std::string> ids_;
    int made_ = 0;
    bool has_contents_ = false;
};

} // namespace

Document merged(std::vector<Document> documents) {
    Merger merger;
    auto whole = std::move(documents.front());
    merger.settle(whole.blocks, 0);
    for (auto document = documents.begin() + 1; document != documents.end(); ++document) {
        merger.settle(document->blocks, 1);
        std::ranges::move(document->blocks, std::back_inserter(whole.blocks));
    }
    return whole;
}

} // namespace planpaket::web
