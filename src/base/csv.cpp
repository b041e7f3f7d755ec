#include "base/csv.h"

#include <string_view>

namespace planpaket::base {

std::string as_csv(const Table& table) {
    const auto record = [](const std::vector<std::string>& cells) {
        std::string text;
        for (const auto& cell : cells) {
            text += &cell == &cells.front() ? "" : ",";
            const bool is_quoted = cell.find_first_of("\",\r\n") != std::string::npos;
            text += is_quoted ? "\"" : "";
            if (!cell.empty() && std::string_view("=+-@\t\r").contains(cell.front()))
                text += '\'';
            for (const char byte : cell)
                text += byte == '"' ? "\"\"" : std::string(1, byte);
            text += is_quoted ? "\"" : "";
        }
        return text + "\r\n";
    };
    std::string text = record(table.header);
    for (const auto& row : table.rows)
        text += record(row);
    return text;
}

} // namespace planpaket::base
