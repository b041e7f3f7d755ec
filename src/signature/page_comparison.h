#pragma once

/// A second opinion on what was changed after signing: what the pages show.

#include "signature/drawing.h"
#include "signature/verify.h"

#include <string>
#include <string_view>

namespace planpaket::signature {

struct PageComparison {
    bool program_missing = false; ///< Nothing was compared.
    std::string trouble;          ///< Why not all pages were compared, in the user's language; empty if they were.
};

struct ComparisonLimits {
    DrawingLimits drawing = {};
    std::chrono::milliseconds time{300'000}; ///< For a file.
    std::size_t pages = 10'000;              ///< Later ones are not compared.
    std::size_t jobs = 1;                    ///< Calls of the drawing program at once.
};

/// Draws what each signature of the file signed, where it is valid or valid but, and what the file shows now. A page that looks
/// otherwise where no allowed change explains it makes the signature, and the file, valid but. Nothing else in the report
/// changes, whatever is found or goes wrong.
PageComparison compare_pages(std::string_view bytes, Report& report, const ComparisonLimits& limits);

} // namespace planpaket::signature
