#pragma once

#include "base/world.h"
#include "signature/chain.h"
#include "verification/verified.h"

#include <cstddef>
#include <optional>
#include <string>

namespace planpaket::receiving {

struct Verifying {
    const signature::Trust& trust;
    std::optional<bool> compare_pages; ///< As they were signed and as they are; if that is open, those of deliveries.
    std::size_t jobs = 1;              ///< How many files of an archive are read, and pages drawn, at once.
};

/// Finds out what holds of a PDF, a delivery, a package or an archive: what is there is recognised by what it is, not by its
/// name. Nothing is written, unpacked or asked of the network.
verification::Verified verify(const base::World& world, const std::string& path, const Verifying& how);

} // namespace planpaket::receiving
