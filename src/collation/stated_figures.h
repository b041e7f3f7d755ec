#pragma once

/// The counts that a summary states of itself, for programs: one entry for each area, "oppna-drogscener 2 2 2" (the area's id,
/// its problems, causes and actions). The summary's PDF carries them in its metadata, beside the table that people read.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planpaket::collation {

struct StatedArea {
    std::string id;
    std::size_t problems = 0, causes = 0, actions = 0;
    bool operator==(const StatedArea&) const = default;
};
using StatedFigures = std::vector<StatedArea>;

/// Reads the counts in an XMP packet as planpaket writes it; nothing if they are not there, are there twice, are not of that
/// form, or have an area twice.
std::optional<StatedFigures> stated_figures(std::string_view packet);

} // namespace planpaket::collation
