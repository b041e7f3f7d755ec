#pragma once

#include "document/document.h"

#include <cstddef>
#include <vector>

namespace planpaket::document {

/// A place of a table: one row, one column, and the cell that is there.
struct Place {
    const Cell* cell;
    std::size_t column;
    enum class Part {
        start, ///< The cell begins here.
        right, ///< It began to the left.
        below  ///< It began in a row above.
    } part;
};

/// Finds the places that cells take, row after row.
class Grid {
public:
    explicit Grid(std::size_t columns) : above_(columns) {}

    /// The places of the next row, from left to right.
    std::vector<Place> place(const Row& row);

private:
    struct Above {
        const Cell* cell = nullptr;
        unsigned rows = 0; ///< That it goes on for.
    };
    std::vector<Above> above_;
};

} // namespace planpaket::document
