#pragma once

/// A plan as one list of all that has an id, for comparing.

#include "plan/change.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace planpaket::plan {

inline constexpr std::size_t no_entry = static_cast<std::size_t>(-1);

struct OutlineEntry {
    Noun noun;
    std::string_view id; ///< Empty for plan, sender, matter and documents, which are there once.
    Item item;
    std::size_t parent = no_entry; ///< What it stands in, before it in the list.
    std::size_t area = no_entry;   ///< The area that it stands in or is.
    std::size_t number = 0;        ///< From 1: of an area in the plan, of an action in its area.
};

/// Areas with all that stands in them, each before what it holds; then the registers, the texts and the matter.
std::vector<OutlineEntry> outline(const Plan& plan);

} // namespace planpaket::plan
