#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace planpaket::base {

/// Names one input file of a run. 0 means "no file": the command line, or a fact without a place.
using SourceId = std::uint32_t;

/// A place in an input file: from the first character up to, not including, the end.
/// Lines and columns count from 1; columns count Unicode code points. A line of 0 means the file as a whole.
struct Span {
    SourceId source = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;

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
    /// Takes a file's text in; the id is valid as long as this object.
    SourceId add(std::string path, std::string text);

    /// The file with that id. Precondition: the id came from add().
    const Source& get(SourceId id) const;

    /// Line `number` (from 1) of the file, without its line ending; empty if there is none.
    std::string_view line(SourceId id, std::uint32_t number) const;

private:
    mutable std::mutex mutex_;
    std::deque<Source> sources_;
};

} // namespace planpaket::base
