#pragma once

#include "base/source.h"

#include <string>
#include <string_view>

namespace planpaket::cli {

/// A line of input as a terminal can show it, and the line of marks below it.
struct SourceLine {
    std::string text;
    std::string marks;
};

/// `span` is in code points of `line`; a span that goes on to the next line is marked to the end of this one. At least one mark.
SourceLine show_line(std::string_view line, const base::Span& span);

/// The columns that a text without tabs or control characters takes on a terminal.
std::size_t display_width(std::string_view text);

} // namespace planpaket::cli
