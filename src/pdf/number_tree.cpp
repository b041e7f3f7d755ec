#include "pdf/number_tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace planpaket::pdf {

namespace {

constexpr std::size_t entries_per_leaf = 32;
constexpr std::size_t kids_per_node = 64;

} // namespace

void NumberTree::add(std::string_view value) {
    append_integer(leaf_, static_cast<std::int64_t>(next_));
    leaf_ += ' ';
    leaf_ += value;
    leaf_ += ' ';
    if (++next_ - from_ == entries_per_leaf)
        end_leaf();
}

ObjectNumber NumberTree::finish() {
    if (next_ != from_)
        end_leaf();
    auto level = std::move(leaves_);
    while (level.size() > kids_per_node) {
        std::vector<Node> above;
        for (std::size_t i = 0; i < level.size(); i += kids_per_node) {
            const auto part = std::span(level).subspan(i, std::min(kids_per_node, level.size() - i));
            add_node(above, part.front().first, part.back().last, kids(part));
        }
        level = std::move(above);
    }
    return objects_.add_leading("<<" + kids(level) + ">>");
}

std::string NumberTree::kids(std::span<const Node> nodes) {
    std::string out = "/Kids[";
    for (const auto& node : nodes) {
        append_reference(out, node.object);
        out += ' ';
    }
    return out + "]";
}

void NumberTree::add_node(std::vector<Node>& level, std::size_t first, std::size_t last, std::string_view entries) {
    level.push_back({first, last, objects_.add(fmt::format("<</Limits[{} {}]{}>>", first, last, entries))});
}

void NumberTree::end_leaf() {
    add_node(leaves_, from_, next_ - 1, fmt::format("/Nums[{}]", leaf_));
    leaf_.clear();
    from_ = next_;
}

} // namespace planpaket::pdf
