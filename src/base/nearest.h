#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::base {

/// The candidate most like `word`, for "did you mean": the fewest letters inserted, deleted, replaced or swapped with their
/// neighbour; nothing if even that is more than a third of the word (but one is always allowed). The first of equals.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace planpaket::base
