#pragma once

/// The nodes of Pandoc's tree (Text.Pandoc.Definition of pandoc-types), and the writing of inlines and blocks as such nodes.

#include "pandoc/dialect.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::pandoc {

/// An identifier, classes, and keys with values.
struct Attributes {
    std::string id;
    std::vector<std::string> classes;
    std::vector<std::pair<std::string, std::string>> keys;

    Json json() const;
};

/// A node with contents, and one without.
Json node(const char* kind, Json contents);
Json node(const char* kind);
Json str(const std::string& words);
Json raw_block(const std::string& format, const std::string& markup);

/// Writes inlines and blocks in a dialect.
class BlockWriter {
public:
    /// `made_ids`: of the headings that have no id of their own.
    BlockWriter(const Dialect& dialect, std::map<const document::Heading*, std::string> made_ids)
        : dialect_(dialect), made_ids_(std::move(made_ids)) {}

    Json inlines(const document::Inlines& inlines) const;
    Json blocks(const document::Blocks& blocks);
    std::string id(const std::string& id) const { return dialect_.id && !id.empty() ? dialect_.id(id) : id; }
    const Dialect& dialect() const { return dialect_; }

private:
    Json inline_node(const document::Inline& item) const;
    Json styled(const char* name, const char* style_class, Json blocks) const;
    Json paragraph(const document::Paragraph& paragraph) const;
    Json heading(const document::Heading& heading) const;
    Json list(const document::List& list);
    Json columns(const document::Columns& columns);
    Json signature(const document::Signature& signature) const;
    void figure(const document::Figure& figure, Json& out) const;
    void markup(const std::string& markup, Json& out) const;

    const Dialect& dialect_;
    std::map<const document::Heading*, std::string> made_ids_;
};

/// A table. Its first columns of row headers become Pandoc's row head columns; a group row begins a body of its own.
Json table(BlockWriter& writer, const document::Table& table);

/// One row without headings, which only puts blocks side by side. `weights`: relative widths; all alike where they are missing.
Json layout_table(const std::vector<Json>& cells, const std::vector<double>& weights);

} // namespace planpaket::pandoc
