#pragma once

#include "base/source.h"

#include <string>
#include <string_view>

namespace planpaket::terminal {

/// A line of input as a terminal can show it, and the line of marks below it.
struct SourceLine {
    std::string text;
    std::string marks;
};

/// A place in a line that was found before.
struct LinePlace {
    std::string_view line;
    std::uint32_t column = 1; ///< From 1, in code points.
    std::int32_t offset = 0;  ///< In bytes.
};

/// `span` is in code points of `line`; a span that goes on to the next line is marked to the end of this one. At least one mark.
/// `last` is where the last span began: a line of megabytes is gone through once for all spans that come in order.
SourceLine show_line(std::string_view line, const base::Span& span, LinePlace& last);

/// The columns that a text without tabs or control characters takes on a terminal.
std::size_t display_width(std::string_view text);

} // namespace planpaket::terminal
