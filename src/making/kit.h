#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "making/conversion.h"
#include "making/recording_world.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <future>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace planpaket::making {

/// What documents are made with: the style and its fonts, and what other formats need. The same for all documents of a run.
struct Kit {
    typeset::Style style;
    std::shared_ptr<const typeset::Fonts> fonts;
    std::vector<ReadFile> files;                        ///< The style's, by their paths in the folder of templates.
    std::shared_future<std::vector<ReadFile>> faces;    ///< The fonts', by their file names: hashed while pages are set.
    std::vector<std::shared_future<void>> dictionaries; ///< Hyphenation being read ahead of its use.
    std::shared_ptr<const Conversion> conversion;       ///< Null when only PDFs are made.
};

/// Reads style.toml of the folder `root`, loads the fonts that it names, begins to read the hyphenation of the languages, and
/// reads what the formats need.
base::Result<Kit> read_kit(const base::World& world, base::Sources& sources, const std::string& root,
                           const std::set<std::string>& languages, const Formats& formats = {Format::pdf});

} // namespace planpaket::making
