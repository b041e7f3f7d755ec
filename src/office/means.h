#pragma once

#include "office/rasters.h"
#include "office/reference.h"
#include "pandoc/program.h"
#include "typeset/fonts.h"
#include "typeset/style.h"

namespace planpaket::office {

/// What documents for word processors are made with: the same for all of a run, and used by several threads at once.
struct Means {
    const Reference& reference;
    const typeset::Style& style;
    const typeset::Fonts& fonts;
    const pandoc::Program& program;
    Rasters& rasters;
};

} // namespace planpaket::office
