#include "document/grid.h"

namespace planpaket::document {

std::vector<Place> Grid::place(const Row& row) {
    std::vector<Place> places;
    std::size_t column = 0;
    const auto pass_covered = [&] {
        for (; column < above_.size() && above_[column].rows > 0; ++column) {
            --above_[column].rows;
            places.push_back({above_[column].cell, column, Place::Part::below});
        }
    };
    for (const auto& cell : row.cells) {
        pass_covered();
        for (unsigned i = 0; i < cell.column_span && column < above_.size(); ++i, ++column) {
            above_[column] = {&cell, cell.row_span - 1};
            places.push_back({&cell, column, i == 0 ? Place::Part::start : Place::Part::right});
        }
    }
    pass_covered();
    return places;
}

} // namespace planpaket::document
