#pragma once

/// What documents for word processors look like: parts of them that stand as XML in the folder of templates, with what
/// style.toml says put in.

#include "base/diagnostic.h"
#include "base/memory_file.h"
#include "base/world.h"
#include "typeset/style.h"

#include <memory>
#include <string>

namespace planpaket::office {

struct Reference {
    std::string docx_styles;                            ///< docx/styles.xml
    std::string docx_settings;                          ///< docx/settings.xml
    std::shared_ptr<const base::MemoryFile> blank_docx; ///< See blank_docx(); for pandoc.
    std::string odt_styles;                             ///< odt/styles.xml
};

/// Reads the parts of the formats asked for. Errors: those of reading files, and "wrong-reference" (a part is no XML).
base::Result<Reference> read_reference(const base::World& world, const std::string& root, bool docx, bool odt);

} // namespace planpaket::office
