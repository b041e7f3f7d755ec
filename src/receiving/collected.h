#pragma once

/// From a delivery as it arrived to what a collation keeps of it.

#include "base/diagnostic.h"
#include "base/world.h"
#include "collation/collation.h"
#include "signature/chain.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::receiving {

/// The deliveries that words of a command line name: each a delivery itself, or a folder full of them. Of such a folder the
/// entries count that are folders or end in .zip or .eml; remarks ("not-a-delivery") tell of the others, but for hidden ones.
struct Found {
    std::vector<std::string> paths;
    base::Diagnostics remarks;
};
Found find_deliveries(const base::World& world, const std::vector<std::string>& words);

/// A delivery, or why it is refused; and in the user's language what is wrong with it.
struct Collected {
    std::optional<collation::Delivery> delivery;
    std::optional<collation::Refused> refused;
    base::Diagnostics errors;
};

/// Reads a delivery, checks it, verifies the signatures of its PDFs, reads the plan and what its summary states. Nothing of its
/// bytes is kept. Safe to call from several threads.
Collected collect(const std::string& path, const signature::Trust& trust, std::chrono::sys_seconds now);

} // namespace planpaket::receiving
