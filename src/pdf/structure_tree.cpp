#include "pdf/structure_tree.h"

#include "base/names.h"

#include "pdf/number_tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <ranges>

namespace planpaket::pdf {

namespace {

using typeset::NodeId;
using typeset::Role;

const char* name_of(Role role) {
    static constexpr base::Names<Role> names{"Document", "Part",   "Div", "P",    "H1",    "H2",    "H3",        "H4",  "H5",
                                             "H6",       "L",      "LI",  "Lbl",  "LBody", "Table", "TR",        "TH",  "TD",
                                             "Caption",  "Figure", "TOC", "TOCI", "Link",  "Span",  "Reference", "Form"};
    return names[role];
}

/// Lists of things per node, in one array: those of node n are [start[n], start[n + 1]).
struct PerNode {
    std::vector<std::uint32_t> start, items;

    template <class Things, class NodeOf>
    PerNode(std::size_t nodes, const Things& things, NodeOf node_of) : start(nodes + 2, 0), items(things.size()) {
        for (const auto& thing : things)
            ++start[node_of(thing) + 2];
        for (std::size_t i = 1; i < start.size(); ++i)
            start[i] += start[i - 1];
        // Until all are in, start[n + 1] is where the next one of node n goes.
        for (std::uint32_t i = 0; i < things.size(); ++i)
            items[start[node_of(things[i]) + 1]++] = i;
    }
    std::uint32_t count(NodeId node) const { return start[node + 1] - start[node]; }
    std::uint32_t at(NodeId node, std::uint32_t i) const { return items[start[node] + i]; }
};

/// Writes the nodes one after the other.
class TreeWriter {
public:
    TreeWriter(Objects& objects, const typeset::Structure& structure, const std::deque<MarkedContent>& marks,
               const std::vector<ObjectNumber>& pages, const std::deque<PlacedLink>& placed, const std::vector<LinkObject>& links)
        : objects_(objects), structure_(structure), marks_(marks), pages_(pages), placed_(placed), links_(links),
          marks_of_(structure.end(), marks, [](const auto& mark) { return mark.node; }),
          links_of_(structure.end(), placed, [](const auto& link) { return link.node; }), children_of_(children()) {
        root_ = objects.reserve();
        first_ = objects.reserve(structure.end() - 1);
    }

    ObjectNumber write() {
        for (NodeId node = 1; node < structure_.end(); ++node)
            write_node(node);
        const auto parent_tree = write_parent_tree();
        objects_.set_leading(root_, fmt::format("<</Type/StructTreeRoot/K {} 0 R/ParentTree {} 0 R/ParentTreeNextKey {}>>",
                                                object_of(1), parent_tree, pages_.size() + links_.size()));
        return root_;
    }

private:
    static constexpr std::uint64_t nowhere = ~std::uint64_t{0};

    PerNode children() const {
        return {structure_.end(), std::views::iota(NodeId{1}, structure_.end()),
                [&](NodeId node) { return structure_[node].parent; }};
    }

    ObjectNumber object_of(NodeId node) const { return first_ + node - 1; }

    static std::uint64_t place(const MarkedContent& mark) { return (static_cast<std::uint64_t>(mark.page) << 32U) | mark.mcid; }

    /// Where the words of a link or of foreign words begin among those of their paragraph: marks are in drawing order.
    std::uint64_t first_mark(NodeId node) const {
        return marks_of_.count(node) == 0 ? nowhere : place(marks_[marks_of_.at(node, 0)]);
    }

    struct Kid {
        std::uint64_t place;
        bool is_node;
        std::uint32_t index; ///< Of a node or a mark.
    };

    void write_node(NodeId node) {
        const auto& data = structure_[node];
        std::vector<Kid> kids;
        for (std::uint32_t i = 0; i < children_of_.count(node); ++i) {
            const NodeId child = children_of_.at(node, i) + 1;
            kids.push_back({first_mark(child), true, child});
        }
        const auto own = marks_of_.count(node);
        for (std::uint32_t i = 0; i < own; ++i)
            kids.push_back({place(marks_[marks_of_.at(node, i)]), false, marks_of_.at(node, i)});
        if (own > 0 && kids.size() > own)
            std::stable_sort(kids.begin(), kids.end(), [](const Kid& a, const Kid& b) { return a.place < b.place; });

        auto& body = body_;
        body = "<</S/";
        body += name_of(data.role);
        body += "/P ";
        append_reference(body, data.parent == typeset::artifact ? root_ : object_of(data.parent));
        const bool has_page = own > 0;
        const auto page = has_page ? marks_[marks_of_.at(node, 0)].page : 0;
        if (has_page) {
            body += "/Pg ";
            append_reference(body, pages_[page]);
        }
        append_kids(body, node, kids, page);
        append_attributes(body, node, data);
        body += ">>";
        if (data.parent == typeset::artifact)
            objects_.set_leading(object_of(node), body);
        else
            objects_.set(object_of(node), body);
    }

    void append_kids(std::string& body, NodeId node, const std::vector<Kid>& kids, std::uint32_t page) const {
        const auto annotations = links_of_.count(node);
        const auto count = kids.size() + annotations;
        if (count == 0)
            return;
        body += count == 1 ? "/K " : "/K[";
        bool first = true;
        for (const auto& kid : kids) {
            if (!first)
                body += ' ';
            first = false;
            if (kid.is_node) {
                append_reference(body, object_of(kid.index));
            } else if (marks_[kid.index].page == page) {
                append_integer(body, marks_[kid.index].mcid);
            } else {
                body += "<</Type/MCR/Pg ";
                append_reference(body, pages_[marks_[kid.index].page]);
                body += "/MCID ";
                append_integer(body, marks_[kid.index].mcid);
                body += ">>";
            }
        }
        for (std::uint32_t i = 0; i < annotations; ++i) {
            const auto link = links_of_.at(node, i);
            body += "<</Type/OBJR/Obj ";
            append_reference(body, links_[link].object);
            body += "/Pg ";
            append_reference(body, pages_[placed_[link].page]);
            body += ">>";
        }
        if (count > 1)
            body += ']';
    }

    void append_attributes(std::string& body, NodeId node, const typeset::Node& data) const {
        const auto* texts = structure_.find_texts(node);
        std::string table;
        if (data.scope != typeset::Scope::none)
            table += data.scope == typeset::Scope::column ? "/Scope/Column" : "/Scope/Row";
        if (data.row_span > 1)
            table += fmt::format("/RowSpan {}", data.row_span);
        if (data.column_span > 1)
            table += fmt::format("/ColSpan {}", data.column_span);
        if (texts != nullptr && !texts->summary.empty()) {
            table += "/Summary";
            append_text(table, texts->summary);
        }
        if (!table.empty())
            body += "/A<</O/Table" + table + ">>";
        if (data.role == Role::l)
            body +=
                texts != nullptr && texts->numbered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>";
        if (data.role == Role::figure)
            body += "/A<</O/Layout/Placement/Block>>";
        if (texts == nullptr)
            return;
        if (data.role == Role::figure && !texts->alternative.empty()) {
            body += "/Alt";
            append_text(body, texts->alternative);
        }
        if (!texts->language.empty()) {
            body += "/Lang";
            append_text(body, texts->language);
        }
    }

    /// From pages, and then link annotations, to what they belong to.
    ObjectNumber write_parent_tree() {
        NumberTree tree(objects_);
        std::string value;
        std::size_t next = 0;
        for (std::uint32_t page = 0; page < pages_.size(); ++page) {
            value = "[";
            for (; next < marks_.size() && marks_[next].page == page; ++next) {
                append_reference(value, object_of(marks_[next].node));
                value += ' ';
            }
            value += ']';
            tree.add(value);
        }
        for (const auto& link : placed_) {
            value.clear();
            append_reference(value, object_of(link.node));
            tree.add(value);
        }
        return tree.finish();
    }

    Objects& objects_;
    const typeset::Structure& structure_;
    const std::deque<MarkedContent>& marks_;
    const std::vector<ObjectNumber>& pages_;
    const std::deque<PlacedLink>& placed_;
    const std::vector<LinkObject>& links_;
    PerNode marks_of_, links_of_, children_of_;
    ObjectNumber root_ = 0, first_ = 0;
    std::string body_; ///< Of the node being written.
};

} // namespace

ObjectNumber write_structure(Objects& objects, const typeset::Structure& structure, std::deque<MarkedContent> marks,
                             const std::vector<ObjectNumber>& page_objects, const std::deque<PlacedLink>& placed,
                             const std::vector<LinkObject>& links) {
    // All are in order but those of pages that waited for page numbers, which were drawn last.
    const auto before = [](const auto& a, const auto& b) { return std::pair(a.page, a.mcid) < std::pair(b.page, b.mcid); };
    const auto last = std::is_sorted_until(marks.begin(), marks.end(), before);
    std::sort(last, marks.end(), before);
    std::inplace_merge(marks.begin(), last, marks.end(), before);
    return TreeWriter(objects, structure, marks, page_objects, placed, links).write();
}

} // namespace planpaket::pdf
