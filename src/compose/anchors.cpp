#include "compose/anchors.h"

#include <iterator>
#include <unordered_set>

namespace planpaket::compose {

using namespace document;

namespace {

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};

class Anchors {
public:
    void collect(Blocks& blocks) {
        for (auto& block : blocks)
            std::visit(overloaded{[](Paragraph&) {}, [&](Heading& heading) { keep(heading.id); },
                                  [&](List& list) {
                                      for (auto& item : list.items)
                                          collect(item);
                                  },
                                  [&](Table& table) {
                                      for (auto& row : table.rows) {
                                          keep(row.id);
                                          for (auto& cell : row.cells) {
                                              keep(cell.id);
                                              collect(cell.blocks);
                                          }
                                      }
                                  },
                                  [](Figure&) {}, [](Contents&) {},
                                  [&](Columns& columns) {
                                      for (auto& column : columns.columns)
                                          collect(column);
                                  },
                                  [](Signature&) {}, [](PageLayout&) {}, [](PageBreak&) {}},
                       block.value);
    }

    void unlink(Blocks& blocks) {
        for (auto& block : blocks)
            std::visit(overloaded{[&](Paragraph& paragraph) { unlink(paragraph.inlines); },
                                  [&](Heading& heading) { unlink(heading.inlines); },
                                  [&](List& list) {
                                      for (auto& item : list.items)
                                          unlink(item);
                                  },
                                  [&](Table& table) {
                                      unlink(table.caption);
                                      for (auto& row : table.rows)
                                          for (auto& cell : row.cells)
                                              unlink(cell.blocks);
                                  },
                                  [&](Figure& figure) { unlink(figure.caption); }, [](Contents&) {},
                                  [&](Columns& columns) {
                                      for (auto& column : columns.columns)
                                          unlink(column);
                                  },
                                  [](Signature&) {}, [](PageLayout&) {}, [](PageBreak&) {}},
                       block.value);
    }

private:
    void keep(std::string& id) {
        if (!id.empty() && !ids_.insert(id).second)
            id.clear();
    }

    bool leads_nowhere(const Inline& item) const {
        const auto* link = as<Link>(item);
        return link != nullptr && link->target.starts_with("#") && !ids_.contains(std::string_view(link->target).substr(1));
    }

    void unlink(Inlines& inlines) {
        for (std::size_t i = 0; i < inlines.size(); ++i) {
            if (auto* inner = document::children(inlines[i]))
                unlink(*inner);
            if (!leads_nowhere(inlines[i]))
                continue;
            auto children = std::move(as<Link>(inlines[i])->children);
            if (children.size() == 1) {
                Inline only = std::move(children.front());
                inlines[i] = std::move(only);
                continue;
            }
            const auto at = inlines.erase(inlines.begin() + static_cast<std::ptrdiff_t>(i));
            inlines.insert(at, std::make_move_iterator(children.begin()), std::make_move_iterator(children.end()));
            i += children.size();
            --i;
        }
    }

    /// Views of the ids where they stand in the tree, which does not move meanwhile.
    std::unordered_set<std::string_view> ids_;
};

} // namespace

void settle_anchors(Document& document) {
    Anchors anchors;
    anchors.collect(document.blocks);
    anchors.unlink(document.blocks);
}

} // namespace planpaket::compose
