#pragma once

/// Changes to a TOML file that leave all the rest of it as it was: comments, order, layout.

#include "base/source.h"
#include "toml/tree.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::toml {

/// A file that parses, with its tree, and changes to it that are gathered and then made all at once.
class TextEdit {
public:
    /// Precondition: `text` parses without an error.
    explicit TextEdit(std::string text);

    const Table& root() const { return root_; }

    /// The value as it is written, quotes and all.
    std::string_view written(const Node& value) const;

    /// Puts other words, which must be TOML, in the place of a value.
    void replace(const Node& value, std::string words);

    /// Takes an entry of `table` away: the lines of a statement; what stands between commas in braces; of an entry made by
    /// headers all lines from there to the next header, and the comment lines directly above them. A dotted key in braces stays.
    void remove(const Table& table, const Entry& entry);

    /// Takes one element of an array away: its sections, or its place between commas.
    void remove(const Node& array, std::size_t index);

    /// Puts `key = words` after the keys that stand in the table itself. The root must have one.
    void add_entry(const Table& table, std::string_view key, std::string_view words);

    /// Puts words after the last element of an array in brackets.
    void add_element(const Node& array, std::string_view words);

    /// Puts a section (whole lines) after a table and all that stands below it, or at the end of the file if there is none.
    void add_section(const Table* after, std::string_view lines);

    /// The file with the changes. What lies within something removed is gone, also if it was to be replaced.
    std::string text() const;

private:
    struct Line {
        std::size_t begin = 0;
        std::size_t end = 0; ///< After its line ending.
    };
    struct Extent {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool header = false;
    };

    std::size_t offset(std::uint32_t line, std::uint32_t column) const;
    std::string_view line_text(std::size_t line) const;
    std::size_t extent_at(std::uint32_t line) const;
    std::size_t begin_of(const base::Span& span) const { return offset(span.line, span.column); }
    std::size_t end_of(const base::Span& span) const { return offset(span.end_line, span.end_column); }
    void remove_lines(std::size_t begin, std::size_t end, bool with_comments);
    void remove_headers(const Node& node);
    void remove_section(std::uint32_t line);
    std::size_t last_of_section(std::size_t extent) const;
    std::size_t end_of_sections(const Node& node) const;
    std::size_t line_at(std::size_t offset) const;
    void insert(std::size_t at, std::string_view words);
    void insert_line(std::size_t after, std::string_view words);
    void note_braces(const Node& node, bool inside);
    using Changes = std::map<std::size_t, std::pair<std::size_t, std::string>>; ///< By beginning: end and new words.
    void add_removals_in_braces(Changes& changes) const;

    std::string text_;
    Table root_;
    std::vector<Line> lines_;
    std::vector<Extent> extents_; ///< Of the statements, in order.
    Changes changes_;
    std::map<const Table*, std::vector<const Entry*>> removed_in_braces_;
    std::vector<const Table*> dotted_in_braces_;
};

} // namespace planpaket::toml
