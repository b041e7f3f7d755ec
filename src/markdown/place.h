#pragma once

#include "base/source.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace planpaket::markdown {

/// Maps places in a text to places in the file that holds it.
class Place {
public:
    /// `span` is the text's own (a page) or that of the TOML string with its quotes (`quoted`).
    Place(std::string_view text, const base::Span& span, bool quoted);

    /// From the place at `line` and byte `column` (both from 1) over `length` bytes, all on that line. Where the file's lines are
    /// not the text's (escapes, folded lines), the span of the whole.
    base::Span at(int line, int column, std::size_t length) const;

    /// The text's line, from 1, without its line ending.
    std::string_view line(int number) const;

private:
    std::string_view text_;
    base::Span whole_;
    std::vector<std::size_t> starts_; ///< Where each line of the text begins.
    std::uint32_t first_line_ = 0;    ///< The file's line on which the text begins; 0 when its lines cannot be told.
    std::uint32_t before_first_ = 0;  ///< Characters before the text on that line.
};

} // namespace planpaket::markdown
