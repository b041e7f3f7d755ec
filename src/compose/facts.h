#pragma once

#include "collation/collation.h"
#include "plan/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planpaket::compose {

/// A file that was made before the letter that lists it.
struct SentFile {
    std::string document; ///< "bilaga-1-atgardsplan"
    std::string name;     ///< "bilaga-1-atgardsplan.pdf"
    std::string title;
    std::uintmax_t bytes = 0;
    std::string sha256; ///< Hexadecimal.
};

/// What a document says that neither plan nor templates know.
struct Facts {
    std::vector<SentFile> sent;          ///< For the templates that list files (Template::lists_files), in the order of the list.
    const plan::Plan* earlier = nullptr; ///< What the plan is compared with; null when with none.
    const collation::Collation* collation = nullptr; ///< What the plan, as a register of districts, has collated; may be null.
};

} // namespace planpaket::compose
