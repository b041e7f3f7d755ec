#include "collation/stated_figures.h"

#include <algorithm>
#include <charconv>

namespace planpaket::collation {

namespace {

constexpr std::size_t most_areas = 10'000;

std::optional<StatedArea> stated_area(std::string_view entry) {
    StatedArea area;
    const auto end = entry.find(' ');
    if (end == 0 || end == std::string_view::npos)
        return std::nullopt;
    area.id = entry.substr(0, end);
    entry.remove_prefix(end);
    for (auto* figure : {&area.problems, &area.causes, &area.actions}) {
        if (!entry.starts_with(' '))
            return std::nullopt;
        const auto [after, error] = std::from_chars(entry.data() + 1, entry.data() + entry.size(), *figure);
        if (error != std::errc{})
            return std::nullopt;
        entry.remove_prefix(static_cast<std::size_t>(after - entry.data()));
    }
    return entry.empty() ? std::optional(std::move(area)) : std::nullopt;
}

} // namespace

std::optional<StatedFigures> stated_figures(std::string_view packet) {
    constexpr std::string_view begin = "<counts:areas><rdf:Seq>\n";
    constexpr std::string_view end = "</rdf:Seq></counts:areas>\n";
    constexpr std::string_view open = "<rdf:li>";
    constexpr std::string_view close = "</rdf:li>\n";
    const auto from = packet.find(begin);
    if (from == std::string_view::npos || packet.find(begin, from + 1) != std::string_view::npos)
        return std::nullopt;
    packet.remove_prefix(from + begin.size());
    StatedFigures figures;
    while (packet.starts_with(open)) {
        const auto to = packet.find(close);
        if (to == std::string_view::npos)
            return std::nullopt;
        auto area = stated_area(packet.substr(open.size(), to - open.size()));
        if (!area || std::ranges::find(figures, area->id, &StatedArea::id) != figures.end() || figures.size() == most_areas)
            return std::nullopt;
        figures.push_back(std::move(*area));
        packet.remove_prefix(to + close.size());
    }
    return packet.starts_with(end) ? std::optional(std::move(figures)) : std::nullopt;
}

} // namespace planpaket::collation
