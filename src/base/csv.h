#pragma once

#include <string>
#include <vector>

namespace planpaket::base {

/// Rows of texts below their header.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

/// RFC 4180, with CRLF. A cell that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage
/// return) gets an apostrophe before it.
std::string as_csv(const Table& table);

} // namespace planpaket::base
