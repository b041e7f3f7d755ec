#pragma once

#include "base/diagnostic.h"
#include "base/world.h"
#include "cli/recording_world.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

#include <future>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace planpaket::cli {

/// What pages are set with: the style and its fonts. The same for all documents of a run.
struct Kit {
    typeset::Style style;
    std::shared_ptr<const typeset::Fonts> fonts;
    std::vector<ReadFile> files;                        ///< The style's, by their paths in the folder of templates.
    std::shared_future<std::vector<ReadFile>> faces;    ///< The fonts', by their file names: hashed while pages are set.
    std::vector<std::shared_future<void>> dictionaries; ///< Hyphenation being read ahead of its use.
};

/// Reads style.toml of the folder `root`, loads the fonts that it names, and begins to read the hyphenation of the languages.
base::Result<Kit> read_kit(const base::World& world, base::Sources& sources, const std::string& root,
                           const std::set<std::string>& languages);

} // namespace planpaket::cli
