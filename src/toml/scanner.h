#pragma once

/// Cuts a TOML file into its statements: table headers, and keys with their values, which may go over several lines.
/// It knows just so much of the grammar as it takes to find where a statement ends, also when the statement is wrong.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace planpaket::toml {

/// What the scanner itself sees to be wrong in a statement.
enum class Flaw {
    none,
    open_string,  ///< A quoted string that does not end on its line
    open_text,    ///< A """ or ''' that is never closed
    open_bracket, ///< A [ or { that is never closed
    split_braces, ///< An inline table over several lines
    too_deep,     ///< More brackets in each other, or names in a key, than allowed
};

/// The bytes [begin, end) from the start of the statement's first line to the end of its last, without the line ending.
struct Statement {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t line = 0; ///< Of begin.
    bool header = false;
    Flaw flaw = Flaw::none;
    std::size_t flaw_begin = 0; ///< Where the flaw is to be shown.
    std::size_t flaw_end = 0;
};

class Scanner {
public:
    /// Wary: a line that looks like a table header or the start of a text ends an open text. A file is read so when it turned out
    /// that a closing """ is missing somewhere.
    Scanner(std::string_view text, std::size_t depth_limit, bool wary);

    /// The next statement; false at the end of the file.
    bool next(Statement& statement);

private:
    void scan_header(Statement& statement);
    void scan_pair(Statement& statement);
    void skip_string(Statement& statement);
    void skip_text(Statement& statement, char quote);
    bool header_at(std::size_t position) const;
    bool pair_at(std::size_t position, bool with_text) const;
    std::size_t line_end(std::size_t position) const;
    void set_flaw(Statement& statement, Flaw flaw, std::size_t begin, std::size_t end) const;

    std::string_view text_;
    std::size_t depth_limit_;
    bool wary_;
    std::size_t position_ = 0;
    std::uint32_t line_ = 1;
};

} // namespace planpaket::toml
