#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "making/format.h"
#include "making/page.h"
#include "making/recording_world.h"
#include "office/reference.h"
#include "pandoc/program.h"

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::making {

/// What documents are made with in formats other than PDF. The same for all documents of a run.
struct Conversion {
    std::shared_future<base::Result<pandoc::Program>> program; ///< Asked while all else is read.
    office::Reference reference;
    std::vector<ReadFile> reference_files; ///< By their paths in the folder of templates.
    std::optional<PageLook> page;          ///< For HTML.
};

/// Begins to ask for pandoc, and reads what the formats need of the folder `root`. Null when PDF is all that is asked for.
base::Result<std::shared_ptr<const Conversion>> read_conversion(const base::World& world, base::Sources& sources,
                                                                const std::string& root, const Formats& formats);

} // namespace planpaket::making
