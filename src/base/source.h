#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planpaket::base {

/// Names one input file of a run. 0 means "no file": the command line, or a fact without a place.
using SourceId = std::uint32_t;

/// A place in an input file: from the first character up to, not including, the end.
/// Lines and columns count from 1; columns count Unicode code points. A line of 0 means the file as a whole.
/// Every text of a plan and of a document has one, so it is small: files may have 2^26 lines and columns, and a run 2^24 files.
struct [[gnu::packed]] Span {
    std::uint32_t source : 24 = 0; ///< A SourceId.
    std::uint32_t line : 26 = 0;
    std::uint32_t column : 26 = 0;
    std::uint32_t end_line : 26 = 0;
    std::uint32_t end_column : 26 = 0;

    constexpr Span() = default;
    constexpr Span(SourceId in, std::uint32_t from_line, std::uint32_t from_column, std::uint32_t to_line,
                   std::uint32_t to_column)
        : source(in & 0xFF'FFFFU), line(from_line & most), column(from_column & most), end_line(to_line & most),
          end_column(to_column & most) {}

    static constexpr std::uint32_t most = 0x3FF'FFFFU; ///< Of a line or column.

    bool operator==(const Span&) const = default;
};

/// One file of input, kept whole so that a diagnostic can show the line it speaks of.
struct Source {
    std::string path;
    std::string text;
};

/// All input files of a run. Grows only; safe to use from several threads.
class Sources {
public:
    /// Reads a file of at most `limit` bytes anew; nothing if that fails.
    using Reread = std::function<std::optional<std::string>(const std::string& path, std::size_t limit)>;

    /// Without `reread` all texts stay.
    explicit Sources(Reread reread = {}) : reread_(std::move(reread)) {}

    /// Takes a file's text in; the id is valid as long as this object.
    SourceId add(std::string path, std::string text);

    /// Lets go of all texts. From then on get() gives none, and line() reads the file again.
    void let_go();

    /// The file with that id. Precondition: the id came from add().
    const Source& get(SourceId id) const;

    /// Line `number` (from 1) of the file, without its line ending; empty if there is none, or if the file has changed since
    /// it was let go.
    std::string_view line(SourceId id, std::uint32_t number) const;

private:
    struct Entry {
        Source source;
        std::size_t size = 0, hash = 0; ///< Of the text.
        bool let_go = false;
        std::vector<std::size_t> line_ends{}; ///< Of the text, once a line of it was asked for.
    };
    Entry& with_text(SourceId id) const;

    Reread reread_;
    mutable std::mutex mutex_;
    mutable std::deque<Entry> entries_;
};

} // namespace planpaket::base
