#pragma once

#include "base/failure.h"
#include "base/progress.h"
#include "making/making.h"
#include "signature/chain.h"

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace planpaket::receiving {

/// What is to be collated.
struct Collating {
    std::string registry;                ///< The plan file that names the districts.
    std::vector<std::string> deliveries; ///< Each a delivery, or a folder full of them.
    std::string output;                  ///< Folder of the package.
    making::Formats formats;
    std::size_t jobs = 1;
};

struct Collated {
    std::string id; ///< Of the register: the package's name.
    std::shared_ptr<const collation::Collation> city;
    making::Package package;
    base::Diagnostics found; ///< What is wrong with deliveries, and what districts have to be asked about.
};

/// Puts the plans that many districts have delivered together, and makes the documents and tables that tell of it. A delivery
/// that is damaged, foreign or repeated is told and left out. Error beside those of reading the register: "no-district". Progress
/// counts deliveries, then files.
std::expected<Collated, base::Failure> collate(const base::World& world, base::Sources& sources, making::Shelf& shelf,
                                               const Collating& wish, const signature::Trust& trust,
                                               const base::Progress& progress = {});

} // namespace planpaket::receiving
