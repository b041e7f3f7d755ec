#include "terminal/listing.h"

#include "terminal/source_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace planpaket::terminal {

std::string as_text(const Listing& listing) {
    std::vector<std::size_t> widths;
    for (const auto& heading : listing.headings)
        widths.push_back(display_width(heading));
    for (const auto& row : listing.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string filling(widths[i] - display_width(cells[i]), ' ');
            text += (i == 0 ? "" : "  ") + (listing.numbers[i] ? filling + cells[i] : cells[i] + filling);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text + '\n';
    };
    std::string text = line(listing.headings);
    for (const auto& row : listing.rows)
        text += line(row);
    return text;
}

std::string as_json(const Listing& listing) {
    auto array = nlohmann::ordered_json::array();
    for (const auto& row : listing.rows) {
        nlohmann::ordered_json object;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (listing.numbers[i])
                object[listing.keys[i]] = std::stoull(row[i]);
            else
                object[listing.keys[i]] = row[i];
        array.push_back(std::move(object));
    }
    return array.dump(2) + '\n';
}

} // namespace planpaket::terminal
