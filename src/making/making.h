#pragma once

/// Plan files and templates to packages: read, made, written. A plan becomes a LoadedPlan (load.h), in the light of a Shelf of
/// templates (shelf.h); a Kit (kit.h) is what its documents are made with; an Order (documents.h) says which.

#include "making/documents.h"

#include <optional>
#include <string>
#include <vector>

namespace planpaket::making {

/// Plans, what they are made with, and what is wrong with them.
struct Reading {
    std::vector<LoadedPlan> plans;
    std::optional<Kit> kit;                ///< Nothing if there is nothing to make, or nothing to make it with.
    std::vector<base::Diagnostics> groups; ///< First of templates and style, then of each wrong plan.
    bool plan_wrong = false;               ///< Not only unfit for a conforming document.
};

/// Reads plans, `jobs` at once, their templates and the kit that the formats need.
/// Errors beside those of load_plan() and read_kit(): "same-package" (two plans would be the same package).
Reading read_plans(const base::World& world, base::Sources& sources, Shelf& shelf, const std::vector<std::string>& paths,
                   const Formats& formats, std::size_t jobs);

/// What came of an order.
struct Package {
    std::size_t files = 0; ///< Without the manifest.
    base::Diagnostics failures;
    base::Diagnostics missing; ///< A program; what needs none is there.
};

/// Writes what was made of a plan into the folder of its id in `output`, with a manifest: whole or not at all. Uses the bytes up.
Package write_package(const LoadedPlan& plan, const Kit& kit, Made made, const std::string& output);

/// Makes the documents of all orders, `jobs` at once, and writes a package for each into the folder `output`. Gives one result
/// per order, in order. Progress counts files.
std::vector<Package> make_packages(const std::vector<Order>& orders, const Kit& kit, const std::string& output, std::size_t jobs,
                                   const base::Progress& progress = {});

} // namespace planpaket::making
