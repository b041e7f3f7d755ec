#pragma once

#include "base/bytes.h"
#include "base/diagnostic.h"
#include "cli/kit.h"
#include "cli/load.h"

#include <functional>
#include <string>
#include <vector>

namespace planpaket::cli {

/// The documents of one plan that are to be made.
struct Making {
    LoadedPlan* plan = nullptr;
    std::vector<std::string> wanted; ///< Those that are delivered, in their order.
    std::vector<std::string> needed; ///< Those that are made: also what a wanted one lists, with its checksum.
};

/// Which documents to make of a plan: all that it should have, or those of them named in `only`. Precondition: the plan is
/// usable.
Making plan_making(LoadedPlan& plan, const std::vector<std::string>& only);

struct MadeFile {
    std::string document; ///< "missiv"
    std::string name;     ///< "missiv.pdf"
    base::Bytes bytes;
    std::string sha256;
};

/// The wanted documents of a plan in their order, or what hindered.
struct Made {
    std::vector<MadeFile> files;
    base::Diagnostics diagnostics;
};

/// Makes the documents of all plans as PDF, `jobs` at once, those that list the others after them. Gives one result per making,
/// in order. Where no document is left to compose of a plan, its areas are let go: they are most of it. `done(n)` is told after
/// each document how many are done, of the sum of `needed`.
std::vector<Made> make_documents(const std::vector<Making>& makings, const Kit& kit, std::size_t jobs,
                                 const std::function<void(std::size_t)>& done);

} // namespace planpaket::cli
