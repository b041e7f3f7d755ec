#pragma once

/// Which words changed between two wordings of a text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::plan {

/// Words that stand in both wordings, or in one alone.
struct WordRun {
    enum class Kind { kept, removed, added } kind;
    std::string text; ///< With the spaces and line breaks that stand between its words, and after the last one.
};

/// The runs of kept and removed words are the earlier wording, those of kept and added words the later one (kept words with the
/// later one's spaces). Whole words and marks are compared; spaces are not. Of neighbours the removed words come first. A word or
/// two that stayed between many that did not count as changed, and so does all when hardly anything stayed: that reads better
/// than pieces. Where wordings of thousands of words have little in common, what lies between their common beginning and end is
/// taken as changed.
std::vector<WordRun> word_changes(std::string_view before, std::string_view after);

/// Of a long run its first `first` and last `last` words, with `gap` between them; the run itself when it has few more.
std::string shortened(std::string_view words, std::size_t first, std::size_t last, std::string_view gap);

} // namespace planpaket::plan
