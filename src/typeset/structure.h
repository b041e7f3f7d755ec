#pragma once

/// The logical structure of a typeset document: what each drawn thing is. Follows ISO 32000-1, 14.7 and 14.8.

#include <cstdint>
#include <deque>
#include <string>

namespace planpaket::typeset {

/// Standard structure types (ISO 32000-1, 14.8.4).
enum class Role : std::uint8_t {
    document,
    part,
    div,
    p,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    l,
    li,
    lbl,
    lbody,
    table,
    tr,
    th,
    td,
    caption,
    figure,
    toc,
    toci,
    link,
    span,
    reference,
    form,
};

/// Names a node of a Structure. 0 is no node: what is drawn with it is an artifact (running heads, rules, repeated headers).
using NodeId = std::uint32_t;
inline constexpr NodeId artifact = 0;

enum class Scope : std::uint8_t { none, column, row };

struct Node {
    Role role = Role::document;
    Scope scope = Scope::none; ///< For th.
    std::uint16_t row_span = 1;
    std::uint16_t column_span = 1;
    NodeId parent = artifact;
    std::uint32_t attributes = 0; ///< Index + 1 into Structure::texts; 0 for none.
};

/// Words that belong to few nodes, kept apart so that nodes stay small.
struct NodeTexts {
    std::string alternative; ///< /Alt of a figure, /Contents of a link, /TU of a signature field
    std::string language;    ///< /Lang where it differs from the document's
    std::string summary;     ///< /Summary of a table
    bool numbered = false;   ///< ListNumbering Decimal
};

/// The tree, in reading order: children of a node are the nodes that name it as parent, in the order of their ids, except
/// that links take their place among the words of their paragraph when they are drawn.
class Structure {
public:
    Structure() { nodes_.resize(1); }

    NodeId add(NodeId parent, Role role) {
        nodes_.push_back({.role = role, .parent = parent});
        return static_cast<NodeId>(nodes_.size() - 1);
    }
    Node& operator[](NodeId id) { return nodes_[id]; }
    const Node& operator[](NodeId id) const { return nodes_[id]; }

    /// The node's texts, made on first use.
    NodeTexts& texts(NodeId id) {
        auto& index = nodes_[id].attributes;
        if (index == 0) {
            texts_.emplace_back();
            index = static_cast<std::uint32_t>(texts_.size());
        }
        return texts_[index - 1];
    }
    const NodeTexts* find_texts(NodeId id) const {
        const auto index = nodes_[id].attributes;
        return index == 0 ? nullptr : &texts_[index - 1];
    }
    /// One more than the last id.
    NodeId end() const { return static_cast<NodeId>(nodes_.size()); }

private:
    // They grow large, and a deque grows without a copy.
    std::deque<Node> nodes_;
    std::deque<NodeTexts> texts_;
};

} // namespace planpaket::typeset
