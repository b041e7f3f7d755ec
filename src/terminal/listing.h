#pragma once

#include <string>
#include <vector>

namespace planpaket::terminal {

/// A listing as rows of texts, ready to be written in any form.
struct Listing {
    std::vector<std::string> keys;     ///< Of the columns, as JSON and CSV name them.
    std::vector<std::string> headings; ///< As a person reads them, in the user's language.
    std::vector<bool> numbers;         ///< Per column: whether its values are whole numbers.
    std::vector<std::vector<std::string>> rows;
};

std::string as_text(const Listing& listing); ///< Aligned columns, two spaces apart, without spaces at the ends of lines.
std::string as_json(const Listing& listing); ///< An array of objects.

} // namespace planpaket::terminal
