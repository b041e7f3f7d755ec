#pragma once

/// A number tree (ISO 32000-1, 7.9.7) of the keys 0, 1, 2 and so on, as flat as may be without long lists.

#include "pdf/objects.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::pdf {

/// See the file comment.
class NumberTree {
public:
    explicit NumberTree(Objects& objects) : objects_(objects) {}

    /// The next key's value, as it is written.
    void add(std::string_view value);
    /// The root, a leading object. Something has been added before, and nothing is afterwards.
    ObjectNumber finish();

private:
    /// A node with the first and last key below it.
    struct Node {
        std::size_t first, last;
        ObjectNumber object;
    };
    static std::string kids(std::span<const Node> nodes);
    void add_node(std::vector<Node>& level, std::size_t first, std::size_t last, std::string_view entries);
    void end_leaf();

    Objects& objects_;
    std::vector<Node> leaves_;
    std::string leaf_;                ///< Keys and values that no leaf has yet.
    std::size_t from_ = 0, next_ = 0; ///< The first of them, and the next to come.
};

} // namespace planpaket::pdf
