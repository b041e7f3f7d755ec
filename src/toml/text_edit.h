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

    /// Takes an entry of `table` away: the lines of a statement, or the words between commas in braces; an entry that was made by
    /// headers with all lines below them, down to the next header, and the comment lines directly above them.
    void remove(const Table& table, const Entry& entry);

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
    void remove_lines(std::size_t begin, std::size_t end, bool with_comments);
    void remove_headers(const Node& node);
    void remove_section(std::uint32_t line);
    void remove_between_commas(std::size_t begin, std::size_t end);
    void change(std::size_t begin, std::size_t end, std::string words);

    std::string text_;
    Table root_;
    std::vector<Line> lines_;
    std::vector<Extent> extents_;                                        ///< Of the statements, in order.
    std::map<std::size_t, std::pair<std::size_t, std::string>> changes_; ///< By beginning: end and new words.
};

} // namespace planpaket::toml
