#pragma once

/// A stored version as a submission package for an e-archive (E-ARK SIP 2.1.0).

#include "base/failure.h"
#include "base/source.h"
#include "base/world.h"
#include "keeping/found_version.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>

namespace planpaket::keeping {

/// What the package says beside what the version says itself, and where it goes.
struct Submission {
    std::optional<std::string> creator;   ///< The organisation whose archive it belongs to; else the plan's sender.
    std::optional<std::string> submitter; ///< The organisation that hands it over; else the creator.
    std::string agreement;                ///< The submission agreement.
    std::string documentation;            ///< Folder of what goes along to explain it: .txt, and schemas: .json.
    std::optional<std::string> target;    ///< A new folder, or a ZIP file if it ends so; else a folder of the package's name.
};

struct Exported {
    std::string target;
    std::size_t files = 0;
};

/// Errors: "usage" (nobody knows who submits it), and those of reading the version and writing the package.
std::expected<Exported, base::Failure> export_version(const base::World& world, base::Sources& sources, const FoundVersion& found,
                                                      const Submission& wish);

} // namespace planpaket::keeping
